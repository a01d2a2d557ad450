// A visitor in a real browser: opens the widget, asks, reads, taps a follow-up.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

const root = new URL("../../", import.meta.url);
const require = createRequire(new URL("adapters/widget/package.json", root));
const { chromium } = require("playwright-core");

const program = process.env.VERBATIM_BIN ?? new URL("build/release/verbatim", root).pathname;

let browser;
let server;

// Starts the server and waits for the line that says where it listens.
async function serve(listen = "127.0.0.1:0") {
  const child = spawn(program, ["serve", "--rules", "rules", "--listen", listen], { cwd: root });
  child.stderr.pipe(process.stderr);
  let output = "";
  for await (const chunk of child.stdout) {
    output += chunk;
    const address = /Serving on (\S+)/.exec(output)?.[1];
    if (address) return { child, address };
  }
  throw new Error(`the server did not start: ${output}`);
}

async function stop({ child }) {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

before(async () => {
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync"],
  });
  server = await serve();
});

after(async () => {
  await browser?.close();
  if (server) await stop(server);
});

// A new visitor on the demo page; `faults` collects what the console and the page complain of.
async function visitor() {
  const context = await browser.newContext();
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(server.address);
  return { context, page, faults };
}

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
  assert.equal(await page.locator(".bubble.waiting").count(), 0);
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
  await page.locator('.bubble[role="alert"] .card.urgent').first().waitFor();
  await context.close();
});

test("what the visitor types is shown as text, never as markup", async () => {
  const { context, page, faults } = await visitor();
  await page.getByRole("button", { name: "Ask us a question" }).click();
  const nasty = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  await ask(page, nasty);
  await page.locator(".bubble.visitor", { hasText: nasty }).waitFor();
  await page.locator(".bubble.visitor:not(.waiting)").waitFor();
  assert.equal(await page.locator(".bubble img, .bubble script").count(), 0);
  assert.equal(await page.title(), "Riverside Skin Clinic");
  assert.deepEqual(faults, []);
  await context.close();
});

test("a message typed while the server is away is answered when it is back", async () => {
  const { context, page } = await visitor();
  await page.getByRole("button", { name: "Ask us a question" }).click();
  await answerWith(page, "Riverside Skin Clinic").waitFor();
  await stop(server);
  await ask(page, "How many sessions do I need?");
  await page.locator(".bubble.waiting").waitFor();
  server = await serve(new URL(server.address).host);
  await answerWith(page, "three to six").waitFor({ timeout: 15_000 });
  assert.equal(await page.locator(".bubble.visitor").count(), 1);
  await context.close();
});

test("the conversation is still there after a reload", async () => {
  const { context, page } = await visitor();
  await page.getByRole("button", { name: "Ask us a question" }).click();
  await ask(page, "How many sessions do I need?");
  await answerWith(page, "three to six").waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Ask us a question" }).click();
  await answerWith(page, "three to six").waitFor();
  assert.equal(await page.locator(".bubble.visitor").count(), 1);
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
