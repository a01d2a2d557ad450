// What a site's rule files teach: the title and the examples of every rule, under its topic.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

// Rule files may hold comments; strings may hold what looks like one.
const withoutComments = (text) =>
  text.replace(/"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[^]*?\*\//g, (piece) => (piece.startsWith('"') ? piece : " "));

function rulesOf(file) {
  const { topic, rules = [] } = JSON.parse(withoutComments(readFileSync(file, "utf8")));
  return rules.map((rule) => ({ topic, ...rule }));
}

export function lessons(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".json") && !name.startsWith("conversations"));
  return files.sort().flatMap((name) => rulesOf(join(folder, name)))
    .flatMap(({ topic, title, examples = [] }) => [...new Set([title, ...examples])].map((text) => ({ text, topic })));
}
