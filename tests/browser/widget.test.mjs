// A visitor in a real browser: opens the widget, asks, reads, taps a follow-up.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, serve, visit } from "./stage.mjs";

let browser;
let server;

before(async () => {
  browser = await launch();
  server = await serve();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const visitor = () => visit(browser, server.address);
const answerWith = (page, text) => page.locator(".bubble.clinic", { hasText: text }).last();

async function ask(page, text) {
  await page.getByRole("textbox", { name: "Your question" }).fill(text);
  await page.keyboard.press("Enter");
}

test("a question typed in the widget is answered in the clinic's words", async () => {
  const { context, page, faults } = await visitor();
  await page.getByRole("button", { name: "Ask us a question" }).click();
  await answerWith(page, "Riverside Skin Clinic").waitFor();
  await ask(page, "How many sessions do I need?");
  await answerWith(page, "three to six").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("a follow-up is one tap away", async () => {
  const { context, page } = await visitor();
  await page.getByRole("button", { name: "Ask us a question" }).click();
  await ask(page, "How many sessions do I need?");
  await answerWith(page, "three to six").waitFor();
  const before = await page.locator(".bubble.clinic").count();
  await page.locator(".choices button").first().click();
  await page.locator(".bubble.clinic").nth(before).waitFor();
  assert.equal(await page.locator('.item.visitor:not([data-state="sent"])').count(), 0);
  await context.close();
});

test("the keyboard alone is enough, and Escape gives the focus back", async () => {
  const { context, page } = await visitor();
  await page.getByRole("button", { name: "Ask us a question" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Can I wear make-up the next day?");
  await page.keyboard.press("Enter");
  await answerWith(page, /make-up/i).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.getByRole("dialog").count(), 0);
  const focused = await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className);
  assert.equal(focused, "launcher");
  await context.close();
});

test("a danger sign shows its card as an alert", async () => {
  const { context, page } = await visitor();
  await page.getByRole("button", { name: "Ask us a question" }).click();
  await ask(page, "my lips are swelling and i cant breathe");
  await page.locator(".danger .card.urgent").first().waitFor();
  await page.locator('[role="alert"]', { hasText: "emergency" }).waitFor({ state: "attached" });
  await page.locator(".calls").getByRole("link", { name: "Call 999" }).waitFor();
  assert.equal(await page.locator(".card button").count(), 0, "nothing dismisses it");
  await context.close();
});

test("what the visitor types is shown as text, never as markup", async () => {
  const { context, page, faults } = await visitor();
  await page.getByRole("button", { name: "Ask us a question" }).click();
  const nasty = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  await ask(page, nasty);
  await page.locator(".bubble.visitor", { hasText: nasty }).waitFor();
  await page.locator(".item.visitor[data-state='sent']").waitFor();
  assert.equal(await page.locator(".bubble img, .bubble script").count(), 0);
  assert.equal(await page.title(), "Riverside Skin Clinic");
  assert.deepEqual(faults, []);
  await context.close();
});

test("the conversation is still there, and open, after a reload", async () => {
  const { context, page } = await visitor();
  await page.getByRole("button", { name: "Ask us a question" }).click();
  await ask(page, "How many sessions do I need?");
  await answerWith(page, "three to six").waitFor();
  await page.reload();
  await answerWith(page, "three to six").waitFor();
  assert.equal(await page.locator(".bubble.visitor").count(), 1);
  await context.close();
});

test("the element's own methods, attributes and events", async () => {
  const { context, page } = await visitor();
  const told = await page.evaluate(async () => {
    const chat = document.querySelector("verbatim-chat");
    const told = [];
    for (const name of ["open", "message", "close"]) chat.on(name, () => told.push(name));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await chat.open();
    chat.addEventListener("verbatim:send", (event) => event.detail.text === "never" && event.preventDefault());
    chat.send("never");
    chat.send("How many sessions do I need?");
    chat.accent = "#7a1fa2";
    const before = told.length;
    chat.toggle();
    return { told, before, accent: chat.getAttribute("accent"), open: chat.hasAttribute("open") };
  });
  assert.deepEqual(told, { told: ["open", "message", "close"], before: 2, accent: "#7a1fa2", open: false });
  await context.close();
});

test("the demo page's picker changes the chat and the line to copy", async () => {
  const { context, page } = await visitor();
  await page.getByLabel("Colour").fill("#7a1fa2");
  await page.getByLabel("Corner").selectOption("start");
  const chat = page.locator("verbatim-chat");
  assert.equal(await chat.getAttribute("accent"), "#7a1fa2");
  assert.match(await page.locator("#picked").textContent(), / data-accent="#7a1fa2" data-position="start">/);
  const launcher = await page.locator("verbatim-chat .launcher").evaluate((node) => [getComputedStyle(node).backgroundColor, node.getBoundingClientRect().x < 100]);
  assert.deepEqual(launcher, ["rgb(122, 31, 162)", true]);
  await page.getByRole("button", { name: "Ask the clinic" }).click();
  await page.getByRole("dialog").waitFor();
  await context.close();
});

test("the chat can be downloaded as text", async () => {
  const { context, page } = await visitor();
  await page.getByRole("button", { name: "Ask us a question" }).click();
  await ask(page, "How many sessions do I need?");
  await answerWith(page, "three to six").waitFor();
  await page.getByRole("button", { name: "More", exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download this chat" }).click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  assert.match(String(Buffer.concat(chunks)), /How many sessions do I need\?\n[^]*three to six/);
  await context.close();
});

test("nothing is stored or connected before the widget is opened", async () => {
  const { context, page } = await visitor();
  let sockets = 0;
  page.on("websocket", () => sockets++);
  await page.reload();
  await page.waitForLoadState("networkidle");
  const stored = await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length);
  assert.equal(stored + sockets, 0);
  await context.close();
});
