// A visitor in Debian's Firefox, driven by WebDriver BiDi: opens, asks, reads, comes back.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { test } from "node:test";
import { Bidi } from "./bidi.mjs";
import { MockServer } from "./mock_server.mjs";
import { hostPages, html, serve, sleep, tag, until } from "./stage.mjs";

const program = "/usr/bin/firefox-esr";

// One session of WebDriver BiDi with a browser of its own: { evaluate, navigate, end }.
async function firefox() {
  const profile = mkdtempSync(join(tmpdir(), "verbatim-firefox-"));
  writeFileSync(join(profile, "user.js"), 'user_pref("remote.active-protocols", 1);\nuser_pref("app.update.enabled", false);\nuser_pref("datareporting.policy.dataSubmissionEnabled", false);\nuser_pref("network.captive-portal-service.enabled", false);\n');
  const child = spawn(program, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"], { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: profile, MOZ_HEADLESS: "1" } });
  const exited = once(child, "exit");
  let output = "";
  child.stderr.on("data", (bytes) => (output += bytes));
  const address = await until(() => /WebDriver BiDi listening on (ws:\S+)/.exec(output)?.[1], "Firefox", 60_000);
  const socket = await Bidi.open(`${address}/session`);
  await socket.command("session.new", { capabilities: {} });
  const { contexts: [{ context }] } = await socket.command("browsingContext.getTree", {});
  return {
    navigate: (url) => socket.command("browsingContext.navigate", { context, url, wait: "complete" }),
    async evaluate(run, ...values) {
      const expression = `JSON.stringify((${run})(...${JSON.stringify(values)}) ?? null)`;
      const { result, exceptionDetails } = await socket.command("script.evaluate", { expression, target: { context }, awaitPromise: true });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return JSON.parse(result.value);
    },
    async end() {
      socket.close();
      child.kill("SIGTERM");
      await exited;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

const lines = () => {
  const root = document.querySelector("verbatim-chat")?.shadowRoot;
  return [...(root?.querySelectorAll(".item .bubble") ?? [])].map((node) => node.textContent.replace(/^[^:]+: /, ""));
};

const ask = (text) => {
  const input = document.querySelector("verbatim-chat").shadowRoot.querySelector("textarea");
  input.value = text;
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, composed: true }));
};

test("in Firefox: open, ask, read, reload, and all is still there", { skip: existsSync(program) ? false : "firefox-esr is not installed" }, async (t) => {
  const server = await serve();
  const mock = await MockServer.start();
  const clinic = await hostPages({ "/": html("", tag(mock.address, 'data-site="demo" data-accent="#ffcc00"')), "/shifted": html("<style>body { transform: translateX(40px); }</style>", tag(mock.address, 'data-site="demo"')) });
  const browser = await firefox();
  t.after(async () => {
    await browser.end();
    clinic.close();
    await mock.stop();
    await server.stop();
  });

  await browser.navigate(server.address);
  const launcher = () => browser.evaluate(() => document.querySelector("verbatim-chat")?.shadowRoot?.querySelector(".launcher")?.textContent);
  await until(launcher, "the launcher");
  await browser.evaluate(() => document.querySelector("verbatim-chat").shadowRoot.querySelector(".launcher").click());
  await until(() => browser.evaluate(() => document.querySelector("verbatim-chat").shadowRoot.querySelector(".head .bubble")?.textContent), "the greeting");
  assert.equal(await browser.evaluate(() => document.querySelector("verbatim-chat").shadowRoot.activeElement.tagName), "TEXTAREA");
  await browser.evaluate(ask, "How many sessions do I need?");
  await until(async () => (await browser.evaluate(lines)).some((text) => text.includes("three to six")), "the answer");
  const before = await browser.evaluate(lines);
  await sleep(300);
  await browser.navigate(server.address);
  await until(async () => (await browser.evaluate(lines)).length === before.length, "the transcript");
  assert.deepEqual(await browser.evaluate(lines), before);

  // Colours are the style sheet's work: dark text on a bright accent.
  await browser.navigate(`${clinic.address}/`);
  await until(launcher, "the launcher");
  const colour = await browser.evaluate(() => getComputedStyle(document.querySelector("verbatim-chat").shadowRoot.querySelector(".launcher")).color);
  assert.match(colour, /srgb-linear 0 0 0|rgb\(0, 0, 0\)/);

  // What is fixed stays fixed to the window.
  await browser.navigate(`${clinic.address}/shifted`);
  await until(launcher, "the launcher");
  await until(() => browser.evaluate(() => document.querySelector("verbatim-chat").parentNode === document.documentElement), "the chat beside the body");
  await browser.evaluate(() => document.querySelector("verbatim-chat").open());
  await until(() => browser.evaluate(() => document.querySelector("verbatim-chat").shadowRoot.querySelector(".head .bubble")?.textContent), "the greeting");
  const gap = await browser.evaluate(() => Math.round(innerWidth - document.querySelector("verbatim-chat").shadowRoot.querySelector("dialog").getBoundingClientRect().right));
  assert.equal(gap, 20);
});
