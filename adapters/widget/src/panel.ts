// Panel is the opened chat: it shows what it is told and reports what the visitor does.

import { choiceList, isDanger, itemNode, textOfNode, type Bubbles } from "./bubbles";
import type { Item } from "./history";
import { icons } from "./icons";
import { Log } from "./log";
import { textOf, type Choice, type Clinic, type Welcome } from "./protocol";
import { blocks, element, iconButton } from "./render";
import { person, tools, type Tools } from "./sheets";
import { fill, type Texts } from "./texts";

export interface Actions extends Tools {
  say(text: string, value?: string): void;
  again(item: Item): void;
  rate(item: Item, helpful: boolean): void;
  close(): void;
  draft(text: string): void;
  online(): boolean;
  clinic(): Clinic | undefined;
}

const LONGEST_MESSAGE = 2000;
const COUNT_FROM = 1800;
const TYPING_AFTER_MS = 300;
const ANNOUNCED_MS = 4000;
const touch = (): boolean => matchMedia("(pointer: coarse)").matches;

export class Panel {
  readonly node: HTMLElement;
  readonly bar: HTMLElement;
  readonly input: HTMLTextAreaElement;
  readonly #title: HTMLElement;
  readonly #logo = element("img", { class: "logo", alt: "", hidden: "" });
  readonly #log: Log;
  readonly #head = element("div", { class: "head" });
  readonly #tail = element("div", { class: "tail" });
  readonly #typing: HTMLElement;
  readonly #choices = element("div");
  readonly #status = element("div", { class: "status", role: "status" });
  readonly #note = element("p", { class: "note" });
  readonly #polite = element("div", { class: "sr", "aria-live": "polite" });
  readonly #alarm = element("div", { class: "sr", role: "alert" });
  readonly #newer: HTMLButtonElement;
  readonly #count = element("span", { class: "count", id: "count" });
  readonly sheet = element("div", { class: "sheet", id: "sheet", hidden: "" });
  readonly #folds: HTMLButtonElement[] = [];
  readonly #bubbles: Bubbles;
  #greeting: Choice[] | undefined;
  #typingTimer: number | undefined;
  #missed = 0;
  #choicesOf: unknown;

