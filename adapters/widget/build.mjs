// Bundles the widget and copies the demo page: node build.mjs OUT
import { build } from "esbuild";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) {
  console.error("usage: node build.mjs OUT");
  process.exit(2);
}

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
});
for (const file of ["index.html", "demo.css"]) await copyFile(join(here, "demo", file), join(out, file));
