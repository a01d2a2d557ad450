// The schemas of rule files and the reader agree: what an editor underlines is what verbatim refuses.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parseJsonc } from "./jsonc.mjs";
import { problems } from "./schemas.mjs";

const program = process.env.VERBATIM_BIN ?? fileURLToPath(new URL("../../build/release/verbatim", import.meta.url));
const broken = fileURLToPath(new URL("../broken/", import.meta.url));
const shipped = fileURLToPath(new URL("../../rules/microneedling", import.meta.url));
const mistakes = JSON.parse(readFileSync(join(broken, "mistakes.json"), "utf8"));

// Why one of the two may refuse what the other takes.
const readerKnowsMore = {
  names: "names of other places are looked up, and held against each other",
  patterns: "patterns have a grammar of their own",
  markdown: "answers are Markdown",
  "two values": "one value is held against another",
  "reader limits": "numbers have bounds that no rule file meets",
  "white space": "a text of white space alone is empty",
};
const schemaAsksMore = {
  stricter: "what a good rule has, and a rulebook can do without: check warns of it",
  "for editors": "$schema is for editors only; the reader does not look at it",
};

// A file of the sound site after one row of mistakes.json.
function changed(row) {
  const holder = { root: JSON.parse(readFileSync(join(broken, "site", row.file), "utf8")) };
  const path = ["root", ...row.at.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))];
  const last = path.pop();
  const parent = path.reduce((value, part) => value[part], holder);
  if (row.drop) delete parent[last];
  else if (last === "-") parent.push(row.put);
  else parent[last] = row.put;
  return holder.root;
}

const refused = (row) => problems(row.file, changed(row), row.file.replace(".json", "")).length > 0;
const shown = (row) => `${row.file} ${row.at} ${row.drop ? "dropped" : JSON.stringify(row.put)}`;

function valid(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".json"));
  assert.ok(files.length > 0);
  for (const name of files) assert.deepEqual(problems(name, parseJsonc(readFileSync(join(folder, name), "utf8"))), [], name);
  const checked = spawnSync(program, ["check", folder], { encoding: "utf8" });
  assert.equal(checked.status, 0, checked.stdout);
}

test("the shipped rules are valid to both", () => valid(shipped));
test("the sound site is valid to both", () => valid(join(broken, "site")));

test("what both refuse, both refuse", () => {
  assert.ok(mistakes.both.length >= 150);
  for (const row of mistakes.both) assert.ok(refused(row) && row.finds.length > 0, shown(row));
});

test("what only the reader refuses is known, and why", () => {
  for (const row of mistakes.reader) {
    assert.ok(row.why in readerKnowsMore, shown(row));
    assert.ok(!refused(row) && row.finds.length > 0, shown(row));
  }
});

test("what only the schema refuses is known, and why", () => {
  for (const row of mistakes.schema) {
    assert.ok(row.why in schemaAsksMore, shown(row));
    assert.ok(refused(row) && row.finds.length === 0, shown(row));
  }
});

test("comments are taken away, and nothing in texts", () => {
  assert.deepEqual(parseJsonc('\uFEFF// a\n{"a": "// \\" /* b */", /* c\n */ "d": 1}'), { a: '// " /* b */', d: 1 });
});
