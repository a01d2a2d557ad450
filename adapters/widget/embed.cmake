# Writes assets.cc with the bytes of the widget and the demo page: cmake -DIN=… -DOUT=… -P embed.cmake

function(literal_of file out)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  set(${out} "${bytes}" PARENT_SCOPE)
endfunction()

set(text "#include \"adapters/cli/assets.h\"\n\nnamespace verbatim::cli {\nnamespace {\n\n")
foreach(name IN ITEMS index.html demo.css widget.js)
  literal_of(${IN}/${name} bytes)
  string(MAKE_C_IDENTIFIER ${name} identifier)
  string(APPEND text "constexpr unsigned char ${identifier}[] = {${bytes}};\n")
endforeach()
string(APPEND text [[

template <std::size_t n>
web::StaticFile file(const char* path, const char* type, const unsigned char (&bytes)[n], bool embeddable = false) {
  return {path, type, std::string(reinterpret_cast<const char*>(bytes), n), embeddable};
}

}  // namespace

std::vector<web::StaticFile> assets() {
  return {file("/", "text/html; charset=utf-8", index_html),
          file("/demo.css", "text/css; charset=utf-8", demo_css),
          file("/widget.js", "text/javascript; charset=utf-8", widget_js, true)};
}

}  // namespace verbatim::cli
]])
file(WRITE ${OUT} "${text}")
