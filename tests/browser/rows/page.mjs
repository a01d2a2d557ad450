// Rows 1, 2, 4, 11, 12, 13, 21, 24: what the widget costs a page, and that neither harms the other.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { MockServer } from "../mock_server.mjs";
import { hostPages, html, root, sleep, tag, until, visit } from "../stage.mjs";

const web = process.env.VERBATIM_WEB ?? join(root, "build/release/adapters/widget/web");
export const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;
export const brotlied = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;

const [MOST_GZIP, MOST_BROTLI] = [14 * 1024, 12.5 * 1024];

async function size() {
  const bytes = readFileSync(join(web, "widget.js"));
  const [gzip, brotli] = [gzipped(bytes), brotlied(bytes)];
  assert.ok(gzip <= MOST_GZIP && brotli <= MOST_BROTLI, `${gzip} bytes gzip, ${brotli} brotli`);
  assert.deepEqual(JSON.parse(readFileSync(join(root, "adapters/widget/package.json"))).dependencies ?? {}, {});
  return `${gzip} B gzip, ${brotli} B brotli, 1 file, 0 dependencies`;
}

async function idle(stage) {
  const mock = await MockServer.start();
  const clinic = await hostPages({ "/": html("", tag(mock.address, 'data-site="demo"')) });
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  const seen = [];
  page.on("request", (request) => seen.push(request.url()));
  page.on("websocket", () => seen.push("socket"));
  await page.goto(clinic.address);
  await page.locator("verbatim-chat .launcher").waitFor();
  await page.waitForLoadState("networkidle");
  await sleep(300);
  const own = seen.filter((url) => !url.startsWith(clinic.address));
  assert.deepEqual(own, [`${mock.address}widget.js`]);
  await context.close();
  clinic.close();
  await mock.stop();
  return "1 request, 0 other hosts, 0 sockets";
}

async function heapOf(page) {
  const session = await page.context().newCDPSession(page);
  for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")).usedSize;
}

async function heap(stage) {
  const mock = await MockServer.start();
  const clinic = await hostPages({ "/blank": html(""), "/": html("", tag(mock.address, 'data-site="demo"')) });
  const measure = async (path) => {
    const { page, context } = await visit(stage.browser, clinic.address + path);
    await sleep(800);
    const shown = await page.evaluate(() => !!document.querySelector("verbatim-chat")?.shadowRoot.querySelector(".launcher"));
    assert.equal(shown, path === "/");
    const used = await heapOf(page);
    const globals = await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !/^\d+$/.test(name)));
    await context.close();
    return { used, globals };
  };
  const blank = await measure("/blank");
  const full = await measure("/");
  const added = full.globals.filter((name) => !blank.globals.includes(name));
  const over = (full.used - blank.used) / 1e6;
  assert.deepEqual(added, ["VerbatimChat"]);
  assert.ok(over <= 0.5, `${over} MB`);
  clinic.close();
  await mock.stop();
  return `+${over.toFixed(2)} MB, 1 global (VerbatimChat)`;
}

