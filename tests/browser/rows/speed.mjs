// Rows 3, 17, 18, 19: how fast it is.  Timings belong to the bench; only the size of the DOM is asserted in tests.
import assert from "node:assert/strict";
import { MockServer } from "../mock_server.mjs";
import { hostPages, html, sleep, tag, until, visit } from "../stage.mjs";

export const quantile = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.ceil(list.length * share) - 1)];
export const median = (list) => quantile(list, 0.5);

// Script time and the longest task of a page that loads, the processor four times slower.  Tasks count from the moment
// when the page itself has come: what the browser does to leave the last page is nobody's.
export async function loadCost(browser, address, ready) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await session.send("Performance.enable");
  await page.addInitScript(() => {
    window.tasks = [];
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });
  });
  await page.goto(address, { waitUntil: "load" });
  await until(() => page.evaluate(ready), "the page");
  await sleep(700);
  const { metrics } = await session.send("Performance.getMetrics");
  const tasks = await page.evaluate(() => {
    const [{ responseEnd }] = performance.getEntriesByType("navigation");
    return window.tasks.filter(({ startTime }) => startTime >= responseEnd).map(({ duration }) => duration);
  });
  await context.close();
  return { script: metrics.find(({ name }) => name === "ScriptDuration").value * 1000, longest: Math.max(0, ...tasks) };
}

export const hasLauncher = () => !!document.querySelector("verbatim-chat")?.shadowRoot?.querySelector(".launcher");

async function load(stage) {
  const mock = await MockServer.start();
  const clinic = await hostPages({ "/blank": html(""), "/": html("", tag(mock.address, 'data-site="demo"')) });
  const [blank, own] = [[], []];
  for (let i = 0; i < stage.rounds; i++) {
    blank.push(await loadCost(stage.browser, `${clinic.address}/blank`, () => document.readyState === "complete"));
    own.push(await loadCost(stage.browser, clinic.address, hasLauncher));
  }
  clinic.close();
  await mock.stop();
  const script = median(own.map((one) => one.script)) - median(blank.map((one) => one.script));
  const longest = median(own.map((one) => one.longest)) - median(blank.map((one) => one.longest));
  return { text: `${script.toFixed(0)} ms of script, longest task ${longest.toFixed(0)} ms over blank (median of ${stage.rounds})`, good: script <= 60 && longest <= 50 };
}

// Sends `count` messages one after the other: times from Enter to the paint of the own words, and to that of the echo.
export async function exchange(page, count, { find, send, echo }) {
  return page.evaluate(async ([count, find, send, echo]) => {
    const [findIn, sendIn, echoIn] = [find, send, echo].map((source) => (0, eval)(`(${source})`));
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(0);
    }));
    // Seen as soon as it is in the tree; the time ends when the frame with it has been painted.
    const shows = (root, test) => new Promise((resolve) => {
      const observer = new MutationObserver(() => look());
      const look = () => {
        if (!test()) return false;
        observer.disconnect();
        painted().then(resolve);
        return true;
      };
      if (!look()) observer.observe(root, { childList: true, subtree: true, characterData: true });
    });
    const own = [];
    const echoes = [];
    for (let i = 0; i < count; i++) {
      const word = `n${i}x${Math.random().toString(36).slice(2, 8)}`;
      await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 30));
      const root = findIn();
      const begin = performance.now();
      sendIn(root, word);
      const [first, second] = await Promise.all([shows(root, () => echoIn(root, word) >= 1), shows(root, () => echoIn(root, word) >= 2)]);
      own.push(first - begin);
      echoes.push(second - begin);
    }
    return { own, echoes };
  }, [count, find.toString(), send.toString(), echo.toString()]);
}

export const verbatimHooks = {
  find: () => document.querySelector("verbatim-chat").shadowRoot,
  send: (root, word) => {
    const input = root.querySelector("textarea");
    input.value = word;
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, composed: true }));
  },
  echo: (root, word) => [...root.querySelectorAll(".item .bubble")].slice(-3).filter((node) => node.textContent.includes(word)).length,
};

