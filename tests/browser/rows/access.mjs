// Rows 5 to 10: everybody can use it, with whatever they have.
import assert from "node:assert/strict";
import { MockServer, words } from "../mock_server.mjs";
import { axeSource, hostPages, html, sleep, tag, until, visit } from "../stage.mjs";

const WIDTHS = [1100, 390, 320];
const card = { type: "card", tone: "urgent", title: "Get emergency help now", blocks: words("Call 112 now.") };
const flow = { kind: "flow", flow: { id: "f", title: "Is it for me?", step: "s", number: 2, of: 5 }, choices: [{ value: "f/s/yes", title: "Yes" }, { value: "f/s/@back", title: "Go back" }] };

// What a mock server answers, by the visitor's words.
const script = ({ text }) => ({
  urgent: { kind: "urgent", urgency: "urgent", blocks: [card] },
  crisis: { kind: "crisis", urgency: "crisis", blocks: [{ ...card, tone: "crisis" }] },
  choices: { blocks: words("Here is more."), choices: [{ value: "a", title: "How long does it take?" }, { value: "b", title: "What does it cost?" }] },
  clarify: { kind: "clarify", blocks: words("Did you mean one of these?"), choices: [{ value: "a", title: "Sessions" }, { value: "b", title: "Scars" }] },
  flow: { blocks: words("Do you take blood thinners?"), ...flow },
})[text] ?? { blocks: [...words(`You said ${text}`), { type: "list", ordered: false, items: [[{ text: "one" }], [{ text: "two", bold: true }]] }, { type: "link", href: "https://example.com/", text: "Read more" }] };

// The states of the widget, each made by doing what leads there: [name, attributes, steps].
export const states = [
  ["closed", "", async () => {}],
  ["unread", "", async (visitor, mock) => {
    await visitor.open();
    await visitor.ask("hello");
    await visitor.answered(1);
    await visitor.page.keyboard.press("Escape");
    mock.push("Something new");
    await visitor.page.locator("verbatim-chat .badge:not([hidden])").waitFor();
  }],
  ["open-empty", "", (visitor) => visitor.open()],
  ["consent", 'data-consent="We answer in our own words. Nothing is stored before you write."', async (visitor) => {
    await visitor.launcher.click();
    await visitor.page.locator("verbatim-chat .consent").waitFor();
  }],
  ["exchange", "", async (visitor) => {
    await visitor.open();
    await visitor.ask("hello");
    await visitor.answered(1);
  }],
  ["typing", "", async (visitor, mock) => {
    await visitor.open();
    mock.silent = true;
    await visitor.ask("hello");
    await visitor.page.locator("verbatim-chat .typing:not([hidden])").waitFor();
  }],
  ["choices", "", async (visitor) => {
    await visitor.open();
    await visitor.ask("choices");
    await visitor.answered(1);
    await visitor.ask("clarify");
    await visitor.answered(2);
  }],
  ["error", "", async (visitor, mock) => {
    await visitor.open();
    mock.refuse = (peer, { type, id }) => type === "message" && (peer.send({ type: "error", code: "bad_field", message: "no", in_reply_to: id }), true);
    await visitor.ask("hello");
    await visitor.page.locator("verbatim-chat .again").waitFor();
  }],
  ["offline", "", async (visitor, mock) => {
    await visitor.open();
    mock.websockets = false;
    mock.request = (request, response) => response.writeHead(503).end();
    for (const peer of mock.peers) peer.socket.destroy();
    await visitor.ask("hello");
    await visitor.page.locator("verbatim-chat .status", { hasText: "No connection" }).waitFor();
  }],
  ["long history", "", async (visitor) => {
    await visitor.open();
    for (let i = 1; i <= 12; i++) await visitor.ask(`question ${i}`);
    await visitor.answered(12);
  }],
  ["dark", 'data-theme="dark"', async (visitor) => {
    await visitor.open();
    await visitor.ask("choices");
    await visitor.answered(1);
  }],
  ["right to left", 'data-lang="ar"', async (visitor) => {
    await visitor.open();
    await visitor.ask("choices");
    await visitor.answered(1);
  }],
  ["urgent", "", async (visitor) => {
    await visitor.open();
    await visitor.ask("urgent");
    await visitor.answered(1);
    await visitor.ask("crisis");
    await visitor.answered(2);
  }],
  ["flow", "", async (visitor) => {
    await visitor.open();
    await visitor.ask("flow");
    await visitor.answered(1);
  }],
  ["person", "", async (visitor) => {
    await visitor.open();
    await visitor.page.getByRole("button", { name: "Talk to a person", exact: true }).click();
  }],
  ["more", "", async (visitor) => {
    await visitor.open();
    await visitor.page.getByRole("button", { name: "More", exact: true }).click();
    await visitor.page.getByRole("button", { name: "Delete this chat" }).click();
  }],
];

