// A chat joins a conversation with what is seen of it: the launcher, the panel, the words about the connection.

import { makeAnnouncer } from "./announcer";
import { plainText } from "./blocks";
import { callLinks, isDanger } from "./bubbles";
import { coverWith } from "./consent";
import { openConversation, type Conversation, type Status } from "./conversation";
import { darkness, dress } from "./dress";
import type { EventDetails, VerbatimChat } from "./element";
import type { Item } from "./history";
import { makeLauncher, type Launcher } from "./launcher";
import { pace } from "./pace";
import { makePanel, type Panel } from "./panel";
import { textOf, type Clinic, type Settings } from "./protocol";
import { recall, remember } from "./remembered";
import { element } from "./render";
import { beep } from "./sound";
import { tellStatus } from "./status";
import { openMemory } from "./storage";
import { english, languageOf, loadTexts } from "./texts";
import { download, transcript } from "./transcript";
import type { Use } from "./use";

const LONGEST_MESSAGE = 2000;
const MOST_EVENTS = 20;
const FIRST_FRAME_MS = 30;
const PHONE = "(max-width: 480px)";

export interface Chat {
  open(): Promise<void>;
  close(): void;
  say(text: string, value?: string): void;
  forget(): void;
  // The element is on the page, or has left it for good.
  attach(): void;
  detach(): void;
  // An attribute has changed.
  changed(name: string): void;
}

