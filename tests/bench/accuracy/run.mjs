// Verbatim, nlp.js and plain TF-IDF on the same data, in one run, scored by one script: ./dev accuracy
//
//   node run.mjs [questions.tsv [corpus.json]]
//
// VERBATIM_BIN names the program, VERBATIM_QUESTIONS and VERBATIM_CORPUS the data.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { corpusToRulebook } from "./corpus_to_rulebook.mjs";
import { lessons } from "./rulebook.mjs";
import { figures, inScope, intents } from "./score.mjs";
import { nlpjs, tfidf, verbatim } from "./systems.mjs";
import { withTypo } from "./typo.mjs";

const kTypoSeeds = [1, 2, 3];
const root = fileURLToPath(new URL("../../../", import.meta.url));
const program = process.env.VERBATIM_BIN ?? join(root, "build/release/verbatim");
const site = join(root, "rules/microneedling");
const questionsFile = process.argv[2] ?? process.env.VERBATIM_QUESTIONS ?? join(root, "../shared/data/questions-dev.tsv");
const corpusFile = process.argv[3] ?? process.env.VERBATIM_CORPUS ?? join(root, "../shared/data/intents-nlpjs-en.json");

function readQuestions(file) {
  const [header, ...rows] = readFileSync(file, "utf8").replace(/^\ufeff/, "").split(/\r?\n/).filter((line) => line.trim() !== "").map((line) => line.split("\t"));
  const column = (name) => header.indexOf(name);
  return rows.map((row) => ({ text: row[column("question")], label: row[column("label")], alt: row[column("alt_label")] ?? "" }));
}

const cell = (value) => (value === null ? "-" : typeof value === "number" && !Number.isInteger(value) ? value.toFixed(1) : String(value));

// Rows and columns of { column: { row: value } } as Markdown.
function table(columns) {
  const names = Object.keys(columns);
  const rows = Object.keys(columns[names[0]]);
  const lines = [["", ...names], ["---", ...names.map(() => "---:")], ...rows.map((row) => [row, ...names.map((name) => cell(columns[name][row]))])];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

async function systems(folder, taught) {
  return { Verbatim: verbatim(program, folder), "nlp.js": await nlpjs(taught), "TF-IDF": tfidf(taught) };
}

async function each(named, measure) {
  const out = {};
  for (const [name, ask] of Object.entries(named)) out[name] = await measure(ask);
  return out;
}

// Points of "right" that one typo a question costs, as a mean over the seeds.
async function typoDrop(questions, ask, right) {
  const scoped = questions.filter(inScope);
  let sum = 0;
  for (const seed of kTypoSeeds) {
    const outcomes = await ask(scoped.map(({ text }) => withTypo(text, seed)));
    sum += figures(scoped, outcomes).right;
  }
  return right - sum / kTypoSeeds.length;
}

async function measureSite() {
  const questions = readQuestions(questionsFile);
  const taught = lessons(site);
  console.log(`## The shipped rulebook: ${questions.length} questions, percent\n`);
  console.log(`nlp.js and TF-IDF learn the ${taught.length} titles and examples of the rules.\n`);
  console.log(table(await each(await systems(site, taught), async (ask) => {
    const counted = figures(questions, await ask(questions.map(({ text }) => text)));
    return { ...counted, "typo drop, points": await typoDrop(questions, ask, counted.right) };
  })));
}

async function measureCorpus(folder) {
  const { lessons: taught, questions } = corpusToRulebook(JSON.parse(readFileSync(corpusFile, "utf8")), folder);
  console.log(`\n## A corpus of intents: ${taught.length} training utterances, ${questions.length} tests\n`);
  const texts = questions.map(({ text }) => text);
  const outcomes = await each(await systems(folder, taught), (ask) => ask(texts));
  console.log(table(Object.fromEntries(Object.entries(outcomes).map(([name, list]) => [name, intents(questions, list)]))));
  if (process.env.VERBATIM_MISSES) printMisses(questions, outcomes.Verbatim);
}

function printMisses(questions, outcomes) {
  console.log("\nWhat Verbatim did not answer right:\n");
  questions.forEach(({ text, label }, index) => {
    const { kind, topics, best } = outcomes[index];
    const fine = label === "None" ? topics.length === 0 : topics.includes(label);
    if (!fine) console.log(`- ${label}: "${text}" got ${kind}, best ${best || "none"}`);
  });
}

function skip(what, file, how) {
  console.log(`skipped: ${what} is not at ${file}; name it with ${how}.`);
}

if (!existsSync(program)) {
  console.error(`${program} is not there: build it with ./dev build, or name it with VERBATIM_BIN.`);
  process.exit(3);
}
if (existsSync(questionsFile)) await measureSite();
else skip("the list of questions", questionsFile, "VERBATIM_QUESTIONS");
if (existsSync(corpusFile)) {
  const scratch = mkdtempSync(join(tmpdir(), "verbatim-corpus-"));
  await measureCorpus(scratch).finally(() => rmSync(scratch, { recursive: true, force: true }));
} else skip("the corpus of intents", corpusFile, "VERBATIM_CORPUS");
