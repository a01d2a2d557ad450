// Every state of the widget as a picture, beside the one that was looked at and kept in screenshots/.
// VERBATIM_KEEP=1 keeps today's pictures as the new references.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { enter, states } from "./rows/access.mjs";
import { launch, sleep } from "./stage.mjs";

const folder = new URL("screenshots/", import.meta.url);
const TOLERANCE = 0.01; // share of pixels that may differ: another version of the browser or of a font
const MARGIN = 24; // of the page around the widget

const stage = {};
let comparer;
before(async () => {
  stage.browser = await launch();
  comparer = await (await stage.browser.newContext()).newPage();
  mkdirSync(folder, { recursive: true });
});
after(() => stage.browser?.close());

// The share of pixels that differ by more than a shade, counted in the browser.
const differing = (a, b) => comparer.evaluate(async (sources) => {
  const [one, two] = await Promise.all(sources.map(async (source) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${source}`)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    canvas.drawImage(picture, 0, 0);
    return canvas.getImageData(0, 0, picture.width, picture.height);
  }));
  if (one.width !== two.width || one.height !== two.height) return 1;
  let count = 0;
  for (let at = 0; at < one.data.length; at += 4) if ([0, 1, 2].some((part) => Math.abs(one.data[at + part] - two.data[at + part]) > 24)) count++;
  return (count * 4) / one.data.length;
}, [a.toString("base64"), b.toString("base64")]);

// The widget with a little of the page around it.
const frameOf = (page) => page.evaluate((margin) => {
  const root = document.querySelector("verbatim-chat").shadowRoot;
  const { left, top, right, bottom } = (root.querySelector("dialog[open]") ?? root.querySelector(".launcher")).getBoundingClientRect();
  const [x, y] = [Math.max(0, Math.floor(left - margin)), Math.max(0, Math.floor(top - margin))];
  return { x, y, width: Math.min(innerWidth, Math.ceil(right + margin)) - x, height: Math.min(innerHeight, Math.ceil(bottom + margin)) - y };
}, MARGIN);

const named = (...names) => states.filter(([name]) => names.includes(name));
const shots = [
  ...states.map((state) => ({ state, width: 1100 })),
  ...named("closed", "exchange", "urgent", "right to left", "dark", "person").map((state) => ({ state, width: 390 })),
  ...named("flow").map((state) => ({ state, width: 320 })),
  ...named("choices").map((state) => ({ state, width: 1100, options: { forcedColors: "active" }, look: "forced-" })),
];

for (const { state, width, options, look = "" } of shots) {
  const name = `${look}${state[0].replaceAll(" ", "-")}-${width}.png`;
  test(name, async () => {
    const { visitor, end } = await enter(stage, state, width, options);
    await sleep(400);
    // The clock of the day is not part of the look.
    await visitor.page.evaluate(() => {
      for (const time of document.querySelector("verbatim-chat").shadowRoot.querySelectorAll(".time")) time.textContent = "10:00 AM";
      document.activeElement?.shadowRoot?.activeElement?.blur();
    });
    const picture = await visitor.page.screenshot({ clip: await frameOf(visitor.page) });
    await end();
    const kept = new URL(name, folder);
    if (process.env.VERBATIM_KEEP || !existsSync(kept)) {
      assert.ok(process.env.VERBATIM_KEEP, `${name} has no reference: look at it, then run with VERBATIM_KEEP=1`);
      return writeFileSync(kept, picture);
    }
    const share = await differing(picture, readFileSync(kept));
    if (share > TOLERANCE) writeFileSync(new URL(`../../../build/${name}`, folder), picture);
    assert.ok(share <= TOLERANCE, `${(share * 100).toFixed(1)} % of the pixels differ; see build/${name}`);
  });
}
