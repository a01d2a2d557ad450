// The program on the command line: what it prints, and its exit codes.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const program = process.env.VERBATIM_BIN ?? new URL("../../build/release/verbatim", import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), "verbatim-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

const clinic = {
  name: "Test Clinic",
  emergency_number: "999",
  greeting: { answer: "Hello." },
  fallback: { answer: "I do not know that.", choices: ["t.person"] },
  clarify: { answer: "Did you mean one of these?" },
};
const stamp = { reviewed: { by: "Clinic lead", on: "2026-11-01", due: "2099-11-01" }, sources: ["book"] };
const rules = [
  { id: "t.open", title: "When are you open?", patterns: ["when *2 open", "opening hours"], examples: ["are you open today"], answer: "From **nine** to five.", ...stamp },
  { id: "t.person", title: "Talk to a person", patterns: ["talk to *2 person"], examples: ["can I talk to a human"], answer: "Call us.", ...stamp },
  { id: "t.breath", title: "Call 999 now", topic: "urgent", tier: "urgent", patterns: ["can not breathe"], examples: ["I can't breathe"], answer: "Call 999.", ...stamp },
  { id: "t.alone", title: "You are not alone", topic: "crisis", tier: "crisis", patterns: ["want to die"], examples: ["I want to die"], answer: "Call 116 123.", ...stamp },
];

let sites = 0;
function site(files = {}) {
  const folder = join(scratch, `rules${++sites}`, "clinic");
  mkdirSync(folder, { recursive: true });
  const all = { "clinic.json": clinic, "rules.json": { topic: "t", rules }, ...files };
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content, null, 1));
  }
  return folder;
}

function verbatim(args, input = "") {
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: "utf8", timeout: 120_000 });
  return { status, stdout, stderr };
}

test("help teaches, the version is named, nonsense is refused", () => {
  const help = verbatim(["--help"]);
  assert.equal(help.status, 0);
  for (const word of ["serve", "check", "ask", "chat", "test", "Exit codes"]) assert.match(help.stdout, new RegExp(word));
  assert.match(verbatim(["--version"]).stdout, /^verbatim \d+\.\d+\.\d+\n$/);
  assert.equal(verbatim(["frobnicate"]).status, 2);
  assert.equal(verbatim([]).status, 2);
  assert.equal(verbatim(["check", site(), "--format", "xml"]).status, 2);
});

test("check names file, line and column, and says what to do", () => {
  assert.deepEqual(verbatim(["check", site()]), { status: 0, stdout: "No errors\n", stderr: "" });
  const folder = site({ "bad.json": '{"topic": "t", "rules": [\n {"id": "a", "title": "A", "exmples": ["x"], "answer": "a"}\n]}' });
  const result = verbatim(["check", folder]);
  assert.equal(result.status, 1);
  assert.ok(result.stdout.includes(`${folder}/bad.json:2:28: error: "exmples" is not a key of a rule. Did you mean "examples"? [unknown-key]`));
  const json = JSON.parse(verbatim(["check", folder, "--format", "json"]).stdout);
  assert.deepEqual(json.map(({ code, line }) => `${line} ${code}`).sort(), ["2 unknown-key", "2 unreachable-rule"]);
});

test("ask answers one question, and explains itself", () => {
  const folder = site();
  assert.equal(verbatim(["ask", folder, "when do you open?"]).stdout, "From nine to five.\n");
  const explained = verbatim(["ask", folder, "when do you open?", "--explain"]).stdout;
  assert.match(explained, /t\.open {2}confidence \d/);
  assert.match(explained, /pattern "when \*2 open" \(rules\.json:\d+\) matched When|matched when open/);
});

