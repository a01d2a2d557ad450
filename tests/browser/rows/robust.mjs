// Rows 14, 15, 16, 20, 26: nothing is lost, doubled or reordered, whatever happens to the server and the network.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { bundle, Clock } from "../clock.mjs";
import { MockServer } from "../mock_server.mjs";
import { hostPages, html, serve, sleep, tag, until, visit, Visitor } from "../stage.mjs";

const SENDS = Number(process.env.VERBATIM_SENDS ?? 500);
const KILLS = Number(process.env.VERBATIM_KILLS ?? 20);

// A proxy that can let nothing through while every connection stays open, or cut them all.
export async function openProxy(target) {
  const pairs = new Set();
  const proxy = { hole: false };
  const server = net.createServer((client) => {
    const upstream = net.connect({ port: target(), host: "127.0.0.1" });
    const pair = { client, upstream };
    pairs.add(pair);
    for (const [from, to] of [[client, upstream], [upstream, client]]) {
      from.on("data", (bytes) => proxy.hole || to.write(bytes));
      from.on("error", () => to.destroy());
      from.on("close", () => (proxy.hole || to.destroy(), pairs.delete(pair)));
    }
  });
  server.listen(0, "127.0.0.1");
  server.unref();
  await once(server, "listening");
  proxy.address = `http://127.0.0.1:${server.address().port}/`;
  proxy.cut = () => pairs.forEach(({ client, upstream }) => (client.destroy(), upstream.destroy()));
  proxy.close = () => (proxy.cut(), server.close());
  return proxy;
}

// Everything that a tab has ever been told: by id and seq, from the element's own events and its log.
const oracle = () => {
  window.told = { message: [], reply: [] };
  const listen = () => {
    const chat = document.querySelector("verbatim-chat");
    if (!chat) return setTimeout(listen, 10);
    chat.addEventListener("verbatim:message", ({ detail }) => window.told.message.push(detail));
    chat.addEventListener("verbatim:reply", ({ detail }) => window.told.reply.push(detail));
  };
  listen();
};

