// verbatim evaluate: its figures against a list that is small enough to count by hand.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const program = process.env.VERBATIM_BIN ?? new URL("../../build/release/verbatim", import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), "verbatim-evaluate-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

const rule = (topic, id, patterns, more = {}) => ({ topic, id, title: patterns[0], patterns, answer: id, ...more });
const rules = [
  rule("pain", "pain.does", ["does it hurt"]),
  rule("cost", "cost.price", ["how much does it cost"]),
  rule("results_when", "results.when", ["results last"]),
  rule("results_duration", "results.last", ["results last"]),
  rule("small_talk", "talk.hello", ["hello"]),
  rule("booking", "booking.book", ["book *2 appointment"]),
  // A raw expression: its letters are no words of the rulebook, so no typo in them is repaired.
  rule("letters", "letters.q", ["/^qqqq$/"], { title: "Letters" }),
  rule("urgent", "urgent.breath", ["can not breathe"], { tier: "urgent" }),
  rule("crisis", "crisis.die", ["want to die"], { tier: "crisis" }),
];
const clinic = {
  name: "Test Clinic", emergency_number: "999", greeting: { answer: "Hello." },
  fallback: { answer: "I do not know that." }, clarify: { answer: "Did you mean one of these?" },
};
const folder = join(scratch, "clinic");
mkdirSync(folder);
writeFileSync(join(folder, "clinic.json"), JSON.stringify(clinic));
writeFileSync(join(folder, "rules.json"), JSON.stringify({ topic: "t", rules }));

// Question, label, alternative, and what is expected to come of it.
const rows = [
  ["does it hurt", "pain", ""],                        //  2 right
  ["how much does it cost", "pain", "cost"],           //  3 right, by the alternative
  ["how much does it cost", "pain", ""],               //  4 wrong
  ["zebra", "pain", ""],                               //  5 unanswered
  ["results last", "results_when", ""],                //  6 asked, with the right rule
  ["results last", "pain", ""],                        //  7 asked, without it
  ["i can not breathe", "pain", ""],                   //  8 wrong, and a false alarm
  ["i can not breathe", "pain", "urgent"],             //  9 right, no false alarm
  ["does it hurt", "oos", ""],                         // 10 false answer
  ["does it hurt", "oos", "pain"],                     // 11 fine: the alternative
  ["hello", "oos", ""],                                // 12 fine: small talk
  ["i want to book an appointment", "oos", ""],        // 13 fine: booking
  ["zebra", "oos", ""],                                // 14 fine
  ["i can not breathe", "urgent", ""],                 // 15 right
  ["does it hurt", "urgent", ""],                      // 16 missed
  ["zebra", "urgent", "oos"],                          // 17 in no figure
  ["i want to die", "crisis", ""],                     // 18 right
  ["i can not breathe", "crisis", ""],                 // 19 missed: the other card
];

let lists = 0;
function list(text) {
  const file = join(scratch, `list${++lists}.tsv`);
  writeFileSync(file, text);
  return file;
}
const tsv = (lines, end = "\n") => lines.map((fields) => fields.join("\t") + end).join("");
const header = ["question", "label", "alt_label"];

