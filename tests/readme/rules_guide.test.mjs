// rules/README.md: its commands run, its patterns match what they say, its list of findings is whole.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = process.env.VERBATIM_BIN ?? join(root, "build/release/verbatim");
const guide = readFileSync(join(root, "rules/README.md"), "utf8");
const scratch = mkdtempSync(join(tmpdir(), "verbatim-guide-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

const run = (args, options = {}) => spawnSync(program, args, { cwd: root, encoding: "utf8", timeout: 300_000, ...options });

// The rows of the table below a heading: cells without their outer spaces.
function table(heading) {
  const section = guide.split(`\n## ${heading}\n`)[1].split("\n## ")[0];
  return section.split("\n").filter((line) => /^\| [^-]/.test(line)).slice(1)
    .map((line) => line.slice(1, -1).split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|")));
}

test("the commands of the ten minutes work as they stand", () => {
  const folder = join(scratch, "work");
  mkdirSync(folder);
  cpSync(join(root, "rules"), join(folder, "rules"), { recursive: true });
  cpSync(join(root, "rules/microneedling"), join(folder, "before"), { recursive: true });
  const commands = [...guide.matchAll(/^ {3}(verbatim (?:ask|check|diff|test) .*)$/gm)].map((found) => found[1]);
  assert.equal(commands.length, 4);
  for (const command of commands) {
    const args = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((found) => found[1] ?? found[2]).slice(1);
    const { status, stdout } = run(args, { cwd: folder });
    assert.equal(status, 0, `${command}\n${stdout.slice(-500)}`);
  }
});

test("every pattern of the table matches what it says, and not the rest", () => {
  const folder = join(scratch, "patterns");
  mkdirSync(folder);
  const shipped = join(root, "rules/microneedling");
  for (const name of readdirSync(shipped).filter((one) => /^concepts.*json$/.test(one))) cpSync(join(shipped, name), join(folder, name));
  writeFileSync(join(folder, "clinic.json"), JSON.stringify({
    name: "C", emergency_number: "999", greeting: { answer: "Hi." }, fallback: { answer: "No." }, clarify: { answer: "Which?" },
  }));
  const matches = (pattern, text) => {
    writeFileSync(join(folder, "rule.json"), JSON.stringify({
      topic: "t", rules: [{ id: "r", title: "Zzz", patterns: [pattern], answer: "Yes." }],
    }));
    const { status, stdout, stderr } = run(["ask", folder, text, "--json", "--explain"]);
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout).explanation.candidates.some((one) => one.pattern === pattern);
  };
  const rows = table("Patterns");
  assert.ok(rows.length >= 10);
  for (const [pattern, yes, no] of rows) {
    const written = pattern.slice(1, -1);
    for (const [, text] of yes.matchAll(/\*([^*]+)\*/g)) assert.ok(matches(written, text), `${written}: ${text}`);
    for (const [, text] of no.matchAll(/\*([^*]+)\*/g)) assert.ok(!matches(written, text), `${written}: not ${text}`);
  }
});

test("the list of findings is that of the program", () => {
  const lines = run(["check", "--explain", "all"]).stdout.trimEnd().split("\n");
  const codes = [];
  for (let i = 0; i < lines.length; i += 3) codes.push([`\`${lines[i]}\``, lines[i + 1].trim(), lines[i + 2].trim()]);
  assert.deepEqual(table("Every finding"), codes);
});

test("every code that the sources give is in the list", () => {
  const known = run(["check", "--explain", "all"]).stdout;
  const sources = ["engine/rulebook", "engine/match", "engine/review", "adapters/host"]
    .flatMap((folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith(".cc")).map((name) => join(root, folder, name)));
  for (const file of sources) {
    const found = readFileSync(file, "utf8").matchAll(/(?:error|Severity::k\w+,|push_back\(\{|\.code = |code = )\(?\s*"([a-z]+(?:-[a-z]+)+)"/g);
    for (const [, code] of found) assert.match(known, new RegExp(`^${code}$`, "m"), `${code} of ${file}`);
  }
});