// The same letters on every machine.
const FONT = '<style>html, verbatim-chat { font-family: "DejaVu Sans"; --verbatim-font: "DejaVu Sans"; }</style>';

// Brings a new visitor into a state: { visitor, mock, end() }.
export async function enter(stage, [, attributes, steps], width, options = {}) {
  const mock = await MockServer.start();
  mock.reply = script;
  const clinic = await hostPages({ "/": html("<p>Welcome.</p>", FONT + tag(mock.address, `data-site="demo" ${attributes}`)) });
  const visitor = await visit(stage.browser, clinic.address, { viewport: { width, height: width > 500 ? 760 : 640 }, reducedMotion: "reduce", ...options });
  await steps(visitor, mock);
  return { visitor, mock, async end() {
    await visitor.context.close();
    clinic.close();
    await mock.stop();
  } };
}

const runAxe = async () => {
  const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
  const plain = ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.flat().join(" ")).join(", ")} (${nodes[0].any[0]?.message ?? nodes[0].all[0]?.message ?? ""})`;
  return { violations: found.violations.map(plain), incomplete: found.incomplete.map(plain) };
};

async function accessible(stage) {
  const faults = [];
  for (const state of states) {
    for (const width of WIDTHS) {
      const { visitor, end } = await enter(stage, state, width, { bypassCSP: true });
      await visitor.page.addScriptTag({ path: axeSource() });
      // What is typed decides about the input's contrast; the empty input's is measured in row 8.
      if (await visitor.input.isVisible()) await visitor.input.fill("half a question");
      await sleep(150);
      const { violations, incomplete } = await visitor.page.evaluate(runAxe);
      for (const one of violations) faults.push(`${state[0]} at ${width}: ${one}`);
      for (const one of incomplete) faults.push(`${state[0]} at ${width}, undecided: ${one}`);
      await end();
    }
  }
  assert.deepEqual(faults, []);
  return `0 violations, 0 undecided in ${states.length} states x ${WIDTHS.length} widths`;
}

// What has the focus: the class, name or tag inside the widget, or the tag on the page.
const focused = () => {
  const outer = document.activeElement;
  const inner = outer?.shadowRoot?.activeElement;
  return inner ? inner.getAttribute("aria-label") || inner.querySelector(".words")?.textContent || inner.className || inner.textContent || inner.tagName : outer?.tagName;
};

async function keyboard(stage) {
  const mock = await MockServer.start();
  const clinic = await hostPages({ "/": html('<a href="#x">before</a> <button data-verbatim-open>Own opener</button>', tag(mock.address, 'data-site="demo"')) });
  const visitor = await visit(stage.browser, clinic.address);
  const { page } = visitor;
  const at = () => page.evaluate(focused);
  await visitor.launcher.waitFor();
  const tabTo = async (wanted, most = 20) => {
    const seen = [];
    for (let i = 0; i < most; i++) {
      await page.keyboard.press("Tab");
      seen.push(await at());
      if (seen.at(-1) === wanted) return seen;
    }
    throw new Error(`Tab never reached ${wanted}: ${seen}`);
  };
  for (const key of ["Enter", "Space"]) {
    await tabTo("Ask us a question");
    await page.keyboard.press(key);
    await visitor.page.locator("verbatim-chat .head .bubble").waitFor();
    assert.equal(await at(), "Your question", `${key} opens, and the focus is in the input`);
    await page.keyboard.press("Escape");
    assert.equal(await at(), "Ask us a question", "Escape gives the focus back");
  }
  await page.keyboard.press("Enter");
  await visitor.ask("hello");
  await visitor.answered(1);
  const stops = await tabTo("BODY", 30).catch(() => tabTo("A", 30));
  await page.keyboard.press("Shift+Tab");
  await page.locator("verbatim-chat textarea").focus();
  const back = [];
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press("Shift+Tab");
    back.push(await at());
  }
  for (const name of ["Talk to a person", "More", "Close the chat", "Conversation", "Copy", "This helped", "This did not help"])
    assert.ok(back.includes(name), `${name} is reached by Tab: ${back}`);
  assert.ok(stops.includes("Send") && back.some((name) => ["A", "BUTTON", "BODY"].includes(name)), `no trap: ${stops} ${back}`);
  await page.locator("verbatim-chat textarea").focus();
  await page.keyboard.press("Escape");
  const shut = [];
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press("Tab");
    shut.push(await at());
  }
  const inside = shut.filter((name) => !["Ask us a question", "A", "BUTTON", "BODY", "HTML"].includes(name));
  assert.deepEqual(inside, [], "a closed panel has no tab stops");
  // The page's own opener gets the focus back as well.
  await page.getByRole("button", { name: "Own opener" }).focus();
  await page.keyboard.press("Enter");
  await until(async () => (await at()) === "Your question", "the input");
  await page.keyboard.press("Escape");
  assert.equal(await at(), "BUTTON");
  await visitor.context.close();
  clinic.close();
  await mock.stop();
  return "Enter and Space open, everything is reached, Escape returns to the opener, 0 stops when closed, no trap";
}

// Counts what enters live regions that are on: [{ how, text }].
const listen = () => {
  window.heard = [];
  const root = document.querySelector("verbatim-chat").shadowRoot;
  const live = (node) => {
    for (let at = node; at && at !== root; at = at.parentNode) {
      const how = at.getAttribute?.("aria-live") ?? { status: "polite", alert: "assertive", log: "polite" }[at.getAttribute?.("role")];
      if (how) return how;
    }
    return "off";
  };
  new MutationObserver((records) => {
    for (const { addedNodes, target } of records)
      for (const node of addedNodes) if (live(target) !== "off" && node.textContent) window.heard.push({ how: live(target), text: node.textContent });
  }).observe(root, { childList: true, subtree: true, characterData: true });
};

async function announcements(stage) {
  const mock = await MockServer.start();
  const clinic = await hostPages({ "/": html("", tag(mock.address, 'data-site="demo"')) });
  const visitor = await visit(stage.browser, clinic.address);
  const { page } = visitor;
  await visitor.open();
  await page.evaluate(listen);
  for (let i = 1; i <= 5; i++) await visitor.ask(`question ${i}`);
  await visitor.answered(5);
  mock.push("By the way");
  await visitor.answered(6);
  await sleep(300);
  const heard = await page.evaluate(() => window.heard.map(({ how, text }) => `${how} ${text}`));
  const expected = [1, 2, 3, 4, 5].map((i) => `polite Clinic: You said question ${i}`);
  assert.deepEqual(heard, [...expected, "polite Clinic: By the way"]);
  // Gone, and back: each said once; nothing of the history again.
  await page.evaluate(() => (window.heard = []));
  const { port } = mock;
  await mock.stop();
  await page.locator("verbatim-chat .status", { hasText: "No connection" }).waitFor();
  const again = await MockServer.start(port);
  again.sessions = mock.sessions;
  await until(() => again.peers.size > 0, "the connection");
  await page.locator("verbatim-chat .status:empty").waitFor({ state: "attached" });
  await sleep(500);
  const status = await page.evaluate(() => window.heard.map(({ text }) => text));
  assert.deepEqual(status, ["No connection. What you type is sent when it is back.", "Connected again."]);
  await page.reload();
  await visitor.launcher.waitFor({ state: "attached" });
  await page.evaluate(listen);
  await visitor.answered(6);
  await sleep(500);
  assert.deepEqual(await page.evaluate(() => window.heard), [], "history is not read out");
  await visitor.context.close();
  clinic.close();
  await again.stop();
  return "each reply once, polite; history 0; offline and online 1 each (no streaming in this protocol)";
}

// How colours are read and compared, inside the page: a canvas knows every way to write one.
const colourTools = `
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, alpha / 255];
  };
  const luminance = ([r, g, b]) => [r, g, b].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