async function restarts(stage) {
  const folder = mkdtempSync(join(tmpdir(), "verbatim-row14-"));
  const store = ["--store", join(folder, "chat.db")];
  let server = await serve("127.0.0.1:0", store);
  const { host } = server;
  const clinic = await hostPages({ "/": html("") });
  const context = await stage.browser.newContext();
  await context.addInitScript(oracle);
  clinic.pages["/"] = html("", tag(server.address));
  const tabs = [];
  for (let i = 0; i < 3; i++) {
    const page = await context.newPage();
    tabs.push(Object.assign(new Visitor(page), { context }));
    await page.goto(clinic.address);
    await tabs[i].open();
  }
  let sending = true;
  let blocked = 0;
  const killer = (async () => {
    for (let i = 0; i < KILLS && sending; i++) {
      await sleep(900 + Math.random() * 900);
      await server.kill();
      await sleep(Math.random() * 400);
      server = await serve(host, store);
    }
  })();
  // The visitor types on in whichever tab is at hand.
  for (let i = 1; i <= SENDS; i++) {
    const { page } = tabs[i % 10 === 0 ? i / 10 % 3 : 0];
    const begin = Date.now();
    await page.evaluate((n) => document.querySelector("verbatim-chat").send(`number ${n}`), i);
    blocked = Math.max(blocked, Date.now() - begin);
    await sleep(50);
  }
  sending = KILLS > 20;
  await killer;
  const order = async (tab) => {
    const saved = await tab.page.evaluate(() => JSON.parse(localStorage.getItem("verbatim:microneedling"))?.items);
    return saved?.filter((item) => !item.place).length === 0;
  };
  await until(async () => (await Promise.all(tabs.map(order))).every(Boolean), "an answer to everything", 120_000);
  await sleep(1500);
  const histories = [];
  for (const [index, tab] of tabs.entries()) {
    await tab.page.bringToFront();
    const { items, told } = await tab.page.evaluate(async () => {
      const root = document.querySelector("verbatim-chat").shadowRoot;
      const log = root.querySelector(".log");
      // Reads the whole log by scrolling up, as a visitor would.
      const seen = new Map();
      const order = [];
      for (let still = 0, last = -1; still < 3; still = log.scrollTop === last ? still + 1 : 0) {
        last = log.scrollTop;
        log.scrollTop = log.scrollHeight;
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      const take = () => {
        const ids = [...root.querySelectorAll(".item")].map((node) => {
          const key = node.dataset.id ?? `r${node.dataset.seq}|${node.textContent}`;
          seen.set(node.dataset.id ?? node, { id: node.dataset.id, seq: node.dataset.seq, text: node.querySelector(".bubble").textContent, state: node.dataset.state });
          return key;
        });
        order.unshift(ids);
      };
      for (let i = 0; i < 400; i++) {
        take();
        if (log.scrollTop === 0) await new Promise((resolve) => setTimeout(resolve, 100));
        if (log.scrollTop === 0) break;
        log.scrollTop = Math.max(0, log.scrollTop - 400);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      return { items: [...seen.values()], told: window.told };
    });
    const visitors = items.filter((item) => item.id);
    assert.equal(visitors.length, SENDS, `tab ${index}: every message stands there once`);
    assert.equal(new Set(visitors.map((item) => item.text)).size, SENDS, `tab ${index}: none twice`);
    assert.ok(visitors.every((item) => item.state === "sent"), `tab ${index}: all are answered`);
    const answers = told.reply.map((reply) => reply.in_reply_to);
    const twice = told.reply.filter((reply) => answers.indexOf(reply.in_reply_to) !== answers.lastIndexOf(reply.in_reply_to));
    assert.deepEqual(twice, [], `tab ${index}: no reply came twice`);
    assert.equal(answers.length, SENDS, `tab ${index}: every reply came`);
    histories.push(visitors);
  }
  // Order: the same in every tab, and of each tab's own messages the order in which they were typed.
  const transcript = await tabs[0].page.evaluate(() => JSON.parse(localStorage.getItem("verbatim:microneedling")).items);
  const numbers = transcript.filter((item) => item.text).map((item) => [item.tab, Number(item.text.split(" ")[1])]);
  for (const own of new Set(numbers.map(([tab]) => tab))) {
    const mine = numbers.filter(([tab]) => tab === own).map(([, number]) => number);
    assert.deepEqual(mine, [...mine].sort((a, b) => a - b), "in order");
  }
  for (const tab of tabs) {
    const sequence = await tab.page.evaluate(() => [...document.querySelector("verbatim-chat").shadowRoot.querySelectorAll(".item")].map((node) => node.dataset.id ?? "reply"));
    for (let i = 0; i + 1 < sequence.length; i += 1) if (sequence[i] !== "reply") assert.equal(sequence[i + 1], "reply", "each reply stands below its message");
  }
  await context.close();
  clinic.close();
  await server.kill();
  rmSync(folder, { recursive: true });
  return `${SENDS} sends, ${KILLS} kills, 3 tabs: 0 lost, 0 doubled, in order; slowest send() ${blocked} ms`;
}

const p95 = (list) => [...list].sort((a, b) => a - b)[Math.ceil(list.length * 0.95) - 1];

async function onMock(stage, pageHtml = "", options = {}) {
  const mock = await MockServer.start();
  const proxy = await openProxy(() => mock.port);
  const clinic = await hostPages({ "/": html(pageHtml, tag(proxy.address, 'data-site="demo"')) });
  const visitor = await visit(stage.browser, clinic.address, options);
  return { mock, proxy, clinic, visitor, async end() {
    await visitor.context.close();
    clinic.close();
    proxy.close();
    await mock.stop();
  } };
}

// A thousand links of the widget itself, on a clock of their own: when do they come back?
async function thousand(goingAway) {
  const { openLink } = await bundle("talk/link.ts");
  const clock = new Clock();
  let up = true;
  const attempts = [];
  clock.connect = () => {
    attempts.push(clock.now);
    return up;
  };
  const links = Array.from({ length: 1000 }, () => {
    const link = openLink("ws://x/", { greet: () => link.welcomed(), frame() {}, lost() {} });
    link.start();
    return link;
  });
  clock.advance(1000);
  attempts.length = 0;
  const down = clock.now;
  up = false;
  if (goingAway) links.forEach((link) => link.goingAway(1000));
  clock.closeAll();
  clock.advance(goingAway ? 900 : 10_000);
  up = true;
  clock.advance(15_000);
  links.forEach((link) => link.stop());
  clock.restore();
  const perSecond = {};
  for (const at of attempts) perSecond[Math.floor((at - down) / 1000)] = (perSecond[Math.floor((at - down) / 1000)] ?? 0) + 1;
  return Math.max(...Object.values(perSecond)) / attempts.length;
}

async function reconnects(stage) {
  const planned = await thousand(true);
  const crash = await thousand(false);
  assert.ok(planned <= 0.15 && crash <= 0.15, `${planned} ${crash}`);
  const { mock, visitor, clinic, proxy, end } = await onMock(stage);
  await visitor.open();
  const times = [];
  const { port } = mock;
  let current = mock;
  for (let i = 0; i < 12; i++) {
    await current.stop();
    proxy.cut();
    await sleep(500 + 250 * i);
    current = await MockServer.start(port);
    const begin = Date.now();
    await until(() => current.peers.size > 0, "the widget", 20_000);
    times.push(Date.now() - begin);
  }
  // With a sign of life the widget does not wait for its turn.
  const signs = [];
  for (const sign of ["online", "focus"]) {
    await current.stop();
    proxy.cut();
    await sleep(2500);
    current = await MockServer.start(port);
    const begin = Date.now();
    await visitor.page.evaluate((name) => dispatchEvent(new Event(name)), sign);
    await until(() => current.peers.size > 0, "the widget", 20_000);
    signs.push(Date.now() - begin);
  }
  mock.stop = () => current.stop();
  await end();
  assert.ok(p95(times) <= stage.patience * 2200, `${times}`);
  assert.ok(Math.max(...signs) <= stage.patience * 500, `${signs}`);
  return `p95 ${p95(times)} ms after the port is back, ${Math.max(...signs)} ms on a sign; 1,000 clients: most in one second ${(planned * 100).toFixed(0)} % of the attempts (announced restart), ${(crash * 100).toFixed(0)} % (crash, 10 s down)`;
}

async function blackHole(stage) {
  const { mock, proxy, visitor, end } = await onMock(stage);
  await visitor.open();
  // Quiet: nobody says anything, and the path is dead.
  proxy.hole = true;
  const begin = Date.now();
  await visitor.page.locator("verbatim-chat .status", { hasText: "No connection" }).waitFor({ timeout: 45_000 });
  const quiet = Date.now() - begin;
  await visitor.ask("typed into the hole");
  await sleep(500);
  proxy.cut();
  proxy.hole = false;
  await visitor.answered(1, 45_000);
  // With a message under way.
  proxy.hole = true;
  const second = Date.now();
  await visitor.ask("lost on the way");
  await visitor.page.locator("verbatim-chat .status", { hasText: "No connection" }).waitFor({ timeout: 45_000 });
  const busy = Date.now() - second;
  proxy.cut();
  proxy.hole = false;
  await visitor.answered(2, 45_000);
  assert.ok(quiet <= 35_000 && busy <= 35_000, `${quiet} ${busy}`);
  assert.deepEqual((await visitor.lines()).map(({ text }) => text), ["typed into the hole", "You said typed into the hole", "lost on the way", "You said lost on the way"]);
  await end();
  return `noticed after ${(quiet / 1000).toFixed(1)} s of quiet, ${(busy / 1000).toFixed(1)} s with a message under way; both answered once`;
}

async function persistence(stage) {
  const { mock, visitor, clinic, end } = await onMock(stage);
  const { page, context } = visitor;
  await visitor.open();
  for (const word of ["one", "two", "three"]) await visitor.ask(word);
  await visitor.answered(3);
  await visitor.input.fill("half a thought");
  await page.evaluate(() => (window.name = ""));
  clinic.pages["/next"] = clinic.pages["/"];
  await page.goto(`${clinic.address}/next`);
  await visitor.answered(3);
  const history = await page.evaluate(() => Math.round(performance.now() - performance.getEntriesByType("resource").find(({ name }) => name.endsWith("widget.js")).responseEnd));
  assert.equal(await visitor.input.inputValue(), "half a thought");
  // An outbox survives the page: sent while the server hears nothing, then the page goes away.
  mock.silent = true;
  await visitor.ask("four");
  await visitor.page.locator('verbatim-chat .item.visitor[data-state="sending"], verbatim-chat .item.visitor[data-state="waiting"]').waitFor();
  await page.goto(`${clinic.address}/`);
  mock.silent = false;
  for (const peer of mock.peers) peer.socket.destroy();
  await visitor.answered(4);
  // A second tab of the same visitor.
  const other = new Visitor(await context.newPage());
  await other.page.goto(clinic.address);
  await other.open().catch(() => {});
  await other.answered(4);
  await other.page.evaluate(() => {
    const root = document.querySelector("verbatim-chat").shadowRoot;
    new MutationObserver(() => {
      if (root.textContent.includes("from the first tab")) window.seenAt ??= performance.timeOrigin + performance.now();
    }).observe(root, { childList: true, subtree: true });
  });
  const sentAt = await page.evaluate(() => {
    document.querySelector("verbatim-chat").send("from the first tab");
    return performance.timeOrigin + performance.now();
  });
  const delay = Math.round((await until(() => other.page.evaluate(() => window.seenAt), "the message in the other tab")) - sentAt);
  await visitor.answered(5);
  await other.answered(5);
  const texts = async (tab) => (await tab.lines()).map(({ text }) => text).join("\n");
  await until(async () => (await texts(other)) === (await texts(visitor)), "the same in both tabs", 5000);
  // Unread in both; read in one is read in all.
  for (const tab of [visitor, other]) await tab.page.evaluate(() => document.querySelector("verbatim-chat").close());
  mock.push("news");
  const badge = (tab) => tab.page.locator("verbatim-chat .badge:not([hidden])").waitFor();
  await Promise.all([badge(visitor), badge(other)]);
  await other.page.evaluate(() => document.querySelector("verbatim-chat").open());
  await visitor.page.locator("verbatim-chat .badge[hidden]").waitFor({ state: "attached" });
  assert.ok(history <= stage.patience * 300, `${history} ms`);
  assert.ok(delay <= stage.patience * 200, `${delay} ms`);
  await end();
  return `history ${history} ms after the script, draft kept, outbox kept; other tab ${delay} ms; read in one is read in all`;
}

async function pushes(stage) {
  const { mock, visitor, end } = await onMock(stage);
  const { page } = visitor;
  await visitor.open();
  for (let i = 1; i <= 12; i++) await visitor.ask(`question ${i}`);
  await visitor.answered(12);
  const log = page.locator("verbatim-chat .log");
  await log.evaluate((node) => (node.scrollTop = 100));
  await sleep(300);
  for (let i = 1; i <= 3; i++) mock.push(`news ${i}`);
  const pill = page.locator("verbatim-chat .newer:not([hidden])");
  await pill.waitFor();
  await until(async () => (await pill.textContent()) === "New messages: 3", "the count");
  assert.equal(await log.evaluate((node) => node.scrollTop), 100, "the place is kept");
  await pill.click();
  await page.locator("verbatim-chat .newer[hidden]").waitFor({ state: "attached" });
  assert.ok(await log.evaluate((node) => node.scrollHeight - node.scrollTop - node.clientHeight < 50));
  await page.keyboard.press("Escape");
  await page.evaluate(() => document.querySelector("verbatim-chat").close());
  for (let i = 1; i <= 11; i++) {
    mock.push(`later ${i}`);
    const name = `Ask us a question Unread messages: ${i}`;
    await page.getByRole("button", { name }).waitFor();
    assert.equal(await page.locator("verbatim-chat .badge").textContent(), i > 9 ? "9+" : String(i));
  }
  await end();
  return 'place kept and "New messages: 3"; the badge counts right, in the accessible name too';
}

async function plainRequests(stage) {
  const { mock, visitor, end } = await onMock(stage);
  mock.websockets = false;
  await visitor.launcher.click();
  await visitor.page.locator("verbatim-chat .head .bubble").waitFor({ timeout: 30_000 });
  for (const word of ["one", "two"]) await visitor.ask(word);
  await visitor.answered(2);
  mock.websockets = true;
  await until(() => mock.peers.size > 0, "a WebSocket again", 45_000);
  await visitor.ask("three");
  await visitor.answered(3);
  assert.deepEqual((await visitor.lines()).filter(({ id }) => id).map(({ text }) => text), ["one", "two", "three"]);
  await end();
  return "POST when no WebSocket comes through, and back again";
}

async function hopeless(stage) {
  const { mock, visitor, end } = await onMock(stage);
  await visitor.open();
  await mock.stop();
  await visitor.ask("is anybody there");
  const status = visitor.page.locator("verbatim-chat .status", { hasText: "We cannot be reached" });
  await status.waitFor({ timeout: 70_000 });
  assert.equal(await status.getByRole("link").getAttribute("href"), "tel:+15550100");
  mock.stop = async () => {};
  await end();
  return "says so, with the clinic's phone";
}

export const rows = [
  { number: 14, name: "server killed and restarted during numbered sends, 3 tabs", target: "0 lost, 0 doubled, in order", run: restarts },
  { number: 15, name: "reconnect", target: "p95 <= 2 s; <= 0.5 s on a sign; 1,000 clients: no second > 15 %", run: reconnects },
  { number: 16, name: "black hole", target: "noticed <= 35 s, nothing lost", run: blackHole },
  { number: 20, name: "persistence and tabs", target: "history <= 300 ms, draft kept; other tab <= 200 ms; unread clears", run: persistence },
  { number: 26, name: "push while scrolled up or closed", target: "place kept, count true, in the name", run: pushes },
  { number: 14.1, name: "WebSocket blocked", target: "falls back to POST", run: plainRequests },
  { number: 14.2, name: "server gone for good", target: "says so with the phone number", run: hopeless },
];
