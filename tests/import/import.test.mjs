// verbatim import and export: tables to rules and back, file by file.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const program = process.env.VERBATIM_BIN ?? new URL("../../build/release/verbatim", import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), "verbatim-import-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

const verbatim = (...args) => spawnSync(program, args, { encoding: "utf8", timeout: 300_000, input: "" });

let count = 0;
function site() {
  const folder = join(scratch, `${++count}`);
  const made = verbatim("new", "site", folder, "--title", "Clinic", "--phone", "0100", "--emergency", "112");
  assert.equal(made.status, 0, made.stderr);
  return folder;
}

function file(name, content) {
  const path = join(scratch, `${++count}-${name}`);
  writeFileSync(path, content);
  return path;
}

const table = [
  "id,topic,question,alternate questions,answer,source",
  "cost.price,cost,\"How much is it, \"\"all in\"\"?\",,From 50 €; ask us.,",
  'pain.overview,pain,Does it hurt?,"is it painful\nhow sore is it","Only a **little**, with cream.\n\nEveryone differs.","book, page 1\nclinical-facts: 14"',
  "",
].join("\r\n");

// The rows of an export for the topics of `table`.
const ours = (text) => text.split("\r\n").filter((line) => !/^(urgent|crisis|opening)\./.test(line)).join("\r\n").replace("\uFEFF", "");

test("a table becomes rules that are sound and answer, and comes out cell for cell", () => {
  const folder = site();
  const taken = verbatim("import", folder, file("a.csv", table));
  assert.equal(taken.status, 0, taken.stderr);
  assert.equal(taken.stdout, 'cost.json: 1 rule\npain.json: 1 rule\n2 taken over, 0 remarks. Nobody has reviewed them: see "verbatim check".\n');
  assert.equal(verbatim("check", folder).status, 0);
  assert.equal(verbatim("fmt", folder, "--check").status, 0);
  assert.equal(JSON.parse(spawnSync(program, ["ask", folder, "--json"], { input: "does it hurt?\n", encoding: "utf8" }).stdout).rule, "pain.overview");
  assert.equal(ours(verbatim("export", folder).stdout), table);
  const out = join(folder, "out.tsv");
  assert.equal(verbatim("export", folder, "--format", "tsv", "-o", out).status, 0);
  const second = site();
  assert.equal(verbatim("import", second, out).status, 1, "danger rules and the first topic are remarks");
  assert.equal(ours(verbatim("export", second).stdout), table);
});

test("every encoding and separator of a spreadsheet gives the same rules", () => {
  const plain = "question;answer\r\n¿Duele?;Sí, un poco: 5 €.\r\n";
  const utf16 = Buffer.from("\uFEFF" + plain, "utf16le");
  const encodings = [
    Buffer.from(plain),
    Buffer.from("\uFEFF" + plain),
    utf16,
    Buffer.from(utf16).swap16(),
    Buffer.from([...plain].map((c) => (c === "€" ? 0x80 : c.codePointAt(0)))),
    Buffer.from(plain.replace(", un poco", "").replaceAll(";", ",")),
  ];
  for (const [i, bytes] of encodings.entries()) {
    const folder = site();
    const taken = verbatim("import", folder, file("a.csv", bytes), "--topic", "pain");
    assert.equal(taken.status, 0, taken.stderr);
    assert.match(readFileSync(join(folder, "pain.json"), "utf8"), i < 5 ? /"pain\.duele"[^]*"Sí, un poco: 5 €\."/ : /"Sí: 5 €\."/);
  }
});

test("what cannot be used is told by its line, and the rest is taken over", () => {
  const folder = site();
  const bad = "question,answer,topic,id\nA fine one?,Yes.,x,\nNo answer?,,x,\nHeading?,# No,x,\nFact?,It is {{nothing}}.,x,\nHours?,New.,opening,opening.hours\nHelp?,Wait.,urgent,\n";
  const { status, stdout, stderr } = verbatim("import", folder, file("b.csv", bad));
  assert.equal(status, 1);
  assert.match(stdout, /^x\.json: 1 rule\n1 taken over, 5 remarks/);
  for (const line of [3, 4, 5, 6, 7]) assert.match(stderr, new RegExp(`b\\.csv:${line}: `));
  assert.match(stderr, /:6: The rule "opening\.hours" is there already; --replace exchanges it\./);
  assert.equal(verbatim("check", folder).status, 0);
});

test("--replace exchanges question and answer and keeps patterns, comments and the rest", () => {
  const folder = site();
  const path = join(folder, "opening.json");
  const row = file("c.csv", "id,question,answer\nopening.hours,When are you open?,Always.\n");
  assert.equal(verbatim("import", folder, row).status, 1);
  assert.equal(verbatim("import", folder, row, "--replace").status, 0);
  const text = readFileSync(path, "utf8");
  for (const part of ["// EXAMPLE: a first topic", '"when *3 open"', '"answer": "Always."', '"follow_ups"']) assert.ok(text.includes(part), part);
});

test("Rasa and .qna files, and files that are none", () => {
  const folder = site();
  assert.equal(verbatim("import", folder, file("nlu.yml", "nlu:\n- intent: faq/pain\n  examples: |\n    - does it hurt\nresponses:\n  utter_faq/pain:\n  - text: A little.\n")).status, 0);
  assert.equal(verbatim("import", folder, file("a.qna", "# ? How much is it?\n```markdown\nFrom 50.\n```\n"), "--topic", "cost").status, 0);
  assert.equal(verbatim("ask", folder, "how much is it?").stdout, "From 50.\n");
  assert.equal(verbatim("import", folder, join(scratch, "none.csv")).status, 2);
  assert.match(verbatim("import", folder, file("x.csv", "a,b\n")).stderr, /x\.csv:1: The first line must name the columns/);
  assert.equal(verbatim("import", folder, file("x.csv", "a,b\n"), "--format", "pdf").status, 2);
});

test("the page to sign is one file without scripts", () => {
  const page = verbatim("export", site(), "--format", "html").stdout;
  assert.match(page, /^<!doctype html>/);
  assert.match(page, /Not reviewed yet/);
  assert.doesNotMatch(page, /<script|<link|<img|src=|href=/);
});

test("the shipped rules come out whole, in each language", () => {
  const rules = new URL("../../rules/microneedling", import.meta.url).pathname;
  const lines = (locale) => verbatim("export", rules, "--locale", locale).stdout.match(/^[a-z_0-9]+\.[a-z_0-9.]+,/gm).length;
  assert.ok(lines("en") > 100);
  assert.ok(lines("es") > 20);
  assert.equal(verbatim("export", rules, "--locale", "fr").status, 2);
});