`;

const contrasts = () => {
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement ?? at.getRootNode().host) {
      const [r, g, b, alpha = 1] = rgb(getComputedStyle(at).backgroundColor);
      if (alpha > 0.99 && r !== undefined) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const root = document.querySelector("verbatim-chat").shadowRoot;
  const out = [];
  for (const node of root.querySelectorAll("*")) {
    const style = getComputedStyle(node);
    if (!node.getClientRects().length || style.visibility === "hidden") continue;
    if ([...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())) out.push({ what: node.className || node.tagName, need: 4.5, is: ratio(rgb(style.color), behind(node)) });
    if (node.matches("svg")) out.push({ what: `icon of ${node.parentElement.ariaLabel}`, need: 3, is: ratio(rgb(style.stroke), behind(node)) });
    if (node.matches("textarea, .choice")) out.push({ what: `border of ${node.className || node.tagName}`, need: 3, is: ratio(rgb(style.borderTopColor), behind(node.parentElement)) });
  }
  const placeholder = getComputedStyle(root.querySelector("textarea"), "::placeholder");
  out.push({ what: "placeholder", need: 4.5, is: ratio(rgb(placeholder.color), behind(root.querySelector("textarea"))) });
  const ink = getComputedStyle(root.querySelector("form button")).outlineColor;
  return { bad: out.filter(({ need, is }) => is < need), least: Math.min(...out.filter(({ need }) => need > 4).map(({ is }) => is)), ink };
};

// Contrast of text on the accent, and of accented text on the two backgrounds that it stands on.
const accentContrasts = () => {
  const root = document.querySelector("verbatim-chat").shadowRoot;
  const colour = (name, property) => rgb(getComputedStyle(root.querySelector(name))[property]);
  return [ratio(colour(".bar", "color"), colour(".bar", "backgroundColor")), ...["dialog", ".bubble.clinic"].map((name) => ratio(colour(".choice", "color"), colour(name, "backgroundColor")))];
};

async function contrast(stage) {
  let least = Infinity;
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const accents = Array.from({ length: 20 }, () => `#${Math.floor(random() * 0xffffff).toString(16).padStart(6, "0")}`);
  const { visitor, end } = await enter(stage, states.find(([name]) => name === "choices"), 1100);
  const dress = (theme, accent, measure) => visitor.page.evaluate(([theme, accent, tools, measure]) => {
    Object.assign(document.querySelector("verbatim-chat"), { theme, accent });
    return (0, eval)(`(() => { ${tools}; return (${measure})(); })()`);
  }, [theme, accent, colourTools, measure.toString()]);
  for (const theme of ["light", "dark"]) {
    for (const accent of ["", ...accents]) {
      const { bad, least: lowest } = await dress(theme, accent, contrasts);
      assert.deepEqual(bad, [], `${theme} ${accent}`);
      least = Math.min(least, lowest);
    }
  }
  // Any accent: a grid of all colours.
  const levels = ["00", "33", "66", "99", "cc", "ff"];
  for (const theme of ["light", "dark"]) {
    for (const accent of levels.flatMap((r) => levels.flatMap((g) => levels.map((b) => `#${r}${g}${b}`)))) {
      const lowest = Math.min(...await dress(theme, accent, accentContrasts));
      assert.ok(lowest >= 4.5, `${theme} ${accent}: ${lowest}`);
      least = Math.min(least, lowest);
    }
  }
  await end();
  return `text >= ${least.toFixed(2)}:1, icons and borders >= 3:1, light and dark, 20 random accents; text with any of 216`;
}

