// The three systems, each behind one function: questions in, one outcome a question out.
//
// An outcome is { kind, topics, offered, best }: what kind of reply came, the topics of its answers,
// the topics of "did you mean", and the topic that came first whether it was answered or not.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const { NlpManager } = createRequire(import.meta.url)("node-nlp");

// From this confidence on, both others answer.  It is nlp.js's own default, and also Verbatim's; it was
// not fitted to any of the questions.
const kThreshold = 0.5;

const kNothing = { kind: "fallback", topics: [], offered: [], best: "" };
const answered = (topic) => ({ kind: ["urgent", "crisis"].includes(topic) ? topic : "answer", topics: [topic], offered: [], best: topic });

// `folder` is a site; its rules are all that Verbatim knows.
export function verbatim(program, folder) {
  return (questions) => {
    const input = questions.map((question) => question.replace(/\s+/g, " ") + "\n").join("");
    const run = spawnSync(program, ["ask", folder, "--json", "--explain"], { input, encoding: "utf8", maxBuffer: 1 << 30 });
    if (run.status !== 0) throw new Error(`${program}: ${run.stderr || run.error}`);
    return run.stdout.trimEnd().split("\n").map((line) => {
      const { kind, answers, choices, explanation } = JSON.parse(line);
      const card = ["urgent", "crisis"].includes(kind) ? [kind] : [];
      return {
        kind,
        topics: [...card, ...answers.map(({ topic }) => topic)],
        offered: kind === "clarify" ? choices.map(({ topic }) => topic) : [],
        best: answers[0]?.topic ?? explanation.candidates[0]?.topic ?? "",
      };
    });
  };
}

// nlp.js: stems into a small neural network an intent, and "None" below its threshold.
export async function nlpjs(lessons) {
  const manager = new NlpManager({ languages: ["en"], autoSave: false, threshold: kThreshold, nlu: { log: false } });
  for (const { text, topic } of lessons) manager.addDocument("en", text, topic);
  await manager.train();
  return async (questions) => {
    const out = [];
    for (const question of questions) {
      const { intent, classifications } = await manager.process("en", question);
      const best = classifications.find(({ intent: name }) => name !== "None")?.intent ?? "";
      out.push(intent === "None" ? { ...kNothing, best } : answered(intent));
    }
    return out;
  };
}

const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

// Plain TF-IDF: the topic of the example whose words are nearest by cosine.
export function tfidf(lessons) {
  const frequency = new Map();
  for (const { text } of lessons) for (const word of new Set(wordsOf(text))) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const weight = (word) => Math.log((1 + lessons.length) / (1 + (frequency.get(word) ?? 0))) + 1;
  const vector = (text) => {
    const out = new Map();
    for (const word of wordsOf(text)) out.set(word, (out.get(word) ?? 0) + weight(word));
    const length = Math.hypot(...out.values()) || 1;
    return new Map([...out].map(([word, value]) => [word, value / length]));
  };
  const examples = lessons.map(({ text, topic }) => ({ topic, vector: vector(text) }));
  const likeness = (a, b) => [...a].reduce((sum, [word, value]) => sum + value * (b.get(word) ?? 0), 0);
  return (questions) => questions.map((question) => {
    const asked = vector(question);
    let best = { topic: "", score: 0 };
    for (const example of examples) {
      const score = likeness(asked, example.vector);
      if (score > best.score) best = { topic: example.topic, score };
    }
    return best.score < kThreshold ? { ...kNothing, best: best.topic } : answered(best.topic);
  });
}
