// Writes a rulebook from an intent corpus: one rule an intent, its training utterances as examples.
//
//   node corpus_to_rulebook.mjs corpus.json FOLDER
//
// Nothing else goes in: no patterns, no concepts, no tests, not the words of the intent's name.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// An intent's name as a rule id and topic: small letters, digits, "_" and ".", two names never alike.
function idsOf(intents) {
  const ids = new Map();
  const taken = new Set();
  for (const { intent } of intents) {
    const plain = intent.toLowerCase().replace(/[^a-z0-9._]+/g, "_").replace(/^[^a-z]+/, "") || "intent";
    let id = plain;
    for (let number = 2; taken.has(id); ++number) id = `${plain}_${number}`;
    taken.add(id);
    ids.set(intent, id);
  }
  return ids;
}

const clinic = {
  name: "Corpus", emergency_number: "999", greeting: { answer: "Hello." },
  fallback: { answer: "I do not know." }, clarify: { answer: "Did you mean one of these?" },
};

export function corpusToRulebook(corpus, folder) {
  const taught = corpus.data.filter(({ utterances }) => utterances.length > 0);
  const ids = idsOf(taught);
  const rules = taught.map(({ intent, utterances }) => ({
    id: ids.get(intent), topic: ids.get(intent), title: utterances[0], examples: [...new Set(utterances)], answer: intent.replace(/([\\`*_[\]<>#&])/g, "\\$1"),
  }));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "clinic.json"), JSON.stringify(clinic, null, 1));
  writeFileSync(join(folder, "rules.json"), JSON.stringify({ topic: "corpus", rules }, null, 1));
  const named = (intent) => ids.get(intent) ?? "None";
  return {
    lessons: taught.flatMap(({ intent, utterances }) => utterances.map((text) => ({ text, topic: named(intent) }))),
    questions: corpus.data.flatMap(({ intent, tests }) => tests.map((text) => ({ text, label: named(intent), alt: "" }))),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [corpus, folder] = process.argv.slice(2);
  if (!folder) {
    console.error("usage: node corpus_to_rulebook.mjs corpus.json FOLDER");
    process.exit(2);
  }
  corpusToRulebook(JSON.parse(readFileSync(corpus, "utf8")), folder);
}
