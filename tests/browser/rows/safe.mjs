// Rows 22 and 23: whatever is sent, nothing is executed and nothing breaks; Enter sends only what is finished.
import assert from "node:assert/strict";
import { MockServer, words } from "../mock_server.mjs";
import { hostPages, html, sleep, tag, until, visit } from "../stage.mjs";

const scripts = ["alert(1)", "window.hacked=1", "document.title='hacked'"];
const shapes = [
  (js) => `<script>${js}</script>`, (js) => `<img src=x onerror="${js}">`, (js) => `<svg onload=${js}>`, (js) => `"><script>${js}</script>`,
  (js) => `javascript:${js}`, (js) => `JaVaScRiPt:${js}`, (js) => ` javascript:${js}`, (js) => `java\tscript:${js}`,
  (js) => `data:text/html,<script>${js}</script>`, (js) => `vbscript:${js}`, (js) => `<a href="javascript:${js}">x</a>`, (js) => `[x](javascript:${js})`,
  (js) => `<iframe srcdoc="<script>${js}</script>">`, (js) => `<style>@import 'x';</style><b onmouseover=${js}>`, (js) => `{{constructor.constructor('${js}')()}}`,
  (js) => `\${${js}}`, (js) => `<math><mtext><img src=x onerror=${js}>`, (js) => `</textarea><script>${js}</script>`, (js) => `<input autofocus onfocus=${js}>`, (js) => `blob:${js}`,
];
export const hostileTexts = scripts.flatMap((js) => shapes.map((shape) => shape(js)));

const blocksOf = (text) => [
  { type: "paragraph", spans: [{ text }, { text, href: text, bold: true }] },
  { type: "list", ordered: true, items: [[{ text, href: text }]] },
  { type: "link", href: text, text },
  { type: "card", tone: text, title: text, blocks: words(text) },
  { type: text, text, title: text, href: text },
];

const garbage = [
  "", "x", "{", "null", "1", "[]", '"text"', "{}", '{"type":7}', '{"type":"reply"}', '{"type":"reply","seq":-1,"blocks":[]}', '{"type":"reply","seq":1e308,"blocks":[]}',
  '{"type":"reply","seq":"1"}', '{"type":"reply","seq":1.5}', '{"type":"reply","seq":900000000,"in_reply_to":7,"blocks":"x","choices":7,"urgency":{}}',
  '{"type":"reply","seq":3,"blocks":[null,7,"x",[],{"type":"paragraph","spans":null},{"type":"list","items":[null,{"text":7}]},{"type":"card"},{"type":"link","href":{}}],"choices":[null,7,{}],"flow":{"step":[],"number":"x","of":{}}}',
  '{"type":"reply","seq":4,"blocks":[{"type":"hologram","text":"A newer block"}],"choices":[{"title":{},"value":[]}]}',
  '{"type":"welcome"}', '{"type":"welcome","session":7,"clinic":7}', '{"type":"error"}', '{"type":"error","in_reply_to":{}}', '{"type":"done"}', '{"type":"going_away","retry_after_ms":"never"}',
  "[".repeat(5000), '{"type":"reply","seq":5,"blocks":[' + '{"type":"card","blocks":['.repeat(200) + "]}".repeat(200) + "]}",
];

async function security(stage) {
  const mock = await MockServer.start();
  let at = 0;
  mock.reply = () => {
    const text = hostileTexts[at++ % hostileTexts.length];
    return { blocks: blocksOf(text), choices: [{ value: text, title: text }], flow: { id: text, title: text, step: text, number: text, of: text } };
  };
  mock.welcoming = { clinic: { name: hostileTexts[0], phone: hostileTexts[4], email: hostileTexts[5], booking_url: hostileTexts[6], opening_hours: [hostileTexts[1]] }, notice: hostileTexts[2], greeting: blocksOf(hostileTexts[4]), settings: { logo: "javascript:alert(1)", accent: "red;} * {display:none", launcher: hostileTexts[3], position: hostileTexts[0] } };
  const clinic = await hostPages({ "/": html("", tag(mock.address, 'data-site="demo"')) });
  const visitor = await visit(stage.browser, clinic.address);
  const { page } = visitor;
  let dialogs = 0;
  page.on("dialog", (dialog) => (dialogs++, dialog.dismiss()));
  await visitor.open();
  for (const [index, text] of hostileTexts.entries()) {
    await page.evaluate((said) => document.querySelector("verbatim-chat").send(said), text);
    if (index % 10 === 9) await visitor.answered(Math.min(index + 1, 15));
  }
  await until(() => mock.said().length >= hostileTexts.length, "all sends");
  await page.getByRole("button", { name: "Talk to a person", exact: true }).click();
  const bad = await page.evaluate(() => {
    const root = document.querySelector("verbatim-chat").shadowRoot;
    const wrong = [...root.querySelectorAll("*")].filter((node) => node.matches("script, iframe, style, math, object, img:not(.logo), input:not(#sound)")
      || [...node.attributes].some(({ name, value }) => name.startsWith("on") || (name === "href" && !/^(https:|mailto:|tel:)/i.test(value))));
    return { wrong: wrong.map((node) => node.outerHTML), hacked: window.hacked ?? null, title: document.title };
  });
  assert.deepEqual({ ...bad, dialogs }, { wrong: [], hacked: null, title: "A clinic", dialogs: 0 });
  assert.equal(await page.locator("verbatim-chat dialog").isVisible(), true);
  await visitor.context.close();
  await mock.stop();
  return clinic;
}

