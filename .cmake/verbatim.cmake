# What every target of this project is compiled with, and the one way to add a test.

if(VERBATIM_SANITIZE)
  add_compile_options(-fsanitize=${VERBATIM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${VERBATIM_SANITIZE})
  if(VERBATIM_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize=vptr)  # it opens descriptors, and a test takes the last of them away
  endif()
  if(VERBATIM_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-tsan)  # Asio uses fences, which TSan cannot follow; it synchronises by other means
  endif()
endif()

# Warnings and the include root: `#include "engine/engine.h"` from anywhere.
function(verbatim_target name)
  target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
  if(VERBATIM_STRICT)
    target_compile_options(${name} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      # GCC 12 sees overlaps in std::string concatenation (GCC bug 105651) and unset members in moved
      # std::optional values (GCC bug 80635) that are not there.
      target_compile_options(${name} PRIVATE -Wno-restrict -Wno-maybe-uninitialized)
    else()
      # ISO C++ promises no more than 64 KiB of a string literal; the word list is longer.
      target_compile_options(${name} PRIVATE -Wno-overlength-strings)
    endif()
  endif()
endfunction()

# verbatim_unit_test(text_test SOURCES tokenise_test.cc … LIBS verbatim_engine)
function(verbatim_unit_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LIBS})
  verbatim_target(${name})
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endfunction()
