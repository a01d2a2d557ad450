// A chat joins a conversation with what is seen of it: the launcher, the panel, the words about the connection.

import { makeAnnouncer } from "./view/announcer";
import { plainText } from "./view/blocks";
import { isDanger } from "./view/bubbles";
import { coverWith } from "./view/consent";
import { openConversation, type Conversation, type Status } from "./talk/conversation";
import { dress, fitInto } from "./view/dress";
import type { VerbatimChat } from "./element";
import type { Item } from "./talk/history";
import { emit, keyOf, languageFor, listen, serverOf, standFree } from "./host";
import { makeLauncher, type Launcher } from "./view/launcher";
import { pace, pause } from "./pace";
import { makePanel, type Panel } from "./view/panel";
import { textOf, type Clinic, type Settings } from "./talk/protocol";
import { recall, remember } from "./remembered";
import { element } from "./view/render";
import { beep } from "./view/sound";
import { statusLine, tellStatus } from "./status";
import { openMemory } from "./talk/storage";
import { english, loadTexts } from "./texts";
import { download, transcript } from "./view/transcript";
import type { Use } from "./view/use";

const LONGEST_MESSAGE = 2000;
const MOST_EVENTS = 20;
const FIRST_FRAME_MS = 30;
const PHONE = "(max-width: 480px)";

export interface Chat {
  open(): Promise<void>;
  close(): void;
  // In the visitor's name.
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
  let own = false; // the visitor has just said something here
  let unread = 0;
  let draft = "";

  const label = (): string => host.label || texts.title;

  function talk(): Conversation {
    if (conversation) return conversation;
    const memory = openMemory(keyOf(host), host.storage);
    kept = memory.kept;
    return (conversation = openConversation(serverOf(host, home), host.site, languageFor(host), memory, {
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
        emit(host, "status", { status });
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
    if (status === "wrong") console.error(`verbatim-chat: the server has no site "${host.site}".`);
    if (status === "open" && before !== "connecting") announcer.say(texts.back);
    panel?.setStatus(...statusLine(status, texts, clinic()?.phone));
  }

  // Keeps for the next page how this one was left; nothing before the first message.
  function note(): void {
    remember(keyOf(host), host.storage !== "none" && !!conversation?.history.born && { open: isOpen, draft });
  }

  function wear(): void {
    dress(host, root, settings, languageFor(host), panel);
  }

  function build(): Panel {
    const { history } = talk();
    const use: Use = {
      texts, announcer, talk, say, clinic, forget, close,
      clock: new Intl.DateTimeFormat(languageFor(host), { timeStyle: "short" }),
      draft(text) {
        draft = text;
        note();
      },
      download: () => download(transcript(talk().history.items, use), `${host.site}-chat.txt`),
    };
    const made = makePanel(use, floating, label());
    made.setClinic(history.clinic);
    if (!kept) made.setNote(texts.unkept);
    draft = recall(keyOf(host)).draft ?? "";
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
    if (!isOpen) opener = activeElement === host || activeElement === document.body ? undefined : activeElement;
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
    emit(host, "open");
  }

  function close(): void {
    if (!isOpen || !floating) return;
    const focused = host.shadowRoot!.activeElement;
    turn(false);
    (panel?.node as HTMLDialogElement | undefined)?.close();
    note();
    render();
    if (focused) ((opener?.isConnected ? opener : launcher?.node) as HTMLElement | undefined)?.focus();
    emit(host, "close");
  }

  function say(words: string, value?: string): void {
    const text = words.trim().slice(0, LONGEST_MESSAGE);
    if (!text || !emit(host, "send", { text })) return;
    const { id } = talk().say(text, value);
    own = true;
    render();
    emit(host, "message", { id, text });
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

  function fit(): void {
    if (!panel || !isOpen) return;
    fitInto(root);
    if (panel.atEnd) panel.toEnd();
  }

  function render(): void {
    if (!conversation) return;
    const { history } = conversation;
    const fresh = arrived.filter((item) => history.itemOf(item.id) === item);
    const news = fresh.filter((item) => !item.told);
    const stick = panel?.atEnd;
    arrived = [];
    panel?.show(history.items, own);
    own = false;
    if (news[0]) panel?.arrived(news, !!stick);
    for (const { reply, early } of fresh.slice(-MOST_EVENTS)) {
      if (!early) emit(host, "reply", { ...reply!, text: plainText(reply!.blocks) });
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
    if (count !== unread) emit(host, "unread", { count: (unread = count) });
  }

  // What other tabs or pages have left is looked at when the page has had time for its first frame.
  async function begin(signal: AbortSignal): Promise<void> {
    await loaded;
    await pause(FIRST_FRAME_MS);
    if (floating) standFree(host);
    await pause();
    if (signal.aborted) return;
    const { history, start } = talk();
    if (history.unanswered()[0] || history.erase) start();
    render();
    if (!floating || isOpen || (recall(keyOf(host)).open && !matchMedia(PHONE).matches)) void open();
    emit(host, "ready");
  }

  const loaded = loadTexts(languageFor(host), home, host.texts).then((found) => {
    texts = found;
    root.ariaLabel = label();
    wear();
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
      listen(host, signal, open, fit, wear, render);
      void begin(signal);
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