// `host` has its shadow root.  `home` is where the script came from.
export function makeChat(host: VerbatimChat, home: string): Chat {
  const floating = host.hasAttribute("floating");
  const root = element("div.root", { role: "region" });
  const announcer = makeAnnouncer();
  const later = pace(render);
  const said = tellStatus(tell);
  let texts = english;
  let settings: Settings = {};
  let conversation: Conversation | undefined;
  let kept = false; // beyond this page
  let panel: Panel | undefined;
  let launcher: Launcher | undefined;
  let isOpen = false;
  let agreed = false;
  let opener: Element | null | undefined; // what had the focus before
  let ears: AbortController | undefined;
  let arrived: Item[] = [];
  let unread = 0;
  let draft = "";

  const language = (): string => languageOf(host.lang, document.documentElement.lang, navigator.language);
  const key = (): string => `verbatim:${host.site}`;
  const label = (): string => host.label || texts.title;

  function server(): string {
    try {
      return new URL(host.server || home, location.href).href.replace(/\/*$/, "/");
    } catch {
      console.error(`verbatim-chat: "${host.server}" is not the address of a server.`);
      return `${home}/`;
    }
  }

  function emit<K extends keyof EventDetails>(name: K, detail?: EventDetails[K]): boolean {
    return host.dispatchEvent(new CustomEvent(`verbatim:${name}`, { detail, bubbles: true, composed: true, cancelable: name === "send" }));
  }

  function talk(): Conversation {
    if (conversation) return conversation;
    const memory = openMemory(key(), host.storage);
    kept = memory.kept;
    return (conversation = openConversation(server(), host.site, language(), memory, {
      changed(items) {
        arrived.push(...items);
        later();
      },
      welcome(welcome) {
        settings = Object(welcome.settings) as Settings;
        panel?.welcome(welcome);
        wear();
        render();
      },
      status(status) {
        emit("status", { status });
        said(status);
        later();
      },
    }));
  }

  function start(): void {
    if (!host.consent || agreed || talk().history.born) talk().start();
  }

  function clinic(): Clinic | undefined {
    const known = conversation?.history.clinic;
    return host.phone && !textOf(known?.phone) ? { name: "", ...known, phone: host.phone } : known;
  }

  function tell(status: Status, before: Status): void {
    if (status === "wrong") console.error(`verbatim-chat: ${server()} has no chat for the site "${host.site}".`);
    if (status === "open") {
      if (before !== "connecting") announcer.say(texts.back);
      return panel?.setStatus();
    }
    const phones = /^(lost|wrong)$/.test(status) ? callLinks(clinic()?.phone, texts) : [];
    panel?.setStatus(texts[status], ...phones.flatMap((phone) => [" ", phone]));
  }

  // Keeps for the next page how this one was left; nothing before the first message.
  function note(): void {
    remember(key(), host.storage !== "none" && !!conversation?.history.born && { open: isOpen, draft });
  }

  function wear(): void {
    dress(host, root, settings, language(), panel);
  }

  function build(): Panel {
    const { history } = talk();
    const use: Use = {
      texts, announcer, talk, say, clinic, forget, close,
      language: language(),
      draft(text) {
        draft = text;
        note();
      },
      download: () => download(transcript(talk().history.items, use), `${host.site}-chat.txt`),
    };
    const made = makePanel(use, floating, label());
    made.setClinic(history.clinic);
    if (!kept) made.setNote(texts.unkept);
    draft = recall(key()).draft ?? "";
    made.setDraft(draft);
    made.node.addEventListener("cancel", (event) => {
      event.preventDefault();
      close();
    });
    // Nothing is connected or stored before the visitor agrees.
    if (host.consent && !history.born) {
      coverWith(made.node, host.consent, texts.start, () => {
        agreed = true;
        start();
        made.focus();
      });
    }
    root.append(made.node);
    launcher?.node.setAttribute("aria-controls", "panel");
    return made;
  }

  function turn(open: boolean): void {
    isOpen = open;
    host.toggleAttribute("open", open);
  }

  async function open(): Promise<void> {
    const { activeElement } = document;
    if (!isOpen) opener = activeElement === host ? undefined : activeElement;
    turn(true);
    await loaded;
    if (!isOpen || !host.isConnected) return;
    if (!panel) {
      panel = build();
      wear();
    }
    start();
    if (floating) {
      const dialog = panel.node as HTMLDialogElement;
      if (!dialog.open) dialog[matchMedia(PHONE).matches ? "showModal" : "show"]();
      panel.focus();
    }
    fit();
    render();
    panel.toEnd();
    note();
    emit("open");
  }

  function close(): void {
    if (!isOpen || !floating) return;
    const focused = host.shadowRoot!.activeElement;
    turn(false);
    (panel?.node as HTMLDialogElement | undefined)?.close();
    note();
    render();
    if (focused) ((opener?.isConnected && opener !== document.body ? opener : launcher?.node) as HTMLElement | undefined)?.focus();
    emit("close");
  }

  function say(words: string, value?: string): void {
    const text = words.trim().slice(0, LONGEST_MESSAGE);
    if (!text || !emit("send", { text })) return;
    const { id } = talk().say(text, value);
    render(true);
    emit("message", { id, text });
    note();
  }

  function forget(): void {
    draft = "";
    talk().forget();
    note();
    panel?.setDraft("");
    panel?.fold();
    panel?.focus();
  }

  // The panel of a phone ends where its keyboard begins.
  function fit(): void {
    if (!visualViewport || !panel || !isOpen) return;
    root.style.setProperty("--height", `${visualViewport.height}px`);
    root.style.setProperty("--top", `${visualViewport.offsetTop}px`);
    if (panel.atEnd) panel.toEnd();
  }

  function render(own = false): void {
    if (!conversation) return;
    const { history } = conversation;
    const fresh = arrived.filter((item) => history.itemOf(item.id) === item);
    const news = fresh.filter((item) => !item.told);
    const stick = panel?.atEnd;
    arrived = [];
    panel?.show(history.items, own);
    if (news[0]) panel?.arrived(news, !!stick);
    for (const { reply, early } of fresh.slice(-MOST_EVENTS)) {
      if (!early) emit("reply", { ...reply!, text: plainText(reply!.blocks) });
    }
    // A danger sign is never left behind a closed launcher.
    if (news.some(isDanger) && !isOpen) void open();
    if (news[0] && history.sound && (document.hidden || !isOpen)) beep();
    if (isOpen && panel && !document.hidden) conversation.seen();
    showLauncher();
  }

  function showLauncher(): void {
    const count = (!isOpen && conversation?.history.unread()) || 0;
    const words = host.launcher === "none" ? "" : host.launcher;
    launcher?.show(texts, words || textOf(settings.launcher) || texts.launcher, count, isOpen);
    if (count !== unread) emit("unread", { count: (unread = count) });
  }

  // A transform or a filter on the body would catch what is fixed to the window: then the chat stands beside it.
  function standFree(): void {
    const { body, documentElement } = document;
    const { transform, filter, perspective } = getComputedStyle(body);
    if (floating && host.parentNode === body && transform + filter + perspective !== "nonenonenone") documentElement.append(host);
  }

  // What other tabs or pages have left is looked at when the page has had time for its first frame.
  async function begin(signal: AbortSignal): Promise<void> {
    await loaded;
    if (signal.aborted) return;
    wear();
    standFree();
    const { history, start } = talk();
    if (history.unanswered()[0] || history.erase) start();
    render();
    if (!floating || isOpen || (recall(key()).open && !matchMedia(PHONE).matches)) void open();
    emit("ready");
  }

  const loaded = loadTexts(language(), home, host.texts).then((found) => {
    texts = found;
    root.ariaLabel = label();
    if (!floating) return;
    launcher = makeLauncher(() => void open());
    showLauncher();
    if (host.launcher !== "none") root.append(launcher.node);
  });
  host.shadowRoot!.append(root);

  return {
    open, close, say, forget,
    attach() {
      ears?.abort();
      ears = new AbortController();
      const { signal } = ears;
      darkness().addEventListener("change", wear, { signal });
      for (const name of ["resize", "scroll"]) visualViewport?.addEventListener(name, fit, { signal });
      document.addEventListener("click", ({ target }) => {
        const found = (target as Element | null)?.closest?.("[data-verbatim-open]");
        if (found && document.querySelector("verbatim-chat[floating]") === host) void open();
      }, { signal });
      addEventListener("visibilitychange", () => render(), { signal });
      setTimeout(begin, FIRST_FRAME_MS, signal);
    },
    detach() {
      ears?.abort();
      conversation?.stop();
      conversation = undefined;
    },
    changed(name) {
      if (name === "open") {
        if (host.hasAttribute("open") === isOpen) return;
        if (isOpen) close();
        else void open();
        return host.toggleAttribute("open", isOpen) as unknown as void;
      }
      if ((name === "site" || name === "server") && conversation) {
        conversation.stop();
        conversation = undefined;
        if (isOpen) start();
      }
      wear();
      render();
    },
  };
}
