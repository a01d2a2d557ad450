// View is the panel a visitor sees: it shows what it is told and reports what the visitor does.

import type { Choice, Clinic, Flow, Reply, Welcome } from "./protocol";
import { blocks, element } from "./render";
import type { Texts } from "./texts";

export interface Actions {
  send(text: string): void;
  choose(choice: Choice): void;
  toggle(open: boolean): void;
}

const LONGEST_MESSAGE = 2000;

export class View {
  readonly launcher: HTMLButtonElement;
  readonly panel: HTMLElement;
  private readonly title = element("h2", { id: "title" });
  private readonly log: HTMLElement;
  private readonly status = element("div", { class: "status", role: "status" });
  private readonly input: HTMLTextAreaElement;
  private readonly waiting = new Map<string, HTMLElement>();
  private welcomed = false;

  constructor(
    private readonly texts: Texts,
    private readonly actions: Actions,
    floating: boolean,
  ) {
    this.launcher = element(
      "button",
      { class: "launcher", part: "launcher", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", "aria-controls": "panel" },
      texts.open,
    );
    this.launcher.onclick = () => actions.toggle(true);
    this.log = element("div", { class: "log", part: "log", role: "log", tabindex: "0", "aria-label": texts.conversation });
    this.input = element("textarea", {
      part: "input",
      rows: "1",
      maxlength: String(LONGEST_MESSAGE),
      placeholder: texts.input,
      "aria-label": texts.input,
      enterkeyhint: "send",
      autocomplete: "off",
    });
    this.panel = this.makePanel(floating);
  }

  setOpen(open: boolean): void {
    this.panel.hidden = !open;
    this.launcher.hidden = open;
    this.launcher.setAttribute("aria-expanded", String(open));
    (open ? this.input : this.launcher).focus();
  }

  welcome(welcome: Welcome): void {
    this.title.textContent = welcome.clinic.name;
    if (this.welcomed) return;
    this.welcomed = true;
    const greeting = this.bubble("clinic", blocks(welcome.greeting));
    const nodes: HTMLElement[] = [element("p", { class: "notice" }, welcome.notice), greeting];
    if (!this.log.hasChildNodes()) nodes.push(this.choiceList(welcome.choices));
    this.log.prepend(...nodes);
  }

  // What the visitor said; pale until its reply has come.
  said(id: string, text: string): void {
    const bubble = this.bubble("visitor", [document.createTextNode(text)]);
    bubble.classList.add("waiting");
    this.waiting.set(id, bubble);
    this.append(bubble);
  }

  reply(reply: Reply): void {
    this.arrived(reply.in_reply_to);
    this.dropChoices();
    const danger = reply.urgency !== "none";
    const bubble = this.bubble("clinic", blocks(reply.blocks));
    if (danger) bubble.setAttribute("role", "alert");
    if (reply.flow?.step) bubble.append(this.progress(reply.flow));
    this.append(bubble);
    if (reply.choices.length > 0) this.append(this.choiceList(reply.choices), bubble);
  }

  refused(id: string, message: string): void {
    this.arrived(id);
    this.append(this.bubble("clinic", [document.createTextNode(`${this.texts.refused} ${message}`)]));
  }

  // An earlier line, shown again after a reload.
  recall(line: { text: string } | { reply: Reply }): void {
    if ("reply" in line) return this.reply(line.reply);
    this.append(this.bubble("visitor", [document.createTextNode(line.text)]));
  }

  setStatus(text: string, clinic?: Clinic): void {
    this.status.textContent = "";
    if (!text) return;
    this.status.append(text);
    if (clinic?.phone) this.status.append(` ${this.texts.call} `, element("a", { href: `tel:${clinic.phone.replace(/[^+\d]/g, "")}` }, clinic.phone));
  }

  private makePanel(floating: boolean): HTMLElement {
    const header = element("header", { part: "header" }, this.title);
    if (floating) {
      const close = element("button", { type: "button", "aria-label": this.texts.close }, "×");
      close.onclick = () => this.actions.toggle(false);
      header.append(close);
    }
    const form = element("form", {}, this.input, element("button", { part: "send", type: "submit" }, this.texts.send));
    form.onsubmit = (event) => {
      event.preventDefault();
      this.submit();
    };
    this.input.onkeydown = (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.submit();
    };
    this.input.oninput = () => this.grow();
    const role = floating ? "dialog" : "region";
    const panel = element("section", { id: "panel", class: "panel", part: "panel", role, "aria-labelledby": "title" }, header, this.log, this.status, form);
    panel.onkeydown = (event) => {
      if (event.key === "Escape" && floating) this.actions.toggle(false);
    };
    return panel;
  }

  private submit(): void {
    const text = this.input.value.trim();
    this.input.focus();
    if (!text) return;
    this.input.value = "";
    this.grow();
    this.actions.send(text);
  }

  private grow(): void {
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight + 2}px`;
  }

  private bubble(from: "visitor" | "clinic", children: Node[]): HTMLElement {
    const speaker = from === "visitor" ? this.texts.you : this.texts.clinic;
    return element(
      "div",
      { class: `bubble ${from}`, part: `bubble-${from}`, dir: "auto" },
      element("span", { class: "from" }, `${speaker}: `),
      ...children,
    );
  }

  private progress(flow: Flow): HTMLElement {
    const label = this.texts.progress.replace("{number}", String(flow.number)).replace("{of}", String(flow.of));
    return element(
      "div",
      { class: "progress", part: "progress" },
      element("progress", { value: String(flow.number - 1), max: String(flow.of), "aria-label": flow.title }),
      element("span", {}, label),
    );
  }

  private choiceList(choices: Choice[]): HTMLElement {
    const list = element("ul", { class: "choices" });
    for (const choice of choices) {
      const button = element("button", { type: "button", part: "choice" }, choice.title);
      button.onclick = () => {
        this.dropChoices();
        this.input.focus();
        this.actions.choose(choice);
      };
      list.append(element("li", {}, button));
    }
    return list;
  }

  private dropChoices(): void {
    for (const list of this.log.querySelectorAll(".choices")) list.remove();
  }

  private arrived(id: string): void {
    this.waiting.get(id)?.classList.remove("waiting");
    this.waiting.delete(id);
  }

  // Adds a line and scrolls so that `top`, by default the line itself, can be read from its start.
  private append(line: HTMLElement, top: HTMLElement = line): void {
    this.log.append(line);
    const least = top.offsetTop - this.log.offsetTop - 12;
    this.log.scrollTop = Math.min(least, this.log.scrollHeight);
  }
}