async function flood(stage, clinic) {
  const mock = await MockServer.start();
  clinic.pages["/"] = html("", tag(mock.address, 'data-site="demo"'));
  const visitor = await visit(stage.browser, clinic.address);
  const { page } = visitor;
  await visitor.open();
  for (const peer of mock.peers) garbage.forEach((text) => peer.send(text));
  await page.getByText("A newer block").first().waitFor();
  mock.push("x".repeat(1 << 20));
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    const beat = () => {
      window.longest = Math.max(window.longest, performance.now() - last);
      last = performance.now();
      setTimeout(beat, 0);
    };
    beat();
  });
  const begin = Date.now();
  const [peer] = mock.peers;
  const { replies } = peer.session;
  for (let i = 1; i <= 10_000; i++) {
    replies.push({ type: "reply", seq: replies.length + 1, in_reply_to: "none", kind: "answer", blocks: words(`flood ${i}`), choices: [], urgency: "none" });
    peer.send(replies.at(-1));
  }
  await page.getByText("flood 10000", { exact: false }).last().waitFor({ timeout: 60_000 });
  const took = Date.now() - begin;
  const { nodes, longest } = await page.evaluate(() => ({ nodes: document.querySelector("verbatim-chat").shadowRoot.querySelectorAll("*").length, longest: Math.round(window.longest) }));
  assert.ok(nodes <= 2500, `${nodes} nodes`);
  await visitor.ask("still there?");
  await page.locator("verbatim-chat .item.visitor", { hasText: "still there?" }).waitFor();
  assert.deepEqual(visitor.faults, []);
  await visitor.context.close();
  await mock.stop();
  return `10,000 messages in ${took} ms, longest pause ${longest} ms`;
}

// Missing site, wrong address, a server without this site: one line in the console, and a polite panel.
async function mistakes(stage, clinic) {
  const mock = await MockServer.start();
  clinic.pages["/none"] = html('<verbatim-chat></verbatim-chat>', `<script type="module" src="${mock.address}widget.js"></script>`);
  clinic.pages["/unknown"] = html("", tag(mock.address, 'data-site="nowhere" data-phone="+1 555 0100"'));
  clinic.pages["/address"] = html("", tag(mock.address, `data-site="demo" data-server="not a server:x"`));
  const none = await visit(stage.browser, `${clinic.address}/none`);
  await until(() => none.faults.length, "a line");
  assert.equal(none.faults.length, 1);
  assert.match(none.faults[0], /"site" is missing/);
  await none.context.close();
  mock.upgrade = (request, socket) => socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
  const unknown = await visit(stage.browser, `${clinic.address}/unknown`);
  await unknown.launcher.click();
  await unknown.page.locator("verbatim-chat .status", { hasText: "not available" }).getByRole("link", { name: "Call +1 555 0100" }).waitFor();
  assert.equal(unknown.faults.filter((line) => line.startsWith("verbatim-chat")).length, 1);
  await unknown.context.close();
  clinic.close();
  await mock.stop();
}

async function safety(stage) {
  const clinic = await security(stage);
  const flooded = await flood(stage, clinic);
  await mistakes(stage, clinic);
  return `${hostileTexts.length} texts in 10 places: 0 scripts, 0 bad links; ${garbage.length} malformed frames, 1 MB text; ${flooded}`;
}

async function composition(stage) {
  const mock = await MockServer.start();
  const clinic = await hostPages({ "/": html("", tag(mock.address, 'data-site="demo"')) });
  const visitor = await visit(stage.browser, clinic.address);
  const { page } = visitor;
  await visitor.open();
  const session = await page.context().newCDPSession(page);
  await visitor.input.focus();
  await session.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
  const enter = (more) => page.evaluate((init) => {
    const input = document.querySelector("verbatim-chat").shadowRoot.querySelector("textarea");
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true, cancelable: true, ...init }));
  }, more);
  await enter({ isComposing: true });
  await enter({ keyCode: 229 });
  await session.send("Input.dispatchKeyEvent", { type: "keyDown", key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 });
  await sleep(300);
  assert.equal(mock.said().length, 0, "nothing is sent while composing");
  await session.send("Input.insertText", { text: "日本" });
  // Safari repeats the Enter that ended the composition.
  await page.evaluate(() => document.querySelector("verbatim-chat").shadowRoot.querySelector("textarea").dispatchEvent(new CompositionEvent("compositionend", { data: "日本" })));
  await enter({});
  await sleep(200);
  const early = mock.said().length;
  await page.keyboard.press("Enter");
  await visitor.answered(1);
  await sleep(200);
  assert.deepEqual(mock.said().map(({ text }) => text), ["日本"]);
  assert.equal(early, 0);
  await page.keyboard.type("one");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("two");
  assert.equal(await visitor.input.inputValue(), "one\ntwo");
  await visitor.context.close();
  clinic.close();
  await mock.stop();
  return "never while composing, once afterwards; Shift+Enter makes a line";
}

export const rows = [
  { number: 22, name: "security", target: "60 texts: 0 scripts, 0 bad links; 1 MB, 10,000 messages, garbage: page alive", run: safety },
  { number: 23, name: "input methods", target: "Enter while composing never sends; afterwards once", run: composition },
];