function evaluate(...args) {
  const { status, stdout, stderr } = spawnSync(program, ["evaluate", ...args], { encoding: "utf8", timeout: 120_000 });
  return { status, stdout, stderr };
}
function measured(file, ...options) {
  const { status, stdout, stderr } = evaluate(folder, file, "--json", ...options);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

test("every figure is what a count by hand gives", () => {
  const got = measured(list(tsv([header, ...rows])));
  const shares = Object.fromEntries(Object.entries(got.figures).map(([name, figure]) => [name, `${figure.count}/${figure.of}`]));
  assert.deepEqual(shares, {
    right: "3/8", right_or_asked: "4/8", wrong: "2/8", false_answer: "1/5", urgent: "1/2", crisis: "1/2", false_alarm: "1/7",
  });
  assert.deepEqual([got.questions, got.in_scope, got.out_of_scope, got.danger, got.unclear_danger], [18, 8, 5, 4, 1]);
  assert.deepEqual(got.figures.wrong, { value: 25, unit: "%", count: 2, of: 8, aim: "<= 4", missed: true });
  assert.deepEqual(got.unknown_labels, []);
});

test("misses come worst first, with what was expected, what came and the best candidates", () => {
  const got = measured(list(tsv([header, ...rows])));
  assert.equal(got.misses, 8);
  assert.deepEqual(got.worst.map(({ miss, line }) => `${miss} ${line}`).sort(), [
    "asked 6", "danger missed 16", "danger missed 19", "false alarm 8", "false answer 10", "not offered 7", "unanswered 5", "wrong 4",
  ]);
  assert.deepEqual(got.worst.slice(2).map(({ miss }) => miss), ["false alarm", "wrong", "false answer", "not offered", "unanswered", "asked"]);
  const wrong = got.worst.find(({ line }) => line === 4);
  assert.deepEqual([wrong.question, wrong.label, wrong.got, wrong.rule], ["how much does it cost", "pain", "cost", "cost.price"]);
  assert.equal(wrong.candidates[0].rule, "cost.price");
  assert.ok(wrong.candidates.length <= 2 && wrong.confidence > 0.5);
  assert.deepEqual(got.confusions.find(({ label, got: topic }) => label === "pain" && topic === "cost").count, 1);
  assert.equal(measured(list(tsv([header, ...rows])), "--worst", "2").worst.length, 2);
});

test("the table marks what missed its aim, and a person can read it", () => {
  const { status, stdout } = evaluate(folder, list(tsv([header, ...rows])), "--worst", "1");
  assert.equal(status, 0);
  assert.match(stdout, /^18 questions: 8 in scope, 5 out of scope, 4 of danger, 1 of danger or something else/);
  assert.match(stdout, /^right {2,}>= 90 % {2,}37\.5 % {2,}3 of 8 {3}missed$/m);
  assert.match(stdout, /^Worst 1 of 8 misses\ndanger missed, line 1[69]: /m);
  assert.match(stdout, /^ {2}expected (urgent, got pain|crisis, got urgent)/m);
});

test("reached aims are not marked, and a figure without questions has no value", () => {
  const file = list(tsv([header, ["does it hurt", "pain"]]));
  const { stdout } = evaluate(folder, file);
  assert.match(stdout, /^right {2,}>= 90 % {2,}100\.0 % {2,}1 of 1$/m);
  assert.match(stdout, /^crisis .* no such question$/m);
  assert.ok(!stdout.includes("missed") && !stdout.includes("Worst"));
  assert.equal(measured(file).figures.crisis.value, null);
});

test("columns are found by name; a byte order mark, CRLF, spare columns and empty lines do no harm", () => {
  const lines = [["id", "label", "note", "question"], ["1", "pain", "x", "does it hurt"], [""], ["2", "cost", "", "how much does it cost"]];
  for (const text of ["\ufeff" + tsv(lines, "\r\n"), tsv(lines).trimEnd()]) {
    assert.equal(measured(list(text)).figures.right.count, 2, JSON.stringify(text));
  }
});

test("quotes are letters like any other, and bytes that are no text still give JSON", () => {
  const bytes = Buffer.concat([Buffer.from('question\tlabel\n"does it hurt"\tpain\n'), Buffer.from([0xff, 0xfe, 0x09, 0x78, 0x0a])]);
  const got = measured(list(bytes));
  assert.equal(got.figures.right.count, 1);
  assert.deepEqual(got.unknown_labels, ["x"]);
});

test("a label that no rule has is named", () => {
  assert.match(evaluate(folder, list(tsv([header, ["does it hurt", "pian"]]))).stdout, /No rule has the topic of these labels: pian\n/);
});

test("the typo drop counts what a typo costs, and the same seed gives the same typos", () => {
  // Any typo takes the first from its pattern; the second has no word that is long enough for one.
  const file = list(tsv([header, ["qqqq", "letters"], ["hi", "small_talk"]]));
  const { typo_drop } = measured(file, "--typos", "7").figures;
  assert.deepEqual(typo_drop, { value: 50, unit: "points", count: 3, of: 6, aim: "<= 4", missed: true });
  const mixed = list(tsv([header, ...rows]));
  assert.deepEqual(measured(mixed, "--typos", "1"), measured(mixed, "--typos", "1"));
  assert.equal(measured(file).figures.typo_drop, undefined);
});

test("a list that cannot be used is told with file, line and what to do", () => {
  const says = (text, pattern) => {
    const { status, stdout, stderr } = evaluate(folder, list(text));
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.match(stderr, pattern);
  };
  says("question\tlbl\nx\ty\n", /list\d+\.tsv:1: There is no column "label"/);
  says("", /list\d+\.tsv:1: The list is empty/);
  says("question\tlabel\nok\tpain\nno label here\n\tpain\n", /:3: The question has no label.*\n.*:4: There is no question/);
});

test("bad files, bad rules and bad options have their exit codes", () => {
  const file = list(tsv([header, ...rows]));
  for (const missing of [join(scratch, "nowhere.tsv"), folder]) {
    const { status, stderr } = evaluate(folder, missing);
    assert.equal(status, 2);
    assert.ok(stderr.includes(`${missing}: The file cannot be read.`), stderr);
  }
  assert.equal(evaluate(join(scratch, "nowhere"), file).status, 1);
  assert.equal(evaluate(folder).status, 2);
  assert.equal(evaluate(folder, file, "--typos", "many").status, 2);
  assert.equal(evaluate(folder, file, "--worst", "-1").status, 2);
});
