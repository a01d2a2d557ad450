// One line of the conversation as nodes: the visitor's words, or the clinic's reply with what can be done with it.

import type { Item } from "./history";
import { icons } from "./icons";
import { listOf, textOf, type Choice, type Clinic, type Flow } from "./protocol";
import { blocks, element, icon, link } from "./render";
import { fill, type Texts } from "./texts";

export interface Bubbles {
  texts: Texts;
  language: string;
  clinic(): Clinic | undefined;
  online(): boolean;
  again(item: Item): void;
  rate(item: Item, helpful: boolean): void;
  choose(choice: Choice): void;
  announce(text: string): void;
}

function speaker(name: string): HTMLElement {
  return element("span", { class: "sr" }, `${name}: `);
}

function clock(item: Item, language: string): HTMLElement {
  const time = new Date(item.at);
  const short = time.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  return element("time", { datetime: time.toISOString() }, short);
}

// "999, 112 or 911": a button for each.
export function callLinks(numbers: string | undefined, texts: Texts): Node[] {
  const found = textOf(numbers).match(/\+?\d[\d ()-]*\d/g) ?? [];
  return found.slice(0, 4).map((number) => link(fill(texts.call, { x: number }), `tel:${number.replace(/[^+\d]/g, "")}`, { class: "call" }));
}

function progress({ title, number, of }: Flow, texts: Texts): HTMLElement {
  const n = Math.max(1, Number(number) || 1);
  const most = Math.max(n, Number(of) || 1);
  return element(
    "div",
    { class: "progress", part: "progress" },
    element("progress", { value: String(n - 1), max: String(most), "aria-label": textOf(title) || texts.title }),
    element("span", {}, fill(texts.progress, { n, of: most })),
  );
}

export function choiceList(choices: Choice[] | undefined, use: Bubbles, stacked: boolean): HTMLElement | undefined {
  const buttons = listOf(choices).map((choice) => {
    const way = /@(back|skip|stop)$/.test(textOf(choice.value)) ? "way" : "choice";
    const button = element("button", { type: "button", part: "choice", class: way, dir: "auto", on: () => use.choose(choice) }, textOf(choice.title));
    return element("li", {}, button);
  });
  return buttons.length ? element("ul", { class: stacked ? "choices stacked" : "choices" }, ...buttons) : undefined;
}

function visitorBubble(item: Item, use: Bubbles): HTMLElement {
  const { texts } = use;
  const foot = element("div", { class: "foot" });
  const bubble = element("div", { class: "bubble visitor", part: "bubble-visitor", dir: "auto" }, speaker(texts.you), item.text);
  const node = element("div", { class: "item visitor", "data-id": item.id }, bubble, foot);
  updateVisitor(item, node, use);
  return node;
}

// Pending, refused, or sent: only what differs is changed.
function updateVisitor(item: Item, node: HTMLElement, use: Bubbles): void {
  const { texts } = use;
  const state = item.refused ? "refused" : item.place ? "sent" : use.online() ? "sending" : "waiting";
  if (node.dataset["state"] === state) return;
  node.dataset["state"] = state;
  const again = element("button", { type: "button", class: "again", on: () => use.again(item) }, texts.again);
  const words: (Node | string)[] =
    state === "refused" ? [`${texts.refused} `, again] : [state === "sent" ? clock(item, use.language) : texts[state]];
  node.lastElementChild!.replaceChildren(...words);
}

function clinicBubble(item: Item, use: Bubbles): HTMLElement {
  const { texts } = use;
  const reply = item.reply!;
  const danger = reply.urgency === "urgent" || reply.urgency === "crisis";
  const bubble = element("div", { class: "bubble clinic", part: "bubble-clinic", dir: "auto" }, speaker(texts.clinic), ...blocks(reply.blocks));
  if (danger) bubble.append(element("p", { class: "calls" }, ...callLinks(use.clinic()?.emergency, texts)));
  if (reply.flow && textOf(reply.flow.step)) bubble.append(progress(reply.flow, texts));
  const foot = element("div", { class: "foot" }, clock(item, use.language), actions(item, bubble, use));
  const node = element("div", { class: `item clinic ${danger ? "danger" : ""}`, "data-seq": String(reply.seq) }, bubble, foot);
  return node;
}

function actions(item: Item, bubble: HTMLElement, use: Bubbles): HTMLElement {
  const { texts } = use;
  const thumb = (helpful: boolean): HTMLElement => {
    const label = helpful ? texts.helped : texts.not;
    const button = element("button", { type: "button", "aria-label": label, title: label, "aria-pressed": String(item.helpful === helpful) }, icon(helpful ? icons.up : icons.down));
    button.onclick = () => {
      use.rate(item, helpful);
      use.announce(texts.thanks);
      for (const one of [up, down]) one.setAttribute("aria-pressed", String(one === button));
    };
    return button;
  };
  const [up, down] = [thumb(true), thumb(false)];
  const copy = element("button", { type: "button", "aria-label": texts.copy, title: texts.copy }, icon(icons.copy));
  copy.onclick = () => {
    void navigator.clipboard?.writeText(textOfNode(bubble)).then(() => use.announce(texts.copied), () => {});
  };
  return element("span", { class: "acts" }, copy, up, down);
}

// Paragraphs and list items on lines of their own.
export function textOfNode(bubble: HTMLElement): string {
  const parts = [...bubble.querySelectorAll("p,li,h3")].map((node) => node.textContent ?? "");
  return parts.filter(Boolean).join("\n");
}

export function itemNode(item: Item, use: Bubbles): HTMLElement {
  if (item.reply) return (item.node ??= clinicBubble(item, use));
  if (item.node) updateVisitor(item, item.node, use);
  return (item.node ??= visitorBubble(item, use));
}
