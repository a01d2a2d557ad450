// <verbatim-chat site="…">: joins the conversation and what is seen of it; its attributes, methods and events.

import { callLinks, isDanger, textOfNode } from "./bubbles";
import { inkOf, readRgb, textOn } from "./colour";
import { Conversation, type Status } from "./conversation";
import type { Item } from "./history";
import { Launcher } from "./launcher";
import { Panel } from "./panel";
import { textOf, type Settings } from "./protocol";
import { blocks, element } from "./render";
import { transcript } from "./sheets";
import { openMemory } from "./storage";
import css from "./style.css";
import { english, isRightToLeft, loadTexts, type Texts } from "./texts";

const CONNECTING_AFTER_MS = 1000;
const BURST_MS = 50;
const MOST_DRAWS = 4;
const ATTRIBUTES = ["site", "server", "lang", "position", "theme", "accent", "logo", "phone", "label", "texts", "launcher", "consent", "storage"] as const;

export interface EventDetails {
  ready: undefined;
  open: undefined;
  close: undefined;
  send: { text: string }; // cancelable
  message: { id: string; text: string };
  reply: { seq: number; in_reply_to: string; kind: string; text: string };
  status: { status: Status };
  unread: { count: number };
}

const darkness = (): MediaQueryList => matchMedia("(prefers-color-scheme: dark)");

let sheet: CSSStyleSheet | undefined;

// One sheet, shared by all widgets of a page: no exception in a content security policy is needed.
function stylesheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

export interface VerbatimChat extends Record<Exclude<(typeof ATTRIBUTES)[number], "lang">, string> {}

export class VerbatimChat extends HTMLElement {
  // Where the widget was loaded from: the server to talk to unless `server` says another.
  static home = location.origin;
  static readonly observedAttributes = [...ATTRIBUTES, "open"];

  #root: HTMLElement | undefined;
  #panel: Panel | undefined;
  #launcher: Launcher | undefined;
  #conversation: Conversation | undefined;
  #texts: Texts = english;
  #settings: Settings = {};
  #opener: HTMLElement | undefined;
  #statusTimer: number | undefined;
  #shown: Status = "open";
  #frame = 0;
  #drawn = 0;
  #draws = 0;
  #arrived: Item[] = [];
  #draft = "";
  #agreed = false;
  #turning = false;
  #loaded: Promise<void> | undefined;
  #ears = new AbortController();

  // ---- methods of the element

  // Whether the panel is in view; setting it opens or closes.
  get isOpen(): boolean {
    return this.hasAttribute("open");
  }

  get floating(): boolean {
    return this.hasAttribute("floating");
  }

