// What a visitor meets beside the acceptance rows: going away and coming back, paper, sound, phones' keyboards.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { MockServer, words } from "./mock_server.mjs";
import { hostPages, html, launch, sleep, tag, until, visit, Visitor } from "./stage.mjs";

let browser;
// Playwright switches the back/forward cache off.
before(async () => (browser = await launch([], ["--disable-back-forward-cache"])));
after(() => browser?.close());

const card = { type: "card", tone: "urgent", title: "Get emergency help now", blocks: words("Call 112 now.") };

// A clinic's page with the chat: { mock, clinic, visitor }; everything ends with the test.
async function scene(t, { attributes = "", page = html("", ""), options = {} } = {}) {
  const mock = await MockServer.start();
  const clinic = await hostPages({ "/": page.replace("</head>", `${tag(mock.address, `data-site="demo" ${attributes}`)}</head>`), "/away": html("away") });
  const visitor = await visit(browser, clinic.address, options);
  t.after(async () => {
    await visitor.context.close();
    clinic.close();
    await mock.stop();
  });
  return { mock, clinic, visitor, page: visitor.page };
}

const inside = (page, look, value) => page.evaluate(([source, value]) => (0, eval)(`(${source})`)(document.querySelector("verbatim-chat").shadowRoot, value), [look.toString(), value]);

test("an answer that the server could not keep is shown at once, as an alert, and gives way to the kept one", async (t) => {
  const { mock, visitor, page } = await scene(t);
  let kept = false;
  mock.refuse = (peer, { type, id }) => !kept && type === "message" && (peer.send({
    type: "error", code: "not_stored", message: "", in_reply_to: id, reply: { kind: "urgent", urgency: "urgent", blocks: [card], choices: [], rule: "r", topic: "t", answers: [] },
  }), true);
  mock.reply = () => ({ kind: "urgent", urgency: "urgent", blocks: [card] });
  await visitor.open();
  await inside(page, (root) => {
    window.alarms = [];
    new MutationObserver((records) => records.forEach(({ addedNodes }) => addedNodes.forEach((node) => window.alarms.push(node.textContent)))).observe(root.querySelector('[role="alert"]'), { childList: true });
  });
  await visitor.ask("it hurts");
  await page.locator("verbatim-chat .danger .card.urgent").waitFor();
  await page.locator("verbatim-chat .calls").getByRole("link", { name: "Call 112" }).waitFor();
  assert.equal((await visitor.lines())[0].state, "sending", "its message is still under way");
  assert.equal(await page.locator("verbatim-chat .acts").count(), 0, "there is nothing to judge yet");
  kept = true;
  await page.locator('verbatim-chat .item.clinic[data-seq="1"]').waitFor();
  await sleep(200);
  assert.equal((await visitor.lines()).length, 2, "one card, not two");
  assert.deepEqual(await page.evaluate(() => window.alarms.length), 1, "said once");
  assert.equal((await visitor.lines())[0].state, "sent");
});

test("a page that was put aside and comes back is connected, and nothing is doubled or missed", async (t) => {
  const { mock, clinic, visitor, page } = await scene(t);
  await visitor.open();
  await visitor.ask("one");
  await visitor.answered(1);
  await page.evaluate(() => (window.same = true));
  await page.goto(`${clinic.address}/away`);
  await until(() => mock.peers.size === 0, "no connection while away");
  mock.push("said meanwhile");
  // A second tab writes while this page is frozen.
  await page.goBack({ waitUntil: "commit" });
  await visitor.answered(2);
  assert.deepEqual((await visitor.lines()).map(({ text }) => text), ["one", "You said one", "said meanwhile"]);
  await visitor.ask("two");
  await visitor.answered(3);
  await until(() => mock.peers.size === 1, "one connection");
  assert.deepEqual((await visitor.lines()).map(({ text }) => text), ["one", "You said one", "said meanwhile", "two", "You said two"]);
  t.diagnostic(`from the back/forward cache: ${await page.evaluate(() => window.same === true)}`);
});

test("a frozen page takes what other tabs wrote when it is shown again", async (t) => {
  const { clinic, visitor, page } = await scene(t);
  await visitor.open();
  await visitor.ask("one");
  await visitor.answered(1);
  await sleep(300);
  // The storage event of a frozen page never comes: here it is swallowed.
  await page.evaluate(() => addEventListener("storage", (event) => event.stopImmediatePropagation(), { capture: true }));
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  const other = new Visitor(await visitor.context.newPage());
  await other.page.goto(clinic.address);
  await other.open();
  await other.answered(1);
  await other.ask("two");
  await other.answered(2);
  await sleep(300);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await visitor.answered(2);
  await until(async () => (await visitor.lines()).length === 4, "the words of the other tab");
  assert.deepEqual((await visitor.lines()).map(({ text }) => text), ["one", "You said one", "two", "You said two"]);
});

