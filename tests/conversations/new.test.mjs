// verbatim new: what it begins is sound, and nothing that is there is overwritten.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const program = process.env.VERBATIM_BIN ?? new URL("../../build/release/verbatim", import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), "verbatim-new-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

const verbatim = (...args) => spawnSync(program, args, { encoding: "utf8", timeout: 120_000, input: "" });
const question = ["--title", "Does it hurt?", "--question", "is it painful", "--question", "how sore is it", "--answer", "Only a little."];

let count = 0;
function site(...extra) {
  const folder = join(scratch, `${++count}`);
  const made = verbatim("new", "site", folder, "--title", 'Clinic "Zoë"', "--phone", "0100", "--emergency", "112", ...extra);
  assert.equal(made.status, 0, made.stderr);
  return folder;
}

for (const locale of ["en", "es"]) {
  test(`a new site in ${locale} is sound, passes its conversations, and has the one layout`, () => {
    const folder = site("--locale", locale);
    const checked = verbatim("check", folder);
    assert.equal(checked.status, 0, checked.stdout);
    const tested = verbatim("test", folder);
    assert.equal(tested.status, 0, tested.stdout);
    assert.equal(verbatim("fmt", folder, "--check").status, 0);
    assert.match(readFileSync(join(folder, "safety.json"), "utf8"), /EXAMPLE TEXT|TEXTO DE EJEMPLO/);
    const [urgent] = JSON.parse(verbatim("check", folder, "--format", "json").stdout).filter(({ file }) => file.endsWith("safety.json"));
    assert.ok(urgent, "that nobody has reviewed the danger rules is said");
  });
}

test("nothing is overwritten", () => {
  const folder = site();
  const again = verbatim("new", "site", folder, "--title", "B", "--phone", "1", "--emergency", "112");
  assert.equal(again.status, 2);
  assert.match(again.stderr, /clinic\.json is there already/);
  assert.equal(verbatim("new", "topic", folder, "opening", ...question).status, 2);
  writeFileSync(join(folder, "pain.json"), '{"facts": {}}');
  assert.match(verbatim("new", "topic", folder, "pain", ...question).stderr, /pain\.json is there already/);
});

test("a topic, and a rule in its file beside the comments of staff", () => {
  const folder = site();
  assert.equal(verbatim("new", "topic", folder, "pain", ...question).status, 0);
  const file = join(folder, "pain.json");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace('"topic"', '// ours\n  "topic"').replace(/\]\s*\}\s*$/, "// more to come\n]}"));
  const made = verbatim("new", "rule", folder, "pain.numbing", "--title", "Is there numbing cream?", "--question", "do you numb the skin", "--answer", "Yes.\nAlways.");
  assert.equal(made.status, 0, made.stderr);
  const now = readFileSync(file, "utf8");
  for (const part of ["// ours", "// more to come", "pain.overview", "pain.numbing", '["Yes.", "Always."]']) assert.ok(now.includes(part), part);
  assert.equal(verbatim("check", folder).status, 0);
  assert.equal(verbatim("ask", folder, "is there numbing cream?").stdout, "Yes. Always.\n");
});

test("what cannot be is said, and nothing is written", () => {
  const folder = site();
  const before = readFileSync(join(folder, "opening.json"), "utf8");
  const rows = [
    [["rule", folder, "opening.hours", ...question], /a rule "opening\.hours" already/],
    [["rule", folder, "pain.x", ...question], /No file has the topic "pain"/],
    [["rule", folder, "Pain", ...question], /small letters/],
    [["topic", folder, "a.b", ...question], /small letters/],
    [["topic", folder, "pain"], /--title is missing/],
    [["topic", folder, "pain", "--title", "A"], /--question is missing/],
    [["topic", folder, "pain", "--title", "A", "--question", "B"], /--answer is missing/],
    [["topic", folder, "pain", ...question, "--locale", "fr"], /no clinic\.json of the language "fr"/],
    [["rule", folder, "opening.x", "--title", "A", "--question", "B", "--answer", "# head"], /bad-markdown[^]*Nothing was written/],
    [["rule", join(scratch, "none"), "a.b", ...question], /cannot read the folder/],
  ];
  for (const [args, expected] of rows) {
    const { status, stderr } = verbatim("new", ...args);
    assert.ok(status === 1 || status === 2, `${args}`);
    assert.match(stderr, expected);
  }
  assert.equal(readFileSync(join(folder, "opening.json"), "utf8"), before);
});