test("ask --json answers every line with one object of the promised form", () => {
  const lines = ["when do you open", "", "what is the capital of France", "help i cant breathe", '"quotes" \\ and \u{1F600}'];
  const { status, stdout } = verbatim(["ask", site(), "--json"], lines.join("\n") + "\n");
  assert.equal(status, 0);
  const objects = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(objects.map(({ text }) => text), lines);
  assert.deepEqual(objects.map(({ kind }) => kind), ["answer", "fallback", "fallback", "urgent", "fallback"]);
  for (const object of objects) {
    assert.deepEqual(Object.keys(object), ["text", "kind", "topic", "rule", "confidence", "answers", "choices", "reply"]);
  }
  assert.deepEqual(objects[0].answers, [{ topic: "t", rule: "t.open" }]);
  assert.equal(objects[0].reply, "From nine to five.");
  assert.deepEqual(objects[1].choices, [{ topic: "t", rule: "t.person", title: "Talk to a person" }]);
});

test("ask --json survives bytes that are no text", () => {
  const input = Buffer.concat([Buffer.from([0xff, 0xfe, 0x80, 0x0a]), Buffer.from("a".repeat(100_000) + "\n"), Buffer.from("\u0000\n")]);
  const { status, stdout } = verbatim(["ask", site(), "--json"], input);
  assert.equal(status, 0);
  assert.equal(stdout.trimEnd().split("\n").map((line) => JSON.parse(line).kind).join(), "fallback,fallback,fallback");
});

test("chat talks on a pipe without colours, and takes a number for a button", () => {
  const { status, stdout } = verbatim(["chat", site()], "something else\n1\n");
  assert.equal(status, 0);
  assert.match(stdout, /I do not know that\.\n\n {2}1 {2}Talk to a person/);
  assert.match(stdout, /Call us\./);
  assert.ok(!stdout.includes("\u001b"));
});

test("test runs conversations and says where one went another way", () => {
  const good = { name: "hours", turns: [{ user: "when open?", rule: "t.open", kind: "answer", contains: ["nine"] }, { choose: "t.person", rule: "t.person" }] };
  const passing = verbatim(["test", site({ "conversations/a.json": { conversations: [good] } })]);
  assert.equal(passing.status, 0);
  assert.equal(passing.stdout, "6 passed, 0 failed\n");
  const bad = { name: "hours", turns: [{ user: "when open?", rule: "t.person", contains: ["ten"], choices: ["t.open"] }, { usr: "x" }] };
  const failing = verbatim(["test", site({ "conversations/a.json": { conversations: [bad] } })]);
  assert.equal(failing.status, 1);
  assert.match(failing.stdout, /conversations\/a\.json:\d+:\d+: "hours, turn 1 \(when open\?\)": expected rule "t\.person", got "t\.open"/);
  assert.match(failing.stdout, /"usr" is not a key of a turn\. Did you mean "user"\?/);
  assert.match(failing.stdout, /\d+ passed, \d+ failed\n$/);
});

test("serve refuses to start on a broken rulebook, with all its mistakes", () => {
  const folder = site({ "bad.json": "{ broken", "worse.json": '{"topic": "t", "rules": [{}]}' });
  const { status, stderr } = verbatim(["serve", "--rules", join(folder, ".."), "--listen", "127.0.0.1:0"]);
  assert.equal(status, 1);
  assert.match(stderr, /bad\.json:1:3: error/);
  assert.match(stderr, /worse\.json:1:26: error/);
});

test("a folder that is not there, not readable or empty is one clear line", () => {
  const empty = join(scratch, "empty");
  mkdirSync(empty);
  for (const folder of [join(scratch, "nowhere"), empty]) {
    const { status, stderr } = verbatim(["serve", "--rules", folder, "--listen", "127.0.0.1:0"]);
    assert.equal(status, 1);
    assert.equal(stderr.trim().split("\n").length, 1, stderr);
    assert.ok(stderr.includes(folder));
  }
  const locked = site();
  chmodSync(join(locked, "rules.json"), 0o000);
  if (process.getuid() !== 0) assert.match(verbatim(["check", locked]).stdout, /rules\.json:1:1: error: .*cannot be read/);
  assert.equal(verbatim(["check", join(scratch, "nowhere")]).status, 1);
});

