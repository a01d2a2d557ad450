// Writes assets.cc, the bundle and the demo page as bytes of the program: node embed.mjs FOLDER ASSETS.CC
//
// Everything is compressed here, once; the widget stands a second time under an address made of its
// own hash, which may be cached for ever.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [folder, out] = process.argv.slice(2);
if (!folder || !out) {
  console.error("usage: node embed.mjs FOLDER ASSETS.CC");
  process.exit(2);
}

const types = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
};

const identifier = (name) => name.replaceAll(/\W/g, "_");
const array = (name, bytes) => `constexpr unsigned char ${name}[] = {${bytes.join(",")}};\n`;

function arrays(name, bytes) {
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  const gzip = gzipSync(bytes, { level: 9 });
  return array(name, bytes) + array(`${name}_br`, brotli) + array(`${name}_gz`, gzip);
}

function entry(path, file, { embeddable = false, immutable = false } = {}) {
  const name = identifier(file);
  const type = types[file.split(".").at(-1)];
  return `          {"${path}", "${type}", text(${name}), ${embeddable}, ${immutable}, text(${name}_br), text(${name}_gz)}`;
}

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((one) => one.isFile())
  .map((one) => join(one.parentPath ?? one.path, one.name).slice(folder.length).replace(/^\/+/, ""))
  .filter((name) => name.split(".").at(-1) in types)
  .sort();
const widget = readFileSync(join(folder, "widget.js"));
const pinned = `/widget/${createHash("sha256").update(widget).digest("hex").slice(0, 16)}/widget.js`;
const integrity = `sha384-${createHash("sha384").update(widget).digest("base64")}`;

const embeddable = (name) => name === "widget.js" || name.endsWith(".json");
const entries = files.map((name) => entry(name === "index.html" ? "/" : `/${name}`, name, { embeddable: embeddable(name) }));
entries.push(entry(pinned, "widget.js", { embeddable: true, immutable: true }));

writeFileSync(out, `#include "adapters/cli/assets.h"

namespace verbatim::cli {
namespace {

${files.map((name) => arrays(identifier(name), readFileSync(join(folder, name)))).join("")}
template <std::size_t n>
std::string text(const unsigned char (&bytes)[n]) {
  return std::string(reinterpret_cast<const char*>(bytes), n);
}

}  // namespace

std::vector<web::StaticFile> assets() {
  return {
${entries.join(",\n")}};
}

PinnedWidget pinned_widget() { return {"${pinned}", "${integrity}"}; }

}  // namespace verbatim::cli
`);
