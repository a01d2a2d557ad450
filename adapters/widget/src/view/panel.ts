// The panel is the opened chat: it shows what it is told.

import { blocks, plainText } from "./blocks";
import { choiceList, isDanger, itemNode } from "./bubbles";
import { makeComposer } from "./composer";
import { makeHeader } from "./header";
import type { Item } from "../talk/history";
import { makeLog } from "./log";
import { textOf, type Choice, type Clinic, type Welcome } from "../talk/protocol";
import { element } from "./render";
import { fill } from "../texts";
import { isOnline, type Use } from "./use";

const TYPING_AFTER_MS = 300;
const MOST_SPOKEN = 5; // of replies that come at once; of more, the newest is brought into view
const isTouch = (): boolean => matchMedia("(pointer: coarse)").matches;

export interface Panel {
  readonly node: HTMLElement;
  // Whether the newest is in view.
  readonly atEnd: boolean;
  welcome(welcome: Welcome): void;
  setClinic(clinic: Clinic | undefined): void;
  setLogo(address: string): void;
  // One line about the connection; links are phones to call.
  setStatus(...words: (string | Node)[]): void;
  setNote(text: string): void;
  setDraft(text: string): void;
  // `own`: the visitor has just said something here.
  show(items: Item[], own: boolean): void;
  // Replies that came just now: read out once, and brought into view unless the visitor reads further up.
  arrived(items: Item[], stick: boolean): void;
  toEnd(): void;
  // Closes what is folded out.
  fold(): void;
  focus(): void;
}

export function makePanel(use: Use, floating: boolean, label: string): Panel {
  const { texts, announcer } = use;
  const { bar, sheet, title, logo, fold } = makeHeader(use, floating, label);
  const composer = makeComposer(use);
  const { input } = composer;
  const head = element("div.head");
  const typing = element("div.bubble.typing", { hidden: "" }, element("span.sr", {}, texts.typing), element("i"), element("i"), element("i"));
  const offers = element("div");
  const lines = element("div.log", { role: "log", "aria-live": "off", tabindex: "0", "aria-label": texts.log });
  const newer = element("button.newer", { hidden: "", on: toEnd });
  const status = element("div.status", { role: "status" });
  const note = element("p.note");
  const log = makeLog(lines, head, element("div.tail", {}, typing, offers), (item) => itemNode(item, use), moved);
  const node = element(
    floating ? "dialog.panel" : "section.panel",
    { id: "panel", "aria-labelledby": "title", ...(!floating && { role: "region" }) },
    bar, sheet, element("div.middle", {}, lines, newer), status, note, composer.node, announcer.nodes,
  );
  let greeting: Choice[] | undefined;
  let typingTimer: number;
  let missed = 0;
  let offered: unknown;

  function moved(): void {
    if (log.atEnd) missed = 0;
    newer.hidden = !missed;
    if (missed) newer.textContent = fill(texts.newer, missed);
  }

  function toEnd(): void {
    const hadFocus = newer.matches(":focus");
    log.toEnd();
    moved();
    if (hadFocus) focus();
  }

  // The keyboard of a phone should not jump up by itself.
  function focus(): void {
    (isTouch() ? title : input).focus({ preventScroll: true });
  }

  // The choices of the last reply, and only of that; `key` tells one from the other.
  function offer(choices: Choice[] | undefined, key: unknown): void {
    if (key === offered) return;
    offered = key;
    offers.replaceChildren(choiceList(choices, ({ title, value }) => {
      focus();
      use.say(textOf(title), textOf(value));
    }));
  }

  function showTyping(on: boolean): void {
    clearTimeout(typingTimer);
    if (!on) typing.hidden = true;
    else typingTimer = setTimeout(() => {
      typing.hidden = false;
      if (log.atEnd) log.toEnd();
    }, TYPING_AFTER_MS);
  }

  function setClinic(clinic: Clinic | undefined): void {
    if (textOf(clinic?.name)) title.textContent = clinic!.name;
  }

  node.onkeydown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.isComposing) return;
    const folded = fold();
    if (!folded && !floating) return;
    event.preventDefault();
    event.stopPropagation();
    if (folded) folded.focus();
    else use.close();
  };

  return {
    node, setClinic, toEnd, fold, focus,
    get atEnd() {
      return log.atEnd;
    },
    welcome({ clinic, notice, greeting: words, choices, settings }) {
      setClinic(clinic);
      if (greeting) return;
      if (textOf(settings?.input)) input.placeholder = textOf(settings?.input);
      greeting = choices;
      const bubble = element("div.bubble.clinic", { dir: "auto" }, blocks(words));
      head.replaceChildren(textOf(notice) && element("p.notice", { dir: "auto" }, notice), bubble);
    },
    setLogo(address) {
      logo.hidden = !address;
      if (address) logo.src = address;
    },
    setStatus: (...words) => status.replaceChildren(...words),
    setNote: (text) => void (note.textContent = text),
    setDraft: composer.set,
    show(items, own) {
      const stick = log.atEnd;
      const last = items.at(-1);
      const waiting = !!last && !last.place && !last.reply;
      if (waiting) offer(undefined, undefined);
      else if (last) offer(last.reply?.choices, last);
      else offer(greeting, greeting);
      log.show(items);
      showTyping(waiting && isOnline(use));
      if (own || (stick && waiting)) log.toEnd();
    },
    arrived(items, stick) {
      const danger = items.some(isDanger);
      for (const item of items.slice(-MOST_SPOKEN)) announcer.say(`${texts.clinic}: ${plainText(item.reply!.blocks)}`, isDanger(item));
      if (danger) log.toEnd();
      const first = items[0]?.node;
      if (!stick && !danger) missed += items.length;
      else if (first?.isConnected && items.length <= MOST_SPOKEN) log.toStartOf(first);
      else log.toEnd();
      moved();
    },
  };
}
