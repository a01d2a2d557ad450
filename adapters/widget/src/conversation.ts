// A conversation loses nothing that was said, doubles nothing and keeps the order.
//
// What the visitor says waits in the history until its reply has come (outbox.ts).  Tabs share the history
// through the browser's storage (shared.ts), and each has a connection of its own (link.ts).

import { makeHistory, type History, type Item } from "./history";
import { openLink } from "./link";
import { makeOutbox } from "./outbox";
import { request } from "./plain";
import { readFrame, textOf, type ClientFrame, type Failure, type Reply, type Welcome } from "./protocol";
import { shareHistory } from "./shared";
import type { Memory } from "./storage";

// "lost": no answer for a while, and it goes on trying.  "wrong": there is no such chat.
export type Status = "connecting" | "open" | "offline" | "lost" | "wrong";

export interface Events {
  // `arrived`: replies that nobody has seen yet.
  changed(arrived: Item[]): void;
  welcome(welcome: Welcome): void;
  status(status: Status): void;
}

const LOST_AFTER_MS = 40_000;
const BLOCKED_AFTER = 2; // attempts without a WebSocket; then plain requests are tried

export interface Conversation {
  readonly history: History;
  readonly status: Status;
  // Connects, if it has not yet.
  start(): void;
  // Ends it for this page; what waits is sent by another.
  stop(): void;
  // Says words, or taps a choice that reads like them.
  say(text: string, value?: string): Item;
  again(item: Item): void;
  rate(item: Item, helpful: boolean): void;
  setSound(on: boolean): void;
  // The visitor has seen everything that is here.
  seen(): void;
  // Forgets here at once, and on the server as soon as it can be reached.
  forget(): void;
}