async function policy(stage) {
  const mock = await MockServer.start();
  const wss = mock.address.replace("http", "ws");
  const rules = `default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; connect-src ${wss}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const watcher = `<script nonce="abc">window.reports=[];addEventListener("securitypolicyviolation",(e)=>reports.push(e.violatedDirective+" "+e.blockedURI))</script>`;
  const script = tag(mock.address, 'data-site="demo" data-accent="#7a1fa2" nonce="abc"');
  const clinic = await hostPages({ "/": { headers: { "Content-Security-Policy": rules }, body: html("", watcher + script) } });
  const visitor = await visit(stage.browser, clinic.address);
  await visitor.open();
  await visitor.ask("hello");
  await visitor.answered(1);
  for (const name of ["Talk to a person", "More"]) await visitor.page.getByRole("button", { name, exact: true }).click();
  const look = await visitor.page.evaluate(() => {
    const root = document.querySelector("verbatim-chat").shadowRoot;
    return { position: getComputedStyle(root.querySelector("dialog")).position, header: getComputedStyle(root.querySelector(".bar")).backgroundColor, reports };
  });
  assert.deepEqual(look, { position: "fixed", header: "rgb(122, 31, 162)", reports: [] });
  await visitor.context.close();
  clinic.close();
  await mock.stop();
  return "works, 0 violation reports";
}

async function strictPages(stage) {
  const mock = await MockServer.start();
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha384").update(readFileSync(join(web, "widget.js"))).digest("base64");
  const pinned = tag(mock.address, `data-site="demo" integrity="sha384-${hash}" crossorigin`);
  const isolated = { "Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin" };
  const plain = html("", tag(mock.address, 'data-site="demo"'));
  const clinic = await hostPages({
    "/pinned": { headers: isolated, body: html("", pinned) },
    "/inner": plain,
    "/sandbox": html('<iframe sandbox="allow-scripts" src="/inner" width="700" height="700"></iframe>'),
    "/throwing": html("", `<script>for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });</script>${tag(mock.address, 'data-site="demo"')}`),
  });
  const pinnedVisitor = await visit(stage.browser, `${clinic.address}/pinned`);
  await pinnedVisitor.open();
  await pinnedVisitor.ask("hello");
  await pinnedVisitor.answered(1);
  assert.deepEqual(pinnedVisitor.faults, []);
  await pinnedVisitor.context.close();

  for (const path of ["/sandbox", "/throwing"]) {
    const { page, context } = await visit(stage.browser, clinic.address + path);
    const frame = path === "/sandbox" ? page.frameLocator("iframe") : page;
    await frame.locator(".launcher").click();
    await frame.locator(".note", { hasText: "not kept" }).waitFor();
    await frame.locator("textarea").fill("hello");
    await frame.locator("textarea").press("Enter");
    await frame.locator(".item.clinic", { hasText: "You said hello" }).waitFor();
    await context.close();
  }
  clinic.close();
  await mock.stop();
  return "SRI + COEP work; sandboxed and without storage: memory mode with a note";
}

const hostile = `<style>
* { all: unset !important; color: red !important; font: 40px serif !important; position: static !important; display: inline !important; opacity: .3 !important; }
verbatim-chat, verbatim-chat * { zoom: 3; }
*, ::before, ::after { box-sizing: content-box; border: 9px solid lime; margin: 7px; padding: 7px; background: hotpink !important; }
button, input, textarea, dialog { background: yellow !important; text-transform: uppercase !important; letter-spacing: 9px !important; }
body { transform: translateX(40px); filter: blur(0); }
</style>
<script>Array.prototype.each = function () {}; Array.prototype.last = function () { return 1; }; Object.prototype.extend = function () {};
Array.prototype.toJSON = undefined; Function.prototype.bindAsEventListener = function () {};</script>`;

const probes = [".launcher", "dialog", ".bar", "h2", ".log", ".notice", ".bubble.clinic", ".choices button", "textarea", "form button"];
const styleOf = (names) => {
  const root = document.querySelector("verbatim-chat").shadowRoot;
  const properties = ["color", "font-size", "font-family", "position", "display", "opacity", "background-color", "padding", "margin", "border-top-width", "letter-spacing", "text-transform", "width"];
  return names.map((name) => {
    const style = getComputedStyle(root.querySelector(name));
    return [name, ...properties.map((property) => style.getPropertyValue(property))].join("|");
  });
};

async function hostilePage(stage) {
  const mock = await MockServer.start();
  const script = tag(mock.address, 'data-site="demo"');
  const own = `<style>h1 { color: rgb(1, 2, 3); font-size: 31px; } button { background: rgb(9, 9, 9); }</style>`;
  const clinic = await hostPages({ "/plain": html("", script), "/hostile": html("", hostile + script), "/own": html("<button>x</button>", own + script), "/bare": html("<button>x</button>", own) });
  const look = async (path) => {
    const visitor = await visit(stage.browser, clinic.address + path);
    await visitor.open();
    await sleep(500);
    const box = await visitor.page.locator("verbatim-chat dialog").boundingBox();
    const styles = await visitor.page.evaluate(styleOf, probes);
    await visitor.context.close();
    return { styles, box };
  };
  assert.deepEqual(await look("/hostile"), await look("/plain"));
  const host = async (path) => {
    const { page, context } = await visit(stage.browser, clinic.address + path);
    if (path === "/own") {
      await page.locator("verbatim-chat .launcher").click();
      await page.locator("verbatim-chat .head .bubble").waitFor();
    }
    const styles = await page.evaluate(() => ["h1", "button", "body", "main"].map((name) => {
      const style = getComputedStyle(document.querySelector(name));
      return [...style].map((property) => style.getPropertyValue(property)).join("|");
    }));
    await context.close();
    return styles;
  };
  assert.deepEqual(await host("/own"), await host("/bare"));
  clinic.close();
  await mock.stop();
  return `${probes.length} elements unchanged on the hostile page, the host's own unchanged`;
}