async function latency(stage) {
  if (stage.latency) return stage.latency;
  const mock = await MockServer.start();
  const clinic = await hostPages({ "/": html("", tag(mock.address, 'data-site="demo"')) });
  const visitor = await visit(stage.browser, clinic.address);
  await visitor.open();
  const idle = await exchange(visitor.page, stage.exchanges, verbatimHooks);
  mock.reply = () => ({ blocks: [{ type: "paragraph", spans: [{ text: "filling" }] }] });
  for (let i = 0; i < 500; i++) mock.push(`filling ${i}`);
  for (let i = 0; i < 500; i++) mock.push(`more filling ${i}`);
  await visitor.page.getByText("more filling 499").first().waitFor();
  mock.reply = ({ text }) => ({ blocks: [{ type: "paragraph", spans: [{ text: `You said ${text}` }] }] });
  const full = await exchange(visitor.page, stage.exchanges, verbatimHooks);
  await visitor.context.close();
  clinic.close();
  await mock.stop();
  return (stage.latency = { idle, full });
}

const ms = (value) => value.toFixed(0);

async function ownPaint(stage) {
  const { idle, full } = await latency(stage);
  const [a, b] = [quantile(idle.own, 0.95), quantile(full.own, 0.95)];
  return { text: `p50 ${ms(median(idle.own))}, p95 ${ms(a)} ms idle; p95 ${ms(b)} ms with 1,000 messages (n = ${idle.own.length})`, good: a <= 32 && b <= 50 };
}

async function echoPaint(stage) {
  const { idle } = await latency(stage);
  const [a, b] = [median(idle.echoes), quantile(idle.echoes, 0.95)];
  return { text: `p50 ${ms(a)}, p95 ${ms(b)} ms (n = ${idle.echoes.length})`, good: a <= 25 && b <= 60 };
}

async function longLog(stage) {
  const mock = await MockServer.start();
  const clinic = await hostPages({ "/": html("", tag(mock.address, 'data-site="demo"')) });
  const visitor = await visit(stage.browser, clinic.address);
  const { page } = visitor;
  await visitor.open();
  await visitor.ask("hello");
  await visitor.answered(1);
  await page.evaluate(() => document.querySelector("verbatim-chat").close());
  for (let i = 1; i <= 5000; i++) mock.push(`message number ${i} of a very long conversation`);
  await until(() => page.evaluate(() => document.querySelector("verbatim-chat").shadowRoot.querySelector(".badge").textContent === "9+"), "the badge");
  await sleep(2500);
  const { open, nodes, longest, order } = await page.evaluate(async () => {
    const chat = document.querySelector("verbatim-chat");
    const root = chat.shadowRoot;
    const begin = performance.now();
    await chat.open();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    const open = performance.now() - begin;
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
    observer.observe({ type: "longtask" });
    const log = root.querySelector(".log");
    let nodes = 0;
    let order = true;
    for (let i = 0; i < 60; i++) {
      log.scrollTop = Math.max(0, log.scrollTop - 500);
      await new Promise((resolve) => setTimeout(resolve, 30));
      nodes = Math.max(nodes, root.querySelectorAll("*").length);
      const seqs = [...root.querySelectorAll(".item[data-seq]")].map((node) => Number(node.dataset.seq));
      order &&= seqs.every((seq, at) => at === 0 || seq > seqs[at - 1]);
    }
    return { open, nodes, order, longest: Math.max(0, ...tasks) };
  });
  const reached = Math.min(...(await visitor.lines()).filter(({ seq }) => seq).map(({ seq }) => seq));
  await visitor.context.close();
  clinic.close();
  await mock.stop();
  assert.ok(nodes <= 1500, `${nodes} nodes`);
  assert.ok(order, "in order for readers");
  assert.ok(reached < 4900, `scrolling up reaches earlier messages: ${reached}`);
  return { text: `open ${ms(open)} ms, longest task while scrolling ${ms(longest)} ms, at most ${nodes} nodes`, good: open <= 200 && longest <= 50 };
}

export const rows = [
  { number: 3, name: "script time at load, processor 4x slower", target: "<= 60 ms, no task > 50 ms over blank", timing: true, run: load },
  { number: 17, name: "send to paint of the own words", target: "p95 <= 32 ms idle, <= 50 ms with 1,000 messages", timing: true, run: ownPaint },
  { number: 18, name: "send to painted echo", target: "p50 <= 25 ms, p95 <= 60 ms", timing: true, run: echoPaint },
  { number: 19, name: "5,000 messages", target: "open <= 200 ms, no task > 50 ms, <= 1,500 nodes", run: longLog },
];