const targets = (least) => {
  const root = document.querySelector("verbatim-chat").shadowRoot;
  return [...root.querySelectorAll("button, a.call, textarea, input")].filter((node) => node.getClientRects().length)
    .map((node) => ({ name: node.ariaLabel || node.className || node.textContent, box: node.closest("label")?.getBoundingClientRect() ?? node.getBoundingClientRect() }))
    .filter(({ box }) => box.width < least - 0.5 || box.height < least - 0.5).map(({ name, box }) => `${name} ${box.width}x${box.height}`);
};

async function sizes(stage) {
  for (const name of ["exchange", "choices", "error", "urgent", "person", "more"]) {
    const state = states.find((one) => one[0] === name);
    const phone = await enter(stage, state, 390, { hasTouch: true, isMobile: true });
    assert.deepEqual(await phone.visitor.page.evaluate(targets, 44), [], `${name} on touch`);
    await phone.end();
    const desk = await enter(stage, state, 1100);
    assert.deepEqual(await desk.visitor.page.evaluate(targets, 24), [], `${name} with a mouse`);
    const font = await desk.visitor.page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("verbatim-chat").shadowRoot.querySelector("textarea")).fontSize));
    assert.ok(font >= 16);
    await desk.end();
  }
  const { visitor, end } = await enter(stage, states.find(([name]) => name === "exchange"), 320, { viewport: { width: 320, height: 256 } });
  const boxes = await visitor.page.evaluate(() => {
    const root = document.querySelector("verbatim-chat").shadowRoot;
    const box = (name) => root.querySelector(name).getBoundingClientRect().toJSON();
    return { log: box(".log"), input: box("textarea"), send: box("form button"), wide: document.documentElement.scrollWidth };
  });
  assert.ok(boxes.log.height >= 80 && boxes.input.bottom <= 256 && boxes.send.right <= 320 && boxes.wide <= 320, JSON.stringify(boxes));
  await end();
  // Text twice as large, at 320 px: still one column.
  const large = await enter(stage, states.find(([name]) => name === "choices"), 320, { viewport: { width: 320, height: 640 } });
  const wide = await large.visitor.page.evaluate(() => {
    const root = document.querySelector("verbatim-chat").shadowRoot;
    root.querySelector(".root").style.fontSize = "32px";
    const log = root.querySelector(".log");
    return [log.scrollWidth - log.clientWidth, root.querySelector("dialog").scrollWidth - 320, root.querySelector(".bar").scrollWidth - 320];
  });
  assert.ok(wide.every((over) => over <= 0), `${wide}`);
  await large.end();
  return ">= 44 px on touch, >= 24 px elsewhere; input 16 px; 320 x 256 usable; text 200 % at 320 px without sideways scrolling";
}

