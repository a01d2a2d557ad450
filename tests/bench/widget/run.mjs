// Prints all rows of the widget's acceptance table; loading and latency beside two npm peers, in the same run.
// Rows by number as arguments: node run.mjs 3 17
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotlied, gzipped } from "../../browser/rows/page.mjs";
import { exchange, loadCost, median, quantile } from "../../browser/rows/speed.mjs";
import { launch, html, until } from "../../browser/stage.mjs";

const packages = join(dirname(fileURLToPath(import.meta.url)), "node_modules");
const only = process.argv.slice(2).map(Number);
const stage = { patience: 1, rounds: 9, exchanges: 200 };
const themes = ["page", "access", "robust", "safe", "speed", "language"];

// A web server for a peer's files and its page.
async function servePeer(folder, page) {
  const types = { js: "text/javascript", html: "text/html" };
  const server = createServer((request, response) => {
    const path = request.url.split("?")[0];
    if (path === "/") return response.writeHead(200, { "Content-Type": "text/html" }).end(page);
    const file = join(packages, folder, path);
    if (!existsSync(file)) return response.writeHead(204).end();
    response.writeHead(200, { "Content-Type": types[file.split(".").at(-1)] ?? "text/plain" }).end(readFileSync(file));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => (server.closeAllConnections(), server.close()) };
}

const peers = {
  "deep-chat 2.4.2": {
    folder: "deep-chat/dist",
    files: ["deepChat.bundle.js"],
    page: html("<deep-chat></deep-chat>", `<script type="module" src="/deepChat.bundle.js"></script>
      <script>addEventListener("load", () => (document.querySelector("deep-chat").connect = {
        handler: (body, signals) => signals.onResponse({ text: "You said " + body.messages.at(-1).text }),
      }))</script>`),
    ready: () => !!document.querySelector("deep-chat")?.shadowRoot?.querySelector("#text-input"),
    hooks: {
      find: () => document.querySelector("deep-chat").shadowRoot,
      send: (root, word) => {
        const input = root.querySelector("#text-input");
        input.focus();
        input.textContent = word;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
      },
      echo: (root, word) => [...root.querySelectorAll(".message-bubble")].slice(-3).filter((node) => node.textContent.includes(word)).length,
    },
  },
  "@cloudflare/ai-search-snippet 0.0.42": {
    folder: "@cloudflare/ai-search-snippet/dist",
    files: ["search-snippet.chat.es.js", "chunks/url-safety-zUn7ahXe.js"],
    page: html('<chat-bubble-snippet api-url="/"></chat-bubble-snippet>', '<script type="module" src="/search-snippet.chat.es.js"></script>'),
    ready: () => !!document.querySelector("chat-bubble-snippet")?.shadowRoot?.querySelector("button"),
  },
};

async function sizeOf({ folder, files }) {
  const bytes = files.map((file) => readFileSync(join(packages, folder, file)));
  const sum = (measure) => bytes.reduce((total, one) => total + measure(one), 0);
  return `${sum(gzipped)} B gzip, ${sum(brotlied)} B brotli, ${files.length} file${files.length > 1 ? "s" : ""}`;
}

async function loadOf({ folder, page, ready }) {
  const blank = await servePeer(folder, html(""));
  const full = await servePeer(folder, page);
  const [empty, own] = [[], []];
  for (let i = 0; i < stage.rounds; i++) {
    empty.push(await loadCost(stage.browser, blank.address, () => document.readyState === "complete"));
    own.push(await loadCost(stage.browser, full.address, ready));
  }
  blank.close();
  full.close();
  const over = (part) => (median(own.map((one) => one[part])) - median(empty.map((one) => one[part]))).toFixed(0);
  return `${over("script")} ms of script, longest task ${over("longest")} ms over blank`;
}

async function latencyOf({ folder, page, ready, hooks }) {
  if (!hooks) return undefined;
  const final = await servePeer(folder, page);
  const context = await stage.browser.newContext();
  const tab = await context.newPage();
  await tab.goto(final.address);
  await until(() => tab.evaluate(ready), "the peer");
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const { own, echoes } = await exchange(tab, stage.exchanges, hooks);
  await context.close();
  final.close();
  const say = (list) => `p50 ${median(list).toFixed(0)}, p95 ${quantile(list, 0.95).toFixed(0)} ms (n = ${list.length})`;
  return { own: say(own), echoes: say(echoes) };
}

const beside = {
  1: sizeOf,
  3: loadOf,
  17: async (peer) => (peer.latency ??= await latencyOf(peer))?.own ?? "not measured: it needs the vendor's own service",
  18: async (peer) => (peer.latency ??= await latencyOf(peer))?.echoes ?? "not measured: it needs the vendor's own service",
};

stage.browser = await launch();
const rows = (await Promise.all(themes.map((theme) => import(`../../browser/rows/${theme}.mjs`)))).flatMap((one) => one.rows)
  .filter(({ number }) => !only.length || only.includes(Math.floor(number))).sort((a, b) => a.number - b.number);
let missed = 0;
for (const row of rows) {
  let result;
  try {
    const outcome = await row.run(stage);
    result = typeof outcome === "string" ? { text: outcome, good: true } : outcome;
  } catch (error) {
    result = { text: String(error.message).split("\n")[0], good: false };
  }
  if (!result.good) missed++;
  console.log(`${result.good ? "met   " : "MISSED"} ${String(row.number).padStart(4)}  ${row.name}\n             target: ${row.target}\n             here:   ${result.text}`);
  if (beside[row.number]) {
    for (const [name, peer] of Object.entries(peers)) console.log(`             ${name}: ${await beside[row.number](peer).catch((error) => `failed: ${error.message.split("\n")[0]}`)}`);
  }
}
console.log(`${rows.length - missed} of ${rows.length} met. Driven in Chromium; tests/browser/firefox.test.mjs drives Firefox. Safari and iOS cannot be driven on this system.`);
await stage.browser.close();
process.exit(missed ? 1 : 0);
