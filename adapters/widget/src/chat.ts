// <verbatim-chat site="…">: joins the connection, the view and the tab's memory.

import { Connection, type Status } from "./connection";
import type { Choice, Clinic, Said } from "./protocol";
import { load, save, type Saved } from "./storage";
import { stylesheet } from "./style";
import { textsFor } from "./texts";
import { View } from "./view";

const CONNECTING_AFTER_MS = 1000;

export class VerbatimChat extends HTMLElement {
  // Where the widget was loaded from: the server to talk to unless `server` says another.
  static home = location.origin;

  private view: View | undefined;
  private connection: Connection | undefined;
  private saved: Saved | undefined;
  private clinic: Clinic | undefined;
  private statusTimer: number | undefined;

  connectedCallback(): void {
    if (this.view) return;
    const site = this.site;
    if (!site) {
      console.error('verbatim-chat: the attribute "site" is missing, for example <verbatim-chat site="microneedling">.');
      return;
    }
    const floating = this.hasAttribute("floating");
    this.view = new View(
      textsFor(this.locale),
      { send: (text) => this.send(text), choose: (choice) => this.choose(choice), toggle: (open) => (open ? this.open() : this.close()) },
      floating,
    );
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [stylesheet()];
    if (floating) {
      this.view.panel.hidden = true;
      root.append(this.view.launcher);
    }
    root.append(this.view.panel);
    if (!floating) this.start();
  }

  disconnectedCallback(): void {
    // A move within the page connects again in the same task.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.connection?.close();
      this.connection = undefined;
    });
  }

  open(): void {
    this.start();
    this.view?.setOpen(true);
  }

  close(): void {
    this.view?.setOpen(false);
  }

  send(text: string): void {
    this.say({ type: "message", id: crypto.randomUUID?.() ?? fallbackId(), text }, text);
  }

  private choose(choice: Choice): void {
    this.say({ type: "choice", id: crypto.randomUUID?.() ?? fallbackId(), value: choice.value }, choice.title);
  }

  private get site(): string {
    return this.getAttribute("site") ?? "";
  }

  private get locale(): string {
    return this.lang || document.documentElement.lang || navigator.language || "en";
  }

  private socketUrl(): string {
    const url = new URL(`${encodeURIComponent(this.site)}/ws`, `${this.getAttribute("server") ?? VerbatimChat.home}/`);
    url.protocol = url.protocol === "http:" ? "ws:" : "wss:";
    return url.href;
  }

  private start(): void {
    if (this.connection || !this.view) return;
    const view = this.view;
    const saved = (this.saved ??= load(this.site));
    for (const entry of saved.entries) view.recall(entry);
    this.connection = new Connection(this.socketUrl(), this.site, this.locale, saved.resume, {
      welcome: (welcome) => {
        this.clinic = welcome.clinic;
        view.welcome(welcome);
      },
      reply: (reply) => {
        saved.entries.push({ from: "clinic", reply });
        save(this.site, saved);
        view.reply(reply);
      },
      refused: (id, message) => {
        save(this.site, saved);
        view.refused(id, message);
      },
      status: (status) => this.showStatus(status),
    });
  }

  private say(said: Said, text: string): void {
    this.start();
    if (!this.connection || !this.saved || !this.view) return;
    this.view.said(said.id, text);
    this.saved.entries.push({ from: "visitor", text });
    this.connection.say(said);
    save(this.site, this.saved);
  }

  // A short break is not worth a word.
  private showStatus(status: Status): void {
    clearTimeout(this.statusTimer);
    if (status === "open") return this.view?.setStatus("");
    const texts = textsFor(this.locale);
    const text = status === "offline" ? texts.offline : texts.connecting;
    this.statusTimer = window.setTimeout(() => this.view?.setStatus(text, this.clinic), CONNECTING_AFTER_MS);
  }
}

// randomUUID needs a secure page; a clinic's test page may be none.
function fallbackId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
}