test("test writes JUnit XML, runs one conversation, and keeps known failures", () => {
  const conversations = { conversations: [
    { name: "opening", turns: [{ user: "when are you open", rule: "t.open", facts: {} }] },
    { name: "parking", known_failure: "no rule yet", turns: [{ user: "is parking free", rule: "t.parking" }] },
  ] };
  const folder = site({ "conversations/talk.json": conversations });
  const file = join(scratch, "junit.xml");
  const all = verbatim(["test", folder, "--junit", file]);
  assert.equal(all.status, 0, all.stdout);
  assert.match(readFileSync(file, "utf8"), /<testsuites name="verbatim" tests="\d+" failures="0">[^]*opening, turn 1 \(when are you open\)/);
  assert.equal(verbatim(["test", folder, "--only", "opening"]).stdout, "1 passed, 0 failed\n");

  conversations.conversations[1].turns[0] = { user: "when are you open", rule: "t.open" };
  conversations.conversations[0].turns[0].facts = { open: "yes" };
  writeFileSync(join(folder, "conversations/talk.json"), JSON.stringify(conversations));
  const wrong = verbatim(["test", folder, "--junit", file]);
  assert.equal(wrong.status, 1);
  assert.match(wrong.stdout, /parking \(known failure\)": passes now: take "known_failure" away \(no rule yet\)/);
  assert.match(wrong.stdout, /expected fact open "yes", got none/);
  assert.match(readFileSync(file, "utf8"), /failures="2"[^]*<failure message="expected fact open &quot;yes&quot;, got none">/);
  assert.equal(verbatim(["test", folder, "--junit", join(scratch, "no", "such", "folder.xml")]).status, 3);
});

test("diff lists the replies that change, and only those", () => {
  const before = site();
  const changed = structuredClone(rules);
  changed[0].answer = "From ten to five.";
  const after = site({ "rules.json": { topic: "t", rules: changed } });
  assert.deepEqual(verbatim(["diff", before, before]), { status: 0, stdout: "0 of 8 replies change\n", stderr: "" });
  const human = verbatim(["diff", before, after]);
  assert.equal(human.status, 1);
  assert.match(human.stdout, /^t\.open\n {2}"When are you open\?"\n {2}"are you open today"\n {4}- From nine to five\.\n {4}\+ From ten to five\.\n2 of \d+ replies change\n$/);

  const messages = join(scratch, "messages.txt");
  writeFileSync(messages, "when are you open\r\nI can't breathe\n\nopening hours please\n");
  const json = JSON.parse(verbatim(["diff", before, after, "--messages", messages, "--json"]).stdout);
  assert.equal(json.asked, 3);
  assert.deepEqual(json.changes.map((change) => change.message), ["when are you open", "opening hours please"]);
  assert.equal(json.changes[0].before.text, "From nine to five.");
  assert.equal(verbatim(["diff", before, after, "--messages", join(scratch, "nothing")]).status, 2);
  assert.equal(verbatim(["diff", before, join(scratch, "nowhere")]).status, 2);
});

test("check prints findings for people, programs and code review", () => {
  const folder = site({ "more.json": { topic: "t", rules: [{ id: "t.more", title: "More?", examples: ["tell me more"], answer: "More.", ...stamp, reviewed: { ...stamp.reviewed, due: "2026-12-01" } }] } });
  const late = ["check", folder, "--today", "2027-01-01"];
  assert.match(verbatim(late).stdout, /more\.json:5:\d+: warning: .* \[review-due\]\n +"id": "t.more",\n +\^\nNo errors, 1 warning\n$/);
  assert.equal(verbatim(late).status, 0);
  assert.match(verbatim([...late, "--format", "github"]).stdout, /^::warning file=.*more\.json,line=\d+,col=\d+,title=review-due::The answer of t\.more/);
  assert.equal(verbatim([...late, "--least", "error"]).stdout, "No errors\n");
  const sarif = JSON.parse(verbatim([...late, "--format", "sarif"]).stdout);
  assert.equal(sarif.version, "2.1.0");
  assert.equal(sarif.runs[0].results[0].ruleId, "review-due");
  assert.equal(sarif.runs[0].results[0].locations[0].physicalLocation.region.startLine, 5);
  assert.match(verbatim(["check", "--explain", "review-due"]).stdout, /looked at again/);
  assert.equal(verbatim(["check", "--explain", "nonsense"]).status, 2);
  assert.equal(verbatim(["check"]).status, 2);
});