async function motion(stage) {
  for (const name of ["open-empty", "typing", "unread"]) {
    const { visitor, end } = await enter(stage, states.find((one) => one[0] === name), 1100);
    const running = await visitor.page.evaluate(() => [...document.getAnimations(), ...document.querySelector("verbatim-chat").shadowRoot.getAnimations()].filter((one) => one.playState === "running").length);
    assert.equal(running, 0, name);
    await end();
  }
  const { visitor, end } = await enter(stage, states.find((one) => one[0] === "choices"), 1100, { forcedColors: "active" });
  const seen = await visitor.page.evaluate(() => {
    const root = document.querySelector("verbatim-chat").shadowRoot;
    const border = (name) => [...root.querySelectorAll(name)].every((node) => parseFloat(getComputedStyle(node).borderTopWidth) >= 1 && getComputedStyle(node).borderTopStyle === "solid");
    root.querySelector("textarea").focus();
    return { panel: border("dialog"), send: border("form button"), choices: border(".choices button"), bubbles: border(".bubble:not(.typing)"), launcher: border(".launcher"), focus: getComputedStyle(root.querySelector("textarea")).outlineStyle };
  });
  assert.deepEqual(seen, { panel: true, send: true, choices: true, bubbles: true, launcher: true, focus: "solid" });
  await end();
  return "0 running animations; with forced colours launcher, panel, send, choices and focus keep their edges";
}

export const rows = [
  { number: 5, name: "axe-core, WCAG 2.2 AA and best practice", target: "0 violations, 0 undecided in 12 states x 3 widths", run: accessible },
  { number: 6, name: "keyboard script", target: "opens, reaches all, Escape returns, 0 stops closed, no trap", run: keyboard },
  { number: 7, name: "announcements", target: "each reply exactly once; history 0; offline/online 1 each", run: announcements },
  { number: 8, name: "contrast", target: "text >= 4.5:1, controls >= 3:1, 20 accents", run: contrast },
  { number: 9, name: "targets and input", target: "44 px touch, 24 px else; input >= 16 px; 320 x 256", run: sizes },
  { number: 10, name: "reduced motion, forced colours", target: "0 animations; edges visible", run: motion },
];
