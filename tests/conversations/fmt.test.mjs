// verbatim fmt: one layout of rule files, in place or only looked for.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const program = process.env.VERBATIM_BIN ?? new URL("../../build/release/verbatim", import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), "verbatim-fmt-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

let count = 0;
function folder(files) {
  const made = join(scratch, `${++count}`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(made, name, ".."), { recursive: true });
    writeFileSync(join(made, name), text);
  }
  return made;
}

const fmt = (...args) => spawnSync(program, ["fmt", ...args], { encoding: "utf8", timeout: 120_000 });

test("files of every folder are laid out, once", () => {
  const site = folder({ "clinic.json": '{"a":1}', "es/flows/x.json": "[ 1 ]", "conversations/c.json": '{\n  "a": 1\n}\n', ".hidden.json": "{ }", "schema/s.json": "{ }" });
  const looked = fmt(site, "--check");
  assert.equal(looked.status, 1);
  assert.equal(looked.stdout, `${site}/clinic.json would change\n${site}/es/flows/x.json would change\n`);
  assert.equal(readFileSync(join(site, "clinic.json"), "utf8"), '{"a":1}');
  assert.equal(fmt(site).status, 0);
  assert.equal(readFileSync(join(site, "clinic.json"), "utf8"), '{\n  "a": 1\n}\n');
  assert.equal(readFileSync(join(site, ".hidden.json"), "utf8"), "{ }");
  const again = fmt(site, "--check");
  assert.deepEqual([again.status, again.stdout, again.stderr], [0, "", ""]);
  assert.deepEqual(readdirSync(site).sort(), [".hidden.json", "clinic.json", "conversations", "es", "schema"]);
});

test("what is not JSON, or says a key twice, is left alone and named", () => {
  const site = folder({ "a.json": '{"a": 1,}', "b.json": '{"a":1}', "c.json": '{"a": 1, "a": 2}' });
  const { status, stdout, stderr } = fmt(site);
  assert.equal(status, 1);
  assert.equal(stdout, `${site}/b.json\n`);
  assert.match(stderr, /a\.json:1:9: error: .*\n.*a\.json is left as it is\.\n.*c\.json:1:10: error: .*twice.*\n.*c\.json is left as it is\./);
  assert.equal(readFileSync(join(site, "a.json"), "utf8"), '{"a": 1,}');
});

test("a folder that is not there, or holds no rule files, is a mistake of the command line", () => {
  assert.equal(fmt(join(scratch, "nowhere")).status, 2);
  assert.match(fmt(folder({ "x.txt": "" })).stderr, /no rule files \(\*\.json\) in/);
});
