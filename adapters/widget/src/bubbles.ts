// One line of the conversation as nodes: the visitor's words, or the clinic's reply with what can be done with it.

import type { Item } from "./history";
import { icons } from "./icons";
import { listOf, textOf, type Choice, type Clinic, type Flow } from "./protocol";
import { blocks, element, iconButton, link } from "./render";
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

export const isDanger = ({ reply }: Item): boolean => reply?.urgency === "urgent" || reply?.urgency === "crisis";

// With a direction of its own, so that it does not decide about that of the words.
function speaker(name: string): HTMLElement {
  return element("span", { class: "sr", dir: "auto" }, `${name}: `);
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
    { class: "progress" },
    element("progress", { value: String(n - 1), max: String(most), "aria-label": textOf(title) || texts.title }),
    element("span", {}, fill(texts.progress, { n, of: most })),
  );
}

export function choiceList(choices: Choice[] | undefined, use: Bubbles, stacked: boolean): HTMLElement | undefined {
  const buttons = listOf(choices).map((choice) => {
    const way = /@(back|skip|stop)$/.test(textOf(choice.value)) ? "way" : "choice";
    const button = element("button", { class: way, dir: "auto", on: () => use.choose(choice) }, textOf(choice.title));
    return element("li", {}, button);
  });
  return buttons.length ? element("ul", { class: stacked ? "choices stacked" : "choices" }, ...buttons) : undefined;
}

function visitorBubble(item: Item, use: Bubbles): HTMLElement {
  const { texts } = use;
  const foot = element("div", { class: "foot" });
  const bubble = element("div", { class: "bubble visitor", dir: "auto" }, speaker(texts.you), item.text);
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
  const again = element("button", { class: "again", on: () => use.again(item) }, texts.again);
  const words: (Node | string)[] =
    state === "refused" ? [`${texts.refused} `, again] : [state === "sent" ? clock(item, use.language) : texts[state]];
  node.lastElementChild!.replaceChildren(...words);
}

function clinicBubble(item: Item, use: Bubbles): HTMLElement {
  const { texts } = use;
  const reply = item.reply!;
  const danger = isDanger(item);
  // First of all: nobody has to scroll for it.
  const calls = danger && element("p", { class: "calls" }, ...callLinks(use.clinic()?.emergency, texts));
  const bubble = element("div", { class: "bubble clinic", dir: "auto" }, speaker(texts.clinic), calls, ...blocks(reply.blocks));
  if (reply.flow && textOf(reply.flow.step)) bubble.append(progress(reply.flow, texts));
  const foot = element("div", { class: "foot" }, clock(item, use.language), actions(item, bubble, use));
  const node = element("div", { class: `item clinic ${danger ? "danger" : ""}`, "data-seq": String(reply.seq) }, bubble, foot);
  return node;
}

function actions(item: Item, bubble: HTMLElement, use: Bubbles): HTMLElement {
  const { texts } = use;
  const thumb = (helpful: boolean): HTMLElement =>
    iconButton(helpful ? texts.helped : texts.not, helpful ? icons.up : icons.down, {
      on: () => {
        use.rate(item, helpful);
        use.announce(texts.thanks);
        press();
      },
    });
  const thumbs = [thumb(true), thumb(false)];
  const press = (): void => thumbs.forEach((one, at) => (one.ariaPressed = String(item.helpful === !at)));
  press();
  const copy = (): void => void navigator.clipboard?.writeText(textOfNode(bubble)).then(() => use.announce(texts.copied), () => {});
  return element("span", { class: "acts" }, iconButton(texts.copy, icons.copy, { on: copy }), ...thumbs);
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
