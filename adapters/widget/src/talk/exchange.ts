// An exchange speaks verbatim.v1 with the server about one history: it greets, resumes, sends what waits, erases.
//
// It goes over a WebSocket, and over plain requests where none comes through.

import type { Events, Status } from "./conversation";
import type { History, Item } from "./history";
import { makeId } from "./id";
import { openLink } from "./link";
import { makeOutbox, wordsOf } from "./outbox";
import { request } from "./plain";
import { readFrame, textOf, type ClientFrame, type Failure, type Reply, type Welcome } from "./protocol";
import type { SharedHistory } from "./shared";

const LOST_AFTER_MS = 40_000;
const BLOCKED_AFTER = 2; // attempts without a WebSocket; then plain requests are tried

export interface Exchange {
  status(): Status;
  start(): void;
  stop(): void;
  // Sends the next message that waits, unless one is under way.
  pump(): void;
  // Makes sure that there is a connection.
  check(): void;
  // Sends what is to be answered with "done", and again after every break until it is.
  ask(frame: ClientFrame & { id: string }): void;
  // Other tabs have written, or this page has come back.
  refresh(): void;
  // The history was forgotten; tells the server.
  erase(): void;
}

export function openExchange(server: string, site: string, locale: string, tab: string, history: History, shared: SharedHistory, on: Events): Exchange {
  const api = new URL(`v1/${encodeURIComponent(site)}`, server).href;
  const socket = new URL(`${encodeURIComponent(site)}/ws`, server).href.replace("http", "ws");
  const asks = new Map<string, ClientFrame>(); // feedback or an erasure without an answer
  let status: Status = "connecting";
  let started = false;
  let ready = false;
  let plain = false; // over HTTP
  let begun = 0;
  let asked: string | undefined; // the session that was named in the last hello
  let spoken: string | undefined; // the session of this connection: what comes is of this one

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

  function start(): void {
    if (started) return;
    started = true;
    begun = Date.now();
    on.status(status);
    link.start();
  }

  return {
    status: () => status,
    start, ask, refresh,
    check: link.check,
    pump: outbox.pump,
    stop() {
      outbox.stop();
      started = ready = false;
      link.stop();
    },
    erase() {
      if (started) link.restart();
      else if (history.erase) start();
    },
  };
}