  async open(): Promise<void> {
    if (!this.#root) return;
    const { activeElement } = document;
    if (!this.isOpen) this.#opener = activeElement === this ? undefined : ((activeElement as HTMLElement | null) ?? undefined);
    this.#turn(true);
    await this.#loaded;
    if (!this.isOpen || !this.isConnected) return;
    this.#build();
    this.#appear();
    this.#emit("open", undefined);
  }

  close(): void {
    if (!this.isOpen || !this.floating) return;
    const focused = !!this.shadowRoot?.activeElement;
    this.#turn(false);
    (this.#panel?.node as HTMLDialogElement | undefined)?.close?.();
    this.#remember();
    this.#render();
    if (focused) (this.#opener?.isConnected && this.#opener !== document.body ? this.#opener : this.#launcher?.node)?.focus();
    this.#emit("close", undefined);
  }

  toggle(): void {
    if (this.isOpen) this.close();
    else void this.open();
  }

  // Says this in the visitor's name.
  send(text: string): void {
    this.#say(String(text).trim().slice(0, 2000));
  }

  // Deletes the conversation here and on the server.
  forget(): void {
    this.#draft = "";
    this.#remember(true);
    this.#talk().forget();
    this.#panel?.setDraft("");
    this.#panel?.fold();
    this.#panel?.focus();
  }

  // Calls back at "open", "close", "send", "message", "reply", "status", "unread"; the same come as DOM events,
  // "verbatim:open" and so on.  Returns what takes the listener away.
  on<K extends keyof EventDetails>(name: K, listener: (detail: EventDetails[K]) => void): () => void {
    const heard = (event: Event): void => listener((event as CustomEvent<EventDetails[K]>).detail);
    this.addEventListener(`verbatim:${name}`, heard);
    return () => this.removeEventListener(`verbatim:${name}`, heard);
  }

  // ---- life of the element

  connectedCallback(): void {
    if (this.#root) return this.#attach();
    if (!this.site) return console.error('verbatim-chat: the attribute "site" is missing, as in <verbatim-chat site="microneedling">.');
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [stylesheet()];
    this.#root = element("div", { class: "root", role: "region" });
    root.append(this.#root);
    this.#loaded = loadTexts(this.#language, VerbatimChat.home, this.texts).then((texts) => {
      this.#texts = texts;
      this.#root!.ariaLabel = this.label || texts.title;
      if (this.floating) this.#launcher = new Launcher(() => void this.open());
      this.#showLauncher(0);
      if (this.#launcher && this.launcher !== "none") this.#root!.append(this.#launcher.node);
    });
    this.#attach();
  }

  disconnectedCallback(): void {
    // A move within the page connects again in the same task.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#ears.abort();
      this.#conversation?.stop();
      this.#conversation = undefined;
    });
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (!this.#root || before === now) return;
    if (name === "open") return this.#turning ? undefined : this.#turned(now !== null);
    if ((name === "site" || name === "server") && this.#conversation) this.#restart();
    if (this.#panel || this.#launcher) this.#dress();
    this.#render();
  }

  #turn(open: boolean): void {
    this.#turning = true;
    this.toggleAttribute("open", open);
    this.#turning = false;
  }

  // The page has set or taken the attribute.
  #turned(open: boolean): void {
    if (open) return void this.open();
    this.#turn(true);
    this.close();
  }

  // Before the first opening there is the launcher; what other tabs or pages have left is looked at after the
  // page's first frame, which has computed the styles that are asked for here.
  #attach(): void {
    this.#ears.abort();
    this.#ears = new AbortController();
    const { signal } = this.#ears;
    darkness().addEventListener("change", () => this.#dress(), { signal });
    for (const name of ["resize", "scroll"]) visualViewport?.addEventListener(name, () => this.#fit(), { signal });
    document.addEventListener("click", (event) => {
      const target = (event.target as Element | null)?.closest?.("[data-verbatim-open]");
      if (target && document.querySelector("verbatim-chat[floating]") === this) void this.open();
    }, { signal });
    document.addEventListener("visibilitychange", () => this.#seen(), { signal });
    const begin = async (): Promise<void> => {
      await this.#loaded;
      if (signal.aborted || !this.isConnected) return;
      if (this.#launcher) this.#dress();
      this.#standFree();
      const { history } = this.#talk();
      if (history.waiting().length || history.erase) this.#talk().start();
      this.#render();
      if (!this.floating || this.isOpen || (this.#remembered.open && innerWidth > 480)) void this.open();
      this.#emit("ready", undefined);
    };
    if (document.hidden) setTimeout(begin);
    else requestAnimationFrame(() => setTimeout(begin));
  }

  // A transform or a filter on the body would catch what is fixed to the window: then the chat stands beside it.
  #standFree(): void {
    if (!this.floating || this.parentNode !== document.body) return;
    const { transform, filter, perspective } = getComputedStyle(document.body);
    if ([transform, filter, perspective].some((value) => value !== "none")) document.documentElement.append(this);
  }

  #restart(): void {
    this.#conversation?.stop();
    this.#conversation = undefined;
    if (this.isOpen) this.#start();
  }

  // ---- the conversation

  get #language(): string {
    return this.lang || document.documentElement.lang || navigator.language || "en";
  }

  get #server(): string {
    try {
      return new URL(this.server || VerbatimChat.home, location.href).href.replace(/\/*$/, "/");
    } catch {
      console.error(`verbatim-chat: "${this.server}" is not the address of a server.`);
      return `${VerbatimChat.home}/`;
    }
  }

  get #key(): string {
    return `verbatim:${this.site}`;
  }

  #talk(): Conversation {
    if (this.#conversation) return this.#conversation;
    const conversation = (this.#conversation = new Conversation(this.#server, this.site, this.#language, openMemory(this.#key, this.storage), {
      changed: () => this.#later(),
      arrived: (items) => void this.#arrived.push(...items),
      welcome: (welcome) => {
        this.#settings = welcome.settings && typeof welcome.settings === "object" ? welcome.settings : {};
        this.#panel?.welcome(welcome);
        this.#dress();
        this.#render();
      },
      status: (status) => this.#setStatus(status),
    }));
    conversation.watch();
    return conversation;
  }

  #start(): void {
    if (this.consent && !this.#agreed && !this.#talk().history.born) return;
    this.#talk().start();
  }

  #say(text: string, value?: string): void {
    if (!text || !this.site) return;
    const detail = { text };
    if (!this.#emit("send", detail, true)) return;
    const item = this.#talk().say(text, value);
    this.#render(true);
    this.#emit("message", { id: item.id, text });
    this.#remember();
  }

  // ---- what is seen

  #build(): void {
    if (this.#panel) return;
    const conversation = this.#talk();
    const panel = (this.#panel = new Panel(this.#texts, this.#language, this.floating, this.label || this.#texts.title, {
      say: (text, value) => this.#say(text, value),
      again: (item) => this.#talk().again(item),
      rate: (item, helpful) => this.#talk().rate(item, helpful),
      close: () => this.close(),
      draft: (text) => {
        this.#draft = text;
        this.#remember();
      },
      online: () => this.#talk().status === "open",
      clinic: () => this.#clinic(),
      save: () => this.#download(),
      erase: () => this.forget(),
      setSound: (on) => this.#talk().setSound(on),
      get sound() {
        return !!conversation.history.sound;
      },
    }));
    if (this.#launcher) this.#launcher.node.setAttribute("aria-controls", "panel");
    panel.setClinic(conversation.history.clinic);
    if (!conversation.memory.kept) panel.setNote(this.#texts.unkept);
    panel.setDraft((this.#draft = this.#remembered.draft ?? ""));
    this.#root!.append(panel.node);
    const dialog = panel.node as HTMLDialogElement;
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    if (this.consent && !conversation.history.born) this.#askConsent(panel);
    this.#dress();
  }

  // Nothing is connected or stored before the visitor agrees.
  #askConsent(panel: Panel): void {
    const agree = element("button", {}, this.#texts.start);
    const cover = element("div", { class: "consent" }, element("p", {}, this.consent), agree);
    panel.node.classList.add("asking");
    agree.onclick = () => {
      this.#agreed = true;
      panel.node.classList.remove("asking");
      cover.remove();
      this.#start();
      panel.focus();
    };
    panel.node.append(cover);
  }

  #appear(): void {
    const panel = this.#panel!;
    this.#start();
    if (this.floating) {
      const dialog = panel.node as HTMLDialogElement;
      if (dialog.open) dialog.close();
      if (matchMedia("(max-width: 480px)").matches) dialog.showModal();
      else dialog.show();
      panel.focus();
      const agree = panel.node.querySelector<HTMLElement>(".consent button");
      agree?.focus();
    }
    this.#fit();
    this.#render();
    panel.toEnd();
    this.#seen();
    this.#remember();
  }

  // The panel of a phone ends where its keyboard begins.
  #fit(): void {
    const view = visualViewport;
    if (!view || !this.#panel || !this.isOpen) return;
    this.style.setProperty("--height", `${view.height}px`);
    this.style.setProperty("--top", `${view.offsetTop}px`);
    if (this.#panel.atEnd) this.#panel.toEnd();
  }

  // Colours, side, direction, logo: attributes first, then the clinic's settings.
  #dress(): void {
    const root = this.#root!;
    const language = this.#language;
    root.lang = language;
    root.dir = this.dir || (isRightToLeft(language) || document.documentElement.dir === "rtl" ? "rtl" : "ltr");
    root.classList.toggle("dark", (this.theme || (darkness().matches && "dark")) === "dark");
    root.classList.toggle("start", (this.position || textOf(this.#settings.position)) === "start");
    this.#panel?.setLogo(this.logo || textOf(this.#settings.logo) || null);
    const accent = this.accent || textOf(this.#settings.accent);
    for (const name of ["--accent", "--on-accent", "--ink"]) root.style.removeProperty(name);
    if (CSS.supports("color", accent)) root.style.setProperty("--accent", accent);
    // Where the accent is the background, and where it is text.
    const tint = readRgb(getComputedStyle(this.#panel?.bar ?? this.#launcher!.node).backgroundColor);
    if (!tint) return;
    root.style.setProperty("--on-accent", textOn(tint));
    const paper = this.#panel && readRgb(getComputedStyle(this.#panel.sheet).backgroundColor);
    if (paper) root.style.setProperty("--ink", inkOf(tint, paper));
  }

  // A change is seen at once; many of them in a row are one.
  #later(): void {
    if (this.#frame) return;
    const now = performance.now();
    if (now - this.#drawn > BURST_MS) [this.#drawn, this.#draws] = [now, 0];
    if (this.#draws++ < MOST_DRAWS) return this.#render();
    const flush = (): void => {
      cancelAnimationFrame(this.#frame);
      clearTimeout(timer);
      this.#frame = 0;
      this.#render();
    };
    const timer = setTimeout(flush, 100);
    this.#frame = requestAnimationFrame(flush);
  }

  #render(own = false): void {
    const conversation = this.#conversation;
    if (!conversation) return;
    const { history } = conversation;
    const arrived = this.#arrived.splice(0).filter((item) => history.find(item.id) === item);
    if (this.#panel) {
      const stick = this.#panel.atEnd;
      this.#panel.show(history.items, own);
      if (arrived.length) this.#panel.arrived(arrived, stick);
    }
    for (const { reply } of arrived.slice(-20)) {
      const { seq, in_reply_to, kind } = reply!;
      this.#emit("reply", { seq, in_reply_to, kind, text: textOfNode(element("div", {}, ...blocks(reply!.blocks))) });
    }
    // A danger sign is never left behind a closed launcher.
    if (arrived.some(isDanger) && !this.isOpen) void this.open();
    if (arrived.length && history.sound && (document.hidden || !this.isOpen)) beep();
    this.#seen();
    const unread = this.isOpen ? 0 : history.unread();
    this.#showLauncher(unread);
    if (unread !== this.#unread) this.#emit("unread", { count: (this.#unread = unread) });
  }
  #unread = 0;

  #showLauncher(unread: number): void {
    if (!this.#launcher) return;
    const own = this.launcher === "none" ? "" : this.launcher;
    this.#launcher.show(this.#texts, own || textOf(this.#settings.launcher) || this.#texts.launcher, unread);
    this.#launcher.node.hidden = this.isOpen;
    this.#launcher.node.ariaExpanded = String(this.isOpen);
  }

  #seen(): void {
    if (this.isOpen && this.#panel && !document.hidden) this.#conversation?.seen();
  }

  // A short break is not worth a word.
  #setStatus(status: Status): void {
    this.#emit("status", { status });
    if (status === this.#shown && status !== "open") return;
    clearTimeout(this.#statusTimer);
    const show = (): void => {
      if (status !== "open" || this.#shown !== "open") this.#tell(status);
      this.#shown = status;
      this.#render();
    };
    if (status === "open" || status === "wrong") show();
    else this.#statusTimer = setTimeout(show, CONNECTING_AFTER_MS) as unknown as number;
  }

  #tell(status: Status): void {
    const texts = this.#texts;
    const hopeless = status === "lost" || status === "wrong";
    if (status === "wrong") console.error(`verbatim-chat: ${this.#server} has no chat for the site "${this.site}".`);
    if (status === "open") {
      this.#panel?.announce(texts.back);
      return this.#panel?.setStatus("");
    }
    const phone = hopeless ? callLinks(this.#clinic()?.phone, texts) : [];
    this.#panel?.setStatus(texts[status], phone.flatMap((link) => [" ", link] as Node[]));
  }

  #clinic(): Conversation["history"]["clinic"] {
    const known = this.#conversation?.history.clinic;
    return this.phone && !textOf(known?.phone) ? { ...known, name: textOf(known?.name), phone: this.phone } : known;
  }

  #download(): void {
    const { history } = this.#talk();
    const words = (item: Item): string => textOfNode(element("div", {}, ...blocks(item.reply!.blocks)));
    const text = transcript(history.items, this.#clinic(), this.#texts, this.#language, words);
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    const anchor = element("a", { href: address, download: `${this.site}-chat.txt` });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  // ---- what this tab keeps for its next page: whether the chat was open, and what was being typed

  get #remembered(): { open?: boolean; draft?: string } {
    try {
      return (JSON.parse(sessionStorage.getItem(`${this.#key}:tab`) ?? "{}") as { open?: boolean; draft?: string }) ?? {};
    } catch {
      return {};
    }
  }

  #remember(nothing = false): void {
    try {
      const key = `${this.#key}:tab`;
      if (nothing || this.storage === "none" || !this.#conversation?.history.born) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify({ open: this.isOpen, draft: this.#draft }));
    } catch {
      // No storage: the next page begins closed and empty.
    }
  }

  #emit<K extends keyof EventDetails>(name: K, detail: EventDetails[K], cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(`verbatim:${name}`, { detail, bubbles: true, composed: true, cancelable }));
  }
}

for (const name of ATTRIBUTES) {
  if (name === "lang") continue;
  Object.defineProperty(VerbatimChat.prototype, name, {
    configurable: true,
    enumerable: true,
    get(this: VerbatimChat) {
      return this.getAttribute(name) ?? "";
    },
    set(this: VerbatimChat, value: unknown) {
      this.setAttribute(name, String(value));
    },
  });
}

// One short, quiet tone.
function beep(): void {
  try {
    const context = new AudioContext();
    const tone = context.createOscillator();
    const volume = context.createGain();
    volume.gain.value = 0.05;
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + 0.12);
    tone.onended = () => void context.close();
  } catch {
    // A browser without sound.
  }
}
