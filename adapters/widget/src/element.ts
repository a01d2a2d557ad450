// <verbatim-chat site="…">: the element's attributes, methods and events.

import { makeChat, type Chat } from "./chat";
import type { Status } from "./talk/conversation";
import type { Reply } from "./talk/protocol";
import css from "./view/style.css";

const ATTRIBUTES = "site server position theme accent logo phone label texts launcher consent storage".split(" ");

export interface EventDetails {
  ready: undefined;
  open: undefined;
  close: undefined;
  send: { text: string }; // cancelable
  message: { id: string; text: string };
  reply: Reply & { text: string };
  status: { status: Status };
  unread: { count: number };
}

// One sheet, shared by all widgets of a page: no exception in a content security policy is needed.
let sheet: CSSStyleSheet | undefined;

// Each is the attribute of that name.
export interface VerbatimChat {
  site: string;
  server: string;
  position: string;
  theme: string;
  accent: string;
  logo: string;
  phone: string;
  label: string;
  texts: string;
  launcher: string;
  consent: string;
  storage: string;
}

export class VerbatimChat extends HTMLElement {
  // Where the widget was loaded from: the server to talk to unless `server` says another.
  static home = new URL(import.meta.url).origin;
  static readonly observedAttributes = [...ATTRIBUTES, "lang", "open"];

  #chat: Chat | undefined;

  async open(): Promise<void> {
    await this.#chat?.open();
  }

  close(): void {
    this.#chat?.close();
  }

  toggle(): void {
    if (this.hasAttribute("open")) this.close();
    else void this.open();
  }

  // Says this in the visitor's name.
  send(text: string): void {
    this.#chat?.say(String(text));
  }

  // Deletes the conversation here and on the server.
  forget(): void {
    this.#chat?.forget();
  }

  // Calls back at "open", "close", "send", "message", "reply", "status", "unread"; the same come as DOM events,
  // "verbatim:open" and so on.  Returns what takes the listener away.
  on<K extends keyof EventDetails>(name: K, listener: (detail: EventDetails[K]) => void): () => void {
    const type = `verbatim:${name}`;
    const heard = (event: Event): void => listener((event as CustomEvent<EventDetails[K]>).detail);
    this.addEventListener(type, heard);
    return () => this.removeEventListener(type, heard);
  }

  connectedCallback(): void {
    if (!this.#chat) {
      if (!this.site) return console.error('verbatim-chat: the attribute "site" is missing.');
      if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(css);
      this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
      this.#chat = makeChat(this, VerbatimChat.home);
    }
    this.#chat.attach();
  }

  disconnectedCallback(): void {
    // A move within the page connects again in the same task.
    queueMicrotask(() => this.isConnected || this.#chat?.detach());
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before !== now) this.#chat?.changed(name);
  }
}

for (const name of ATTRIBUTES) {
  Object.defineProperty(VerbatimChat.prototype, name, {
    get(this: VerbatimChat) {
      return this.getAttribute(name) ?? "";
    },
    set(this: VerbatimChat, value: unknown) {
      this.setAttribute(name, String(value));
    },
  });
}
