// Row 25: twelve languages besides English, and both directions.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { MockServer } from "../mock_server.mjs";
import { hostPages, html, root, sleep, tag, visit } from "../stage.mjs";
import { bundle } from "../clock.mjs";

async function languages(stage) {
  const folder = join(root, "adapters/widget/locales");
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  assert.ok(files.length >= 10);
  const { english } = await bundle("texts.ts");
  const names = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const file of files) {
    const texts = JSON.parse(readFileSync(join(folder, file), "utf8"));
    assert.deepEqual(Object.keys(texts).sort(), Object.keys(english).sort(), file);
    for (const [key, text] of Object.entries(texts)) assert.deepEqual(names(text), names(english[key]), `${file} ${key}`);
  }
  const mock = await MockServer.start();
  const clinic = await hostPages(Object.fromEntries(["en", "es", "ar"].map((code) => [`/${code}`, html("", tag(mock.address, `data-site="demo" data-lang="${code}"`))])));
  const boxes = {};
  for (const code of ["en", "ar"]) {
    const visitor = await visit(stage.browser, `${clinic.address}/${code}`);
    const launcher = await visitor.launcher.boundingBox();
    await visitor.open();
    await visitor.ask("hello");
    await visitor.answered(1);
    await sleep(300);
    const box = (name) => visitor.page.locator(`verbatim-chat ${name}`).first().boundingBox();
    boxes[code] = { launcher, panel: await box("dialog"), send: await box("form button"), own: await box(".bubble.visitor"), title: await box("h2"), input: await box("textarea") };
    if (code === "ar") assert.equal(await visitor.input.getAttribute("placeholder"), "سؤالك");
    await visitor.context.close();
  }
  const centre = (box) => box.x + box.width / 2;
  for (const part of ["launcher", "panel"]) {
    assert.ok(centre(boxes.en[part]) > 550 && centre(boxes.ar[part]) < 550, part);
    assert.ok(Math.abs(boxes.ar[part].x - (1100 - boxes.en[part].x - boxes.en[part].width)) < (part === "panel" ? 2 : 20), `${part} is mirrored`);
  }
  for (const code of ["en", "ar"]) {
    const { send, input, own, panel } = boxes[code];
    assert.equal(centre(send) > centre(input), code === "en", "order of input and button");
    assert.equal(centre(own) > centre(panel), code === "en", "the visitor's side");
  }
  const spanish = await visit(stage.browser, `${clinic.address}/es`);
  await spanish.page.getByRole("button", { name: "Pregúntenos" }).click();
  await spanish.page.getByRole("textbox", { name: "Su pregunta" }).waitFor();
  await spanish.context.close();
  clinic.close();
  await mock.stop();
  return `${files.length + 1} languages (English inside, others JSON when wanted); right-to-left mirrors launcher, panel, order`;
}

export const rows = [{ number: 25, name: "languages and direction", target: ">= 10 locales; rtl mirrors launcher, panel, order", run: languages }];
