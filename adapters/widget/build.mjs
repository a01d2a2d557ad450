// Bundles the widget and copies its languages, the demo page and the papers of the protocol: node build.mjs OUT
import { build, transform } from "esbuild";
import { cp, copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { minify } from "terser";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) {
  console.error("usage: node build.mjs OUT");
  process.exit(2);
}

// The style sheet goes into the script, without its white space.
const styles = {
  name: "styles",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true, target: "safari16" });
      // esbuild leaves the values of custom properties as they are.
      return { contents: code.trim().replace(/([,:]) /g, "$1"), loader: "text" };
    });
  },
};

await mkdir(out, { recursive: true });
await build({
  entryPoints: [join(here, "src/widget.ts")],
  outfile: join(out, "widget.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
  plugins: [styles],
});
// What the modules call each other gets short names; nothing of it is stored, sent, or seen by a page.
const inner = `addEarly advance announcer answered arrived atEnd attach begin changed check clock detach drop early failed flush fold forgotten frame
  goingAway greet history itemOf kept later node nodes pump put rate refresh refuse restart saved say seen setClinic setDraft setLogo
  setNote setSound setStatus settled sheet slowDown talk toEnd toStartOf told transmit tries unanswered welcome welcomed`.split(/\s+/);
const bundle = join(out, "widget.js");
// "unsafe" takes every value in a template for a plain one, which here they are.
const { code } = await minify(await readFile(bundle, "utf8"), {
  module: true,
  ecma: 2022,
  compress: { passes: 3, unsafe: true, unsafe_arrows: true, pure_getters: true },
  mangle: { properties: { builtins: true, regex: new RegExp(`^(${inner.join("|")})$`) } },
});
await writeFile(bundle, code);
await cp(join(here, "locales"), join(out, "locales"), { recursive: true });
for (const file of ["openapi.json", "protocol.schema.json"]) await copyFile(join(here, "../web", file), join(out, file));
for (const file of ["index.html", "demo.css", "demo.js"]) await copyFile(join(here, "demo", file), join(out, file));
