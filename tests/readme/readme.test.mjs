// The README's snippets, run as they stand.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = process.env.VERBATIM_BIN ?? join(root, "build/release/verbatim");
const example = process.env.README_EXAMPLE ?? join(root, "build/release/tests/readme/readme_example");
const readme = readFileSync(join(root, "README.md"), "utf8");
const scratch = mkdtempSync(join(tmpdir(), "verbatim-readme-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

function snippet(language) {
  const found = new RegExp("```" + language + "\\n([^`]*)```").exec(readme);
  assert.ok(found, `README.md has no ${language} snippet`);
  return found[1];
}

// The lines of a snippet that begin with `mark`, without it.
const marked = (text, mark) => text.split("\n").filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length).trim());

test("the rule file gives the dialogue", () => {
  const folder = join(scratch, "clinic");
  mkdirSync(folder);
  writeFileSync(join(folder, "rules.json"), snippet("jsonc"));
  writeFileSync(join(folder, "clinic.json"), JSON.stringify({
    name: "Clinic", emergency_number: "999", greeting: { answer: "Hello." },
    fallback: { answer: "I do not have an approved answer to that." }, clarify: { answer: "Did you mean?" },
  }));
  const dialogue = snippet("text");
  const { stdout, stderr } = spawnSync(program, ["ask", folder, "--json"], { input: marked(dialogue, "visitor:").join("\n"), encoding: "utf8" });
  assert.equal(stderr, "");
  const replies = stdout.trim().split("\n").map((line) => JSON.parse(line).reply);
  assert.deepEqual(replies, marked(dialogue, "clinic:"));
});

test("the commands exist, and the server prints the lines that are shown", async () => {
  const shown = snippet("console");
  const help = spawnSync(join(root, "dev"), ["help"], { encoding: "utf8" }).stdout;
  for (const command of marked(shown, "$ ./dev")) assert.match(help, new RegExp(`^ +${command} `, "m"));
  const server = spawn(program, ["serve", "--rules", "rules", "--listen", "127.0.0.1:0"], { cwd: root });
  let printed = "";
  for await (const chunk of server.stdout) {
    printed += chunk;
    if (printed.includes("Serving")) break;
  }
  server.kill("SIGTERM");
  const numbers = /\d+/g;
  const lines = printed.trim().split("\n").filter((line) => !line.startsWith("Widget")).map((line) => line.replace(/:\d+\//, ":8080/").replace(numbers, "N"));
  for (const line of lines) assert.ok(shown.replace(numbers, "N").includes(line), line);
  assert.match(shown, /\n\d+ passed, \d+ failed\n/);
});

test("the script line loads the widget that the server serves", () => {
  const line = snippet("html").trim();
  const page = readFileSync(join(root, "adapters/widget/demo/index.html"), "utf8");
  assert.ok(page.includes(line.replace("https://chat.example.com", "")), "the demo page embeds the widget the same way");
});

test("the C++ program answers", () => {
  const { status, stdout } = spawnSync(example, [], { cwd: root, input: "How many sessions do I need?\n", encoding: "utf8" });
  assert.equal(status, 0);
  assert.match(stdout, /three to six/);
});

test("every file that is linked to exists", () => {
  for (const [, target] of readme.matchAll(/\]\(([^)#]+)\)/g)) {
    if (!target.includes("://")) assert.ok(readFileSync(join(root, target)).length > 0, target);
  }
});