test("routes of a single-page application leave the chat as it is, also when the body is exchanged", async (t) => {
  const { mock, visitor, page } = await scene(t);
  await visitor.open();
  await visitor.ask("one");
  await visitor.answered(1);
  await page.evaluate(() => {
    history.pushState({}, "", "/elsewhere");
    document.querySelector("main").innerHTML = "<h1>Elsewhere</h1>";
  });
  await visitor.ask("two");
  await visitor.answered(2);
  // Some routers exchange the whole body and carry on what is to stay.
  await page.evaluate(() => {
    const chat = document.querySelector("verbatim-chat");
    const body = document.createElement("body");
    body.append(chat);
    document.documentElement.replaceChild(body, document.body);
  });
  await visitor.ask("three");
  await visitor.answered(3);
  await until(() => mock.peers.size === 1, "one connection");
  assert.deepEqual((await visitor.lines()).map(({ text }) => text), ["one", "You said one", "two", "You said two", "three", "You said three"]);
  // Or take the chat away and give it back later.
  await page.evaluate(async () => {
    const chat = document.querySelector("verbatim-chat");
    chat.remove();
    await new Promise((resolve) => setTimeout(resolve, 200));
    document.body.append(chat);
  });
  await visitor.answered(3);
  await visitor.ask("four");
  await visitor.answered(4);
  assert.deepEqual(visitor.faults, []);
});

test("the phone's keyboard leaves input and header in view", async (t) => {
  const { visitor, page } = await scene(t, { options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } });
  await visitor.launcher.tap();
  await page.locator("verbatim-chat .head .bubble").waitFor();
  assert.equal(await inside(page, (root) => root.activeElement.id), "title", "the keyboard does not jump up by itself");
  await visitor.ask("one");
  await visitor.answered(1);
  // An on-screen keyboard makes the visual viewport smaller, and leaves the layout viewport as it is.
  await page.evaluate(() => {
    for (const [name, value] of [["height", 420], ["offsetTop", 60]]) Object.defineProperty(visualViewport, name, { configurable: true, get: () => value });
    visualViewport.dispatchEvent(new Event("resize"));
  });
  const boxes = await inside(page, (root) => ["dialog", ".bar", "textarea", ".item.clinic"].map((name) => root.querySelector(name).getBoundingClientRect().toJSON()));
  const [dialog, bar, input, answer] = boxes;
  assert.deepEqual([dialog.top, dialog.bottom], [60, 480]);
  assert.ok(bar.top >= 60 && input.bottom <= 480 && input.top > answer.top, JSON.stringify(boxes));
  assert.ok(answer.bottom <= input.top, "the newest answer stays in view");
});

test("on paper stands the whole conversation, and nothing to press", async (t) => {
  const { visitor, page } = await scene(t);
  await visitor.open();
  for (let i = 1; i <= 12; i++) await visitor.ask(`question ${i}`);
  await visitor.answered(12);
  await page.emulateMedia({ media: "print" });
  const shown = await inside(page, (root) => {
    const seen = (name) => [...root.querySelectorAll(name)].filter((node) => node.checkVisibility()).length;
    const log = root.querySelector(".log");
    return { buttons: seen("button"), form: seen("form"), items: seen(".item"), hidden: log.scrollHeight - log.clientHeight, dialog: getComputedStyle(root.querySelector("dialog")).position };
  });
  assert.deepEqual(shown, { buttons: 0, form: 0, items: 24, hidden: 0, dialog: "static" });
});

test("sound is off until it is switched on, and then says only what nobody sees", async (t) => {
  const { mock, visitor, page } = await scene(t);
  await page.addInitScript(() => {
    window.tones = 0;
    const { createOscillator } = AudioContext.prototype;
    AudioContext.prototype.createOscillator = function () {
      window.tones++;
      return createOscillator.call(this);
    };
  });
  await page.reload();
  await visitor.open();
  await visitor.ask("one");
  await visitor.answered(1);
  const close = () => page.evaluate(() => document.querySelector("verbatim-chat").close());
  const badge = (count) => page.locator("verbatim-chat .badge", { hasText: String(count) }).waitFor();
  await close();
  mock.push("quiet");
  await badge(1);
  assert.equal(await page.evaluate(() => window.tones), 0, "off by default");
  await visitor.launcher.click();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByLabel("Sound").check();
  mock.push("in view");
  await visitor.answered(3);
  assert.equal(await page.evaluate(() => window.tones), 0, "an open chat needs none");
  await close();
  mock.push("aloud");
  await badge(1);
  assert.equal(await page.evaluate(() => window.tones), 1);
  await page.reload();
  await badge(1);
  await visitor.launcher.click();
  await page.getByRole("button", { name: "More", exact: true }).click();
  assert.equal(await page.getByLabel("Sound").isChecked(), true, "the switch is remembered");
});