// Listens to other tabs at once; connects at start().
export function openConversation(server: string, site: string, locale: string, memory: Memory, on: Events): Conversation {
  const tab = makeId();
  const api = new URL(`v1/${encodeURIComponent(site)}`, server).href;
  const socket = new URL(`${encodeURIComponent(site)}/ws`, server).href.replace("http", "ws");
  const ears = new AbortController();
  const { signal } = ears;
  const asks = new Map<string, ClientFrame>(); // feedback or an erasure without an answer
  let status: Status = "connecting";
  let started = false;
  let ready = false;
  let plain = false; // over HTTP
  let begun = 0;
  let lastAt = 0;
  let asked: string | undefined; // the session that was named in the last hello
  let spoken: string | undefined; // the session of this connection: what comes is of this one

  const history = makeHistory();
  const shared = shareHistory(history, memory, tab, on.changed);
  const outbox = makeOutbox(history, tab, {
    isOpen: () => ready || plain,
    transmit(item) {
      if (ready) return link.send({ type: item.value ? "choice" : "message", ...wordsOf(item) });
      void post(item);
      return true;
    },
    refused(item) {
      history.refuse(item);
      keep([]);
    },
  });
  const link = openLink(socket, { greet: hello, frame: receive, lost });

  function keep(arrived: Item[]): void {
    shared.save();
    on.changed(arrived);
  }

  function hello(): void {
    const { erase, session, last } = history;
    asked = erase ?? session;
    link.send({ type: "hello", site, locale, session: asked, last_seq: erase ? undefined : last });
  }

  // A server answers a hello without a session in the conversation under way, so that needs a new connection.
  function greet(): void {
    ready = false;
    if (history.session) hello();
    else link.restart();
  }

  function receive(data: unknown): void {
    const frame = readFrame(data);
    if (frame?.type === "welcome" && textOf(frame.session)) welcomed(frame);
    if (frame?.type === "reply") replied(frame, spoken);
    if (frame?.type === "error") failed(frame);
    if (frame?.type === "done") settle(frame.in_reply_to);
    if (frame?.type === "going_away") link.goingAway(frame.retry_after_ms);
  }

  function welcomed(welcome: Welcome): void {
    link.welcomed();
    if (history.erase) {
      asks.clear(); // what was asked of the old conversation is void
      return welcome.resumed ? ask({ type: "erase", id: makeId() }) : erased();
    }
    spoken = welcome.session;
    if (spoken !== history.session) {
      // Another tab may have been quicker to begin a new session: that one is taken.
      const before = asked;
      shared.refresh();
      if (history.session !== before) return greet();
      history.begin(spoken);
      shared.save(true);
    }
    ready = true;
    plain = false;
    greeted(welcome);
    asks.forEach(link.send);
    // A session that the server knows answers a repeated id once, so this tab may send everybody's messages;
    // in a new one only its own, for another tab may be beginning a new one too.
    outbox.begin(welcome.resumed);
  }

  function greeted(welcome: Welcome): void {
    history.clinic = welcome.clinic;
    setStatus("open");
    on.welcome(welcome);
  }

  function erased(): void {
    shared.forgotten();
    spoken = undefined;
    link.restart();
  }

  function replied(reply: Reply, session: string | undefined): void {
    if (history.erase) return;
    link.settled();
    outbox.answered(reply.in_reply_to);
    const item = history.add(reply, Date.now(), session);
    if (item) keep([item]);
    outbox.pump();
  }

  function failed({ code, in_reply_to: id, reply }: Failure): void {
    if (code === "wrong_site" || code === "unknown_site") return setStatus("wrong");
    // An older server knows no such frame, and cannot say which one it was.
    if (!id) return code === "unknown_type" ? [...asks.keys()].forEach(settle) : undefined;
    settle(id);
    const item = history.itemOf(id);
    // The server could not keep its answer, but a visitor in danger needs it now.
    const early = reply && item && history.addEarly(item, reply);
    if (early) on.changed([early]);
    if (outbox.failed(id, /^(rate_limited|busy|not_stored)$/.test(code))) link.settled();
  }

  function ask(frame: ClientFrame & { id: string }): void {
    asks.set(frame.id, frame);
    link.send(frame);
  }

  function settle(id: string): void {
    if (!asks.delete(id)) return;
    link.settled();
    if (history.erase) erased();
  }

  function lost(failures: number, silent: boolean): void {
    ready = false;
    outbox.lost(silent);
    if (plain) return outbox.pump(true);
    if (failures < 2) begun = Date.now();
    setStatus(Date.now() - begun > LOST_AFTER_MS ? "lost" : "offline");
    if (failures > BLOCKED_AFTER && started) void tryPlain();
  }

  // Some networks let no WebSocket through.
  async function tryPlain(): Promise<void> {
    try {
      const answer = await request(api);
      if (ready) return;
      if (answer.status === 404) return setStatus("wrong");
      if (answer.frame?.type !== "welcome") return;
      plain = true;
      greeted(answer.frame);
      outbox.pump(true);
    } catch {
      // Not reached either: the link goes on trying.
    }
  }

  async function post(item: Item): Promise<void> {
    const { born } = history;
    try {
      const { frame } = await request(`${api}/messages`, { ...wordsOf(item), session: history.session, locale });
      if (born !== history.born) return outbox.begin(false); // forgotten meanwhile
      if (frame?.type === "error") return failed({ ...frame, in_reply_to: item.id });
      outbox.lost(true);
      if (frame?.type !== "reply") return outbox.later();
      const from = textOf(frame.session);
      if (from && from !== history.session) history.begin(from);
      replied(frame, history.session);
    } catch {
      outbox.lost();
      plain = false;
      setStatus("offline");
    }
  }

  function setStatus(now: Status): void {
    if (status === "wrong" && now !== "open") return;
    if (now === "wrong") link.slowDown();
    on.status((status = now));
  }

  // Other tabs have written, or this page has come back.
  function refresh(): void {
    shared.refresh();
    if (history.session !== spoken && ready) greet();
    else outbox.pump();
  }

  function put(item: Item): void {
    history.put(item);
    shared.save(true);
    outbox.pump();
  }

  function start(): void {
    if (started) return;
    started = true;
    begun = Date.now();
    on.status(status);
    link.start();
  }

  memory.watch(refresh, signal);
  addEventListener("pagehide", shared.flush, { signal });

  return {
    history,
    get status() {
      return status;
    },
    start,
    stop() {
      shared.flush();
      ears.abort();
      outbox.stop();
      started = ready = false;
      link.stop();
    },
    say(text, value) {
      start();
      lastAt = Math.max(Date.now(), lastAt + 1);
      const item: Item = { id: makeId(), at: lastAt, place: 0, text, value, tab };
      history.born ||= item.id;
      put(item);
      link.check();
      return item;
    },
    again(item) {
      put(Object.assign(item, { place: 0, refused: false, tab }));
      on.changed([]);
    },
    rate(item, helpful) {
      item.helpful = helpful;
      shared.save();
      ask({ type: "feedback", id: makeId(), seq: item.reply!.seq, helpful });
    },
    setSound(on) {
      history.sound = on;
      shared.save();
    },
    seen() {
      const last = history.items.findLast((item) => item.reply && item.place)?.place ?? 0;
      if (last <= history.read) return;
      history.read = last;
      shared.save();
    },
    forget() {
      shared.forget();
      on.changed([]);
      if (started) link.restart();
      else if (history.erase) start();
    },
  };
}

// What the server has to know of it; a choice is known by its value.
const wordsOf = ({ id, text, value }: Item): { id: string; text?: string | undefined; value?: string } => ({ id, ...(value ? { value } : { text }) });

// randomUUID needs a secure page; a clinic's test page may be none.
function makeId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("");
}
