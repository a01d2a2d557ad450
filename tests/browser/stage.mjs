// What every browser test needs: a browser, the real server, a scripted one, and pages that embed the widget.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const require = createRequire(new URL("../../adapters/widget/package.json", import.meta.url));
const { chromium } = require("playwright-core");
export const axeSource = () => require.resolve("axe-core/axe.min.js");

export const program = process.env.VERBATIM_BIN ?? `${root}build/release/verbatim`;
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// `without`: of what Playwright adds by itself.
export function launch(args = [], without = []) {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    ignoreDefaultArgs: without,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--force-color-profile=srgb", ...args],
  });
}

// Polls until `probe` gives something true, and gives that.
export async function until(probe, what, ms = 30_000) {
  const end = Date.now() + ms;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`);
    await sleep(50);
  }
}

// The program itself: { child, address, port, kill(), stop() }.
export async function serve(listen = "127.0.0.1:0", more = []) {
  const child = spawn(program, ["serve", "--rules", "rules", "--listen", listen, ...more], { cwd: root });
  child.stderr.pipe(process.stderr);
  const exited = once(child, "exit");
  let output = "";
  child.stdout.on("data", (bytes) => (output += bytes));
  const address = await until(() => /Serving on (\S+)/.exec(output)?.[1] || (child.exitCode !== null && "ended"), "the server");
  if (address === "ended") throw new Error(`the server did not start: ${output}`);
  const end = async (signal) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  return { child, address, host: new URL(address).host, output: () => output, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}

// A web server for the pages of a clinic.  `pages` maps a path to HTML, or to { headers, body }.
export async function hostPages(pages) {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url, "http://x").pathname];
    if (page === undefined) return response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end();
    const { headers = {}, body = page } = typeof page === "string" ? {} : page;
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...headers }).end(body);
  });
  server.listen(0, "127.0.0.1");
  server.unref(); // a test that failed leaves it behind
  await once(server, "listening");
  return { pages, address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

export const tag = (server, attributes = 'data-site="microneedling"') =>
  `<script type="module" src="${server}widget.js" ${attributes}></script>`;

export const html = (content, head = "") => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>A clinic</title>${head}</head>
<body><main><h1>A clinic</h1>${content}</main></body></html>`;

// One visitor's widget on a page: short words for what tests do again and again.
export class Visitor {
  constructor(page) {
    this.page = page;
    this.chat = page.locator("verbatim-chat").first();
    this.launcher = page.locator("verbatim-chat .launcher").first();
    this.input = page.locator("verbatim-chat textarea").first();
    this.faults = [];
    page.on("pageerror", (error) => this.faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && this.faults.push(message.text()));
  }

  async open() {
    await this.launcher.click();
    await this.page.locator("verbatim-chat .head .bubble").first().waitFor();
  }

  async ask(text) {
    await this.input.fill(text);
    await this.input.press("Enter");
  }

  // What the log shows: [{ id, text, state } | { seq, text }], in order.
  lines() {
    return this.page.evaluate(() => [...document.querySelector("verbatim-chat").shadowRoot.querySelectorAll(".item")].map((node) => ({
      id: node.dataset.id, seq: node.dataset.seq && Number(node.dataset.seq), state: node.dataset.state,
      text: node.querySelector(".bubble").textContent.replace(/^[^:]+: /, ""),
    })));
  }

  replies() {
    return this.page.locator("verbatim-chat .item.clinic");
  }

  async answered(count, ms = 30_000) {
    await until(async () => (await this.replies().count()) >= count, `${count} replies`, ms);
  }
}

export async function visit(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 760 }, ...options });
  const page = await context.newPage();
  const visitor = new Visitor(page);
  await page.goto(address);
  return Object.assign(visitor, { context });
}