  constructor(
    readonly texts: Texts,
    language: string,
    readonly floating: boolean,
    label: string,
    readonly use: Actions,
  ) {
    this.#bubbles = {
      texts,
      language,
      clinic: use.clinic,
      online: use.online,
      again: use.again,
      rate: use.rate,
      choose: ({ title, value }) => this.#choose(textOf(title), textOf(value)),
      announce: (text) => this.announce(text),
    };
    this.#title = element("h2", { id: "title", tabindex: "-1" }, label);
    this.#typing = element("div", { class: "bubble typing", hidden: "" }, element("span", { class: "sr" }, texts.typing), element("i"), element("i"), element("i"));
    this.#tail.append(this.#typing, this.#choices);
    const log = element("div", { class: "log", role: "log", "aria-live": "off", tabindex: "0", "aria-label": texts.log });
    this.#newer = element("button", { class: "newer", hidden: "", on: () => this.toEnd() });
    this.#log = new Log(log, this.#head, this.#tail, (item) => itemNode(item, this.#bubbles), () => this.#moved());
    this.input = element("textarea", {
      part: "input", rows: "1", maxlength: String(LONGEST_MESSAGE), placeholder: texts.input, "aria-label": texts.input,
      "aria-describedby": "count", enterkeyhint: "send", autocomplete: "off",
    });
    const form = element("form", {}, this.#count, this.input, iconButton(texts.send, icons.send, { type: "submit", class: "send" }));
    this.#listen(form);
    this.bar = this.#header();
    this.node = element(
      floating ? "dialog" : "section",
      { id: "panel", class: "panel", "aria-labelledby": "title", ...(floating ? {} : { role: "region" }) },
      this.bar, this.sheet, element("div", { class: "middle" }, log, this.#newer), this.#status, this.#note, form, this.#polite, this.#alarm,
    );
    this.node.addEventListener("keydown", (event) => this.#escape(event));
  }

  // ---- what is shown

  welcome({ clinic, notice, greeting, choices, settings }: Welcome): void {
    this.setClinic(clinic);
    if (this.#greeting) return;
    if (textOf(settings?.input)) this.input.placeholder = textOf(settings?.input);
    this.#greeting = choices;
    const bubble = element("div", { class: "bubble clinic", dir: "auto" }, ...blocks(greeting));
    this.#head.replaceChildren(...(textOf(notice) ? [element("p", { class: "notice", dir: "auto" }, textOf(notice))] : []), bubble);
  }

  setClinic(clinic: Clinic | undefined): void {
    if (textOf(clinic?.name)) this.#title.textContent = textOf(clinic?.name);
  }

  setLogo(address: string | null): void {
    this.#logo.hidden = !address;
    if (address && this.#logo.getAttribute("src") !== address) this.#logo.src = address;
  }

  // `own`: the visitor has just said something here.
  show(items: Item[], own = false): void {
    const stick = this.#log.atEnd;
    if (own) this.#log.atEnd = true;
    const last = items.at(-1);
    const waiting = !!last && !last.place;
    this.#offer(items.length ? (waiting ? undefined : last?.reply) : { choices: this.#greeting }, last);
    this.#log.show(items);
    this.#showTyping(waiting && this.use.online());
    if (own || (stick && waiting)) this.#log.toEnd();
  }

  // Replies that came just now: read out once, and brought into view unless the visitor reads further up.
  arrived(items: Item[], stick: boolean): void {
    const first = items[0]?.node;
    const danger = items.some(isDanger);
    for (const item of items.slice(-5)) this.announce(this.#spoken(item), isDanger(item));
    if (danger) this.#log.toEnd();
    if (first?.isConnected && (stick || danger)) return this.#log.toStartOf(first);
    if (stick) return this.#log.toEnd();
    this.#missed += items.length;
    this.#moved();
  }

  get atEnd(): boolean {
    return this.#log.atEnd;
  }

  toEnd(): void {
    const inside = this.node.getRootNode() as ShadowRoot;
    const hadFocus = inside.activeElement === this.#newer;
    this.#log.toEnd();
    this.#moved();
    if (hadFocus) this.focus();
  }

  // One line about the connection, with the clinic's phone when there is no hope.
  setStatus(text: string, links: Node[] = []): void {
    if (this.#status.textContent === text && !links.length) return;
    this.#status.replaceChildren(text, ...links);
  }

  setNote(text: string): void {
    this.#note.textContent = text;
  }

  announce(text: string, danger = false): void {
    const line = element("p", {}, text);
    (danger ? this.#alarm : this.#polite).append(line);
    setTimeout(() => line.remove(), ANNOUNCED_MS);
  }

  // The keyboard of a phone should not jump up by itself.
  focus(): void {
    (touch() ? this.#title : this.input).focus({ preventScroll: true });
  }

  // ---- what the visitor does

  #listen(form: HTMLFormElement): void {
    const { input } = this;
    let composed = 0; // Safari says "Enter" once more right after a composition has ended
    form.onsubmit = (event) => {
      event.preventDefault();
      this.#submit();
    };
    input.addEventListener("compositionend", () => (composed = performance.now()));
    input.onkeydown = (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      if (performance.now() - composed > 30) this.#submit();
    };
    input.oninput = () => {
      this.#grow();
      this.use.draft(input.value);
    };
  }

  #submit(): void {
    const text = this.input.value.trim();
    this.input.focus();
    if (!text) return;
    this.setDraft("");
    this.use.draft("");
    this.use.say(text);
  }

  setDraft(text: string): void {
    this.input.value = text;
    this.#grow();
  }

  #grow(): void {
    const { input } = this;
    input.style.height = "auto";
    if (input.value) input.style.height = `${input.scrollHeight + 2}px`;
    const left = LONGEST_MESSAGE - input.value.length;
    const text = input.value.length > COUNT_FROM ? fill(this.texts.left, { n: left }) : "";
    if (this.#count.textContent !== text) this.#count.textContent = text;
  }

  #choose(title: string, value: string): void {
    if (touch()) this.#title.focus({ preventScroll: true });
    else this.input.focus({ preventScroll: true });
    this.use.say(title, value);
  }

  #escape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing) return;
    const fold = this.#folds.find((one) => one.ariaExpanded === "true");
    if (!fold && !this.floating) return;
    event.preventDefault();
    event.stopPropagation();
    if (!fold) return this.use.close();
    this.fold();
    fold.focus();
  }

  // ---- parts

  #header(): HTMLElement {
    const { texts, use } = this;
    const fold = (label: string, path: string, fill: () => Node[]): HTMLButtonElement => {
      const opener = iconButton(label, path, { "aria-controls": "sheet", "aria-expanded": "false", on: () => {
        const open = opener.ariaExpanded !== "true";
        this.fold();
        if (!open) return;
        opener.ariaExpanded = "true";
        this.sheet.replaceChildren(...fill());
        this.sheet.hidden = false;
      } });
      this.#folds.push(opener);
      return opener;
    };
    return element(
      "div",
      { class: "bar" },
      this.#logo,
      this.#title,
      fold(texts.person, icons.person, () => person(use.clinic(), texts)),
      fold(texts.more, icons.more, () => tools(texts, use)),
      this.floating && iconButton(texts.close, icons.close, { on: use.close }),
    );
  }

  // Closes what is folded out.
  fold(): void {
    this.sheet.hidden = true;
    for (const one of this.#folds) one.ariaExpanded = "false";
  }

  // Offers the choices of the last reply, and only of that.
  #offer(from: { choices?: Choice[] | undefined; kind?: string } | undefined, key: unknown): void {
    const sign = from ? (key ?? this.#greeting) : undefined;
    if (sign === this.#choicesOf) return;
    this.#choicesOf = sign;
    const stacked = from?.kind === "clarify" || from?.kind === "flow";
    this.#choices.replaceChildren(...[choiceList(from?.choices, this.#bubbles, stacked)].filter((one) => !!one));
  }

  #showTyping(on: boolean): void {
    clearTimeout(this.#typingTimer);
    if (!on) {
      this.#typing.hidden = true;
      return;
    }
    this.#typingTimer = setTimeout(() => {
      this.#typing.hidden = false;
      if (this.#log.atEnd) this.#log.toEnd();
    }, TYPING_AFTER_MS) as unknown as number;
  }

  #spoken(item: Item): string {
    return `${this.texts.clinic}: ${textOfNode(element("div", {}, ...blocks(item.reply!.blocks)))}`;
  }

  #moved(): void {
    if (this.#log.atEnd) this.#missed = 0;
    this.#newer.hidden = !this.#missed;
    if (this.#missed) this.#newer.textContent = fill(this.texts.newer, { n: this.#missed });
  }
}
