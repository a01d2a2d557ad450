// One line of the conversation as nodes: the visitor's words, or the clinic's reply with what can be done with it.

import { blocks, textOfNode } from "./blocks";
import type { Item } from "../talk/history";
import { icons } from "./icons";
import { listOf, textOf, type Choice, type Flow } from "../talk/protocol";
import { element, iconButton, link } from "./render";
import { fill, type Texts } from "../texts";
import { isOnline, type Use } from "./use";

export const isDanger = ({ reply }: Item): boolean => /^(urgent|crisis)$/.test(textOf(reply?.urgency));

// With a direction of its own, so that it does not decide about that of the words.
const speaker = (name: string): Node => element("span.sr", { dir: "auto" }, `${name}: `);

const clock = ({ at }: Item, { clock }: Use): Node => element("span.time", {}, clock.format(at));

// "999, 112 or 911": a button for each.
export function callLinks(numbers: string | undefined, texts: Texts): (Node | string)[] {
  const found = textOf(numbers).match(/\+?\d[\d ()-]*\d/g) ?? [];
  return found.slice(0, 4).map((number) => link(fill(texts.call, number), `tel:${number.replace(/[^+\d]/g, "")}`, "a.call"));
}

function progress({ title, number, of }: Flow, { texts }: Use): Node {
  const n = +number || 1;
  const most = +of || 1;
  return element(
    "div.progress",
    {},
    element("progress", { value: `${n - 1}`, max: `${most}`, "aria-label": textOf(title) || texts.title }),
    fill(texts.progress, n, most),
  );
}

export function choiceList(choices: Choice[] | undefined, choose: (choice: Choice) => void): Node | "" {
  const buttons = listOf(choices).map((choice) => {
    const name = /@(back|skip|stop)$/.test(textOf(choice.value)) ? "button.way" : "button.choice";
    return element("li", {}, element(name, { dir: "auto", on: () => choose(choice) }, textOf(choice.title)));
  });
  return buttons[0] ? element("ul.choices", {}, buttons) : "";
}

function visitorBubble(item: Item, { texts }: Use): HTMLElement {
  const bubble = element("div.bubble.visitor", { dir: "auto" }, speaker(texts.you), item.text);
  return element("div.item.visitor", { "data-id": item.id }, bubble, element("div.foot"));
}

// Pending, refused, or sent: only what differs is changed.
function showState(item: Item, node: HTMLElement, use: Use): void {
  const { texts } = use;
  const state = item.refused ? "refused" : item.place ? "sent" : isOnline(use) ? "sending" : "waiting";
  if (node.dataset["state"] === state) return;
  node.dataset["state"] = state;
  const foot = node.lastElementChild!;
  foot.replaceChildren(state === "sent" ? clock(item, use) : texts[state]);
  if (item.refused) foot.append(element("button.again", { on: () => use.talk().again(item) }, texts.again));
}

function clinicBubble(item: Item, use: Use): HTMLElement {
  const { texts } = use;
  const reply = item.reply!;
  const danger = isDanger(item);
  const bubble = element(
    "div.bubble.clinic",
    { dir: "auto" },
    speaker(texts.clinic),
    // First of all: nobody has to scroll for it.
    danger && element("p.calls", {}, callLinks(use.clinic()?.emergency, texts)),
    blocks(reply.blocks),
    !!textOf(reply.flow?.step) && progress(reply.flow!, use),
  );
  const foot = element("div.foot", {}, clock(item, use), !item.early && actions(item, bubble, use));
  return element(danger ? "div.item.clinic.danger" : "div.item.clinic", { "data-seq": `${reply.seq}` }, bubble, foot);
}

function actions(item: Item, bubble: HTMLElement, { texts, announcer, talk }: Use): Node {
  const press = (): void => thumbs.forEach((one, at) => (one.ariaPressed = `${item.helpful === !at}`));
  const thumbs = [true, false].map((helpful) => iconButton(helpful ? texts.helped : texts.not, icons.thumb, {
    on() {
      talk().rate(item, helpful);
      announcer.say(texts.thanks);
      press();
    },
  }));
  press();
  const copy = (): void => void navigator.clipboard?.writeText(textOfNode(bubble)).then(() => announcer.say(texts.copied), () => {});
  return element("span.acts", {}, iconButton(texts.copy, icons.copy, { on: copy }), thumbs);
}

export function itemNode(item: Item, use: Use): HTMLElement {
  const node = (item.node ??= (item.reply ? clinicBubble : visitorBubble)(item, use));
  if (!item.reply) showState(item, node, use);
  return node;
}