const stored = () => ({
  local: localStorage.length, session: sessionStorage.length, cookies: document.cookie.length,
});

async function privacy(stage) {
  const mock = await MockServer.start();
  const clinic = await hostPages({ "/": html("", tag(mock.address, 'data-site="demo"')) });
  const visitor = await visit(stage.browser, clinic.address);
  const { page } = visitor;
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await visitor.launcher.waitFor();
  await page.waitForLoadState("networkidle");
  const nothing = { local: 0, session: 0, cookies: 0 };
  assert.deepEqual(await page.evaluate(stored), nothing);
  assert.equal(mock.handshakes, 0);
  assert.deepEqual(await page.evaluate(() => indexedDB.databases().then((list) => list.length)), 0);
  await visitor.open();
  assert.deepEqual(await page.evaluate(stored), nothing, "nor before the first message");
  await visitor.ask("hello");
  await visitor.answered(1);
  assert.equal((await page.evaluate(stored)).local, 1);
  await page.evaluate(() => document.querySelector("verbatim-chat").forget());
  await until(async () => JSON.stringify(await page.evaluate(stored)) === JSON.stringify(nothing), "0 keys");
  assert.ok(mock.frames.some((frame) => frame.type === "erase"), "the server was told");
  assert.equal((await visitor.lines()).length, 0);
  await sleep(500);
  assert.deepEqual(await page.evaluate(stored), nothing, "and it stays so");
  await visitor.context.close();
  clinic.close();
  await mock.stop();
  return "0 stored and 0 sockets before the first opening; forget() leaves 0 keys";
}

async function singlePage(stage) {
  const mock = await MockServer.start();
  const clinic = await hostPages({ "/": html("", `<script type="module" src="${mock.address}widget.js"></script><script type="module" src="${mock.address}widget.js?again" data-site="demo"></script>`) });
  const visitor = await visit(stage.browser, clinic.address);
  const { page } = visitor;
  await until(() => page.evaluate(() => !!customElements.get("verbatim-chat")), "the element");
  const round = (times) => page.evaluate(async (count) => {
    for (let i = 0; i < count; i++) {
      const chat = document.createElement("verbatim-chat");
      chat.setAttribute("site", "demo");
      document.body.append(chat);
      await new Promise((resolve) => setTimeout(resolve, 25));
      chat.remove();
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }, times);
  const session = await page.context().newCDPSession(page);
  const listeners = async () => (await session.send("Performance.enable"), (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "JSEventListeners").value);
  await round(10);
  const [heapBefore, listenersBefore] = [await heapOf(page), await listeners()];
  await round(100);
  const [heapAfter, listenersAfter] = [await heapOf(page), await listeners()];
  await until(() => mock.peers.size === 0, "all sockets closed");
  const grown = (heapAfter - heapBefore) / 1e6;
  assert.ok(grown < 1, `${grown} MB`);
  assert.ok(listenersAfter <= listenersBefore, `${listenersAfter - listenersBefore} listeners`);
  assert.equal(await page.locator("verbatim-chat").count(), 0, "the second include did nothing");
  assert.deepEqual(visitor.faults, []);
  await visitor.context.close();
  clinic.close();
  await mock.stop();
  return `100 rounds: 0 sockets, ${listenersAfter - listenersBefore} listeners, ${grown.toFixed(2)} MB; second include does nothing`;
}

export const rows = [
  { number: 1, name: "whole widget, one file", target: "<= 14 KB gzip, <= 12.5 KB brotli, 0 dependencies", run: size },
  { number: 2, name: "requests until idle, closed", target: "1; other hosts 0; sockets 0", run: idle },
  { number: 4, name: "heap and globals, closed", target: "<= 0.5 MB over blank; 1 global", run: heap },
  { number: 11, name: "strict CSP without style-src, Trusted Types", target: "works, 0 reports", run: policy },
  { number: 12, name: "SRI, COEP, sandbox, no storage", target: "works, or memory mode with a note", run: strictPages },
  { number: 13, name: "hostile host page", target: "10 elements unchanged; host unchanged", run: hostilePage },
  { number: 21, name: "privacy", target: "0 before the first opening; 0 keys after forget()", run: privacy },
  { number: 24, name: "single-page applications", target: "100 rounds: 0 leaks, < 1 MB; second include a no-op", run: singlePage },
];