test("a reply can be copied, judged, and every line has its time", async (t) => {
  const { mock, visitor, page } = await scene(t);
  await visitor.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  mock.reply = () => ({ blocks: [...words("Most people have three."), { type: "list", ordered: false, items: [[{ text: "one" }], [{ text: "two" }]] }] });
  await visitor.open();
  await visitor.ask("how many");
  await visitor.answered(1);
  await page.getByRole("button", { name: "Copy" }).click();
  await page.locator("verbatim-chat [aria-live]", { hasText: "Copied" }).waitFor({ state: "attached" });
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "Most people have three.\none\ntwo");
  await page.getByRole("button", { name: "This helped" }).click();
  await until(() => mock.frames.some((frame) => frame.type === "feedback"), "the feedback");
  assert.deepEqual(mock.frames.find((frame) => frame.type === "feedback").helpful, true);
  assert.equal(await page.getByRole("button", { name: "This helped" }).getAttribute("aria-pressed"), "true");
  const times = await inside(page, (root) => [...root.querySelectorAll(".item .time")].map((node) => node.textContent));
  assert.equal(times.length, 2);
  for (const time of times) assert.match(time, /^\d{1,2}:\d\d\s[AP]M$/);
});

test("the person's card has phone, mail, booking link and opening hours", async (t) => {
  const { visitor, page } = await scene(t);
  await visitor.open();
  await page.getByRole("button", { name: "Talk to a person", exact: true }).click();
  const sheet = page.locator("verbatim-chat .sheet");
  const links = await sheet.getByRole("link").evaluateAll((nodes) => nodes.map(({ href, target, rel }) => [href, target, rel]));
  assert.deepEqual(links, [["tel:+15550100", "", "noreferrer"], ["mailto:hello@example.com", "", "noreferrer"], ["https://example.com/book", "_blank", "noreferrer"]]);
  await sheet.getByRole("heading", { name: "Opening hours" }).waitFor();
  await sheet.getByText("Monday to Friday, 9 to 18").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await sheet.isVisible(), false);
  assert.equal(await page.getByRole("dialog").isVisible(), true, "Escape closes the innermost first");
});

test("words, logo, colours and place come from the clinic's settings, and attributes win", async (t) => {
  const { mock, visitor, page } = await scene(t, { attributes: 'data-accent="#7a1fa2"' });
  mock.welcoming = { settings: { accent: "#ffcc00", position: "start", launcher: "Ask the clinic", input: "Ask away", logo: `${mock.address}logo.png` } };
  await visitor.open();
  const look = await inside(page, (root) => {
    const dialog = root.querySelector("dialog");
    return { bar: getComputedStyle(root.querySelector(".bar")).backgroundColor, left: dialog.getBoundingClientRect().x < 100, words: root.querySelector(".words").textContent, input: root.querySelector("textarea").placeholder, logo: root.querySelector(".logo").hidden };
  });
  assert.deepEqual(look, { bar: "rgb(122, 31, 162)", left: true, words: "Ask the clinic", input: "Ask away", logo: false });
});

test("a JSON file of the page changes single words, and a broken one changes nothing", async (t) => {
  const { clinic, page } = await scene(t, { attributes: 'data-texts="/words.json"' });
  clinic.pages["/words.json"] = { headers: { "Content-Type": "application/json" }, body: '{"launcher":"Talk to us","send":7}' };
  await page.reload();
  await page.getByRole("button", { name: "Talk to us" }).click();
  await page.getByRole("button", { name: "Send" }).waitFor();
  clinic.pages["/words.json"] = "not json";
  await page.reload();
  await page.getByRole("button", { name: "Ask us a question" }).waitFor();
});

test("a language that is none, and one that nobody translated, fall back to English", async (t) => {
  for (const name of ["english_US", "x", "tlh", ""]) {
    const { visitor, page } = await scene(t, { attributes: `data-lang="${name}"` });
    await visitor.open();
    await visitor.ask("hello");
    await visitor.answered(1);
    await page.getByRole("button", { name: "Send" }).waitFor();
    assert.deepEqual(visitor.faults, [], name);
  }
});
