// Conversation loses nothing that was said, doubles nothing and keeps the order.
//
// What the visitor says waits in the history until its reply has come, one message under way at a time;
// after a break it is sent again under the same id, and the server answers a repeated id once.  Tabs
// share the history through the browser's storage, and each has a connection of its own.

import { History, type Item, type Saved } from "./history";
import { Link } from "./link";
import { readFrame, textOf, type ClientFrame, type Failure, type Reply, type Welcome } from "./protocol";
import type { Memory } from "./storage";

// "lost": no answer for a while, and it goes on trying.  "wrong": there is no such chat.
export type Status = "connecting" | "open" | "offline" | "lost" | "wrong";

export interface Events {
  // Replies that nobody has seen yet; changed() follows.
  arrived(items: Item[]): void;
  changed(): void;
  welcome(welcome: Welcome): void;
  status(status: Status): void;
}

const LOST_AFTER_MS = 40_000;
const HELP_AFTER_MS = 5000; // a message of another tab that still waits is sent by this one as well
const AGAIN_MS = 1000;
const SAVE_MS = 150;
const MOST_TRIES = 4;
const BLOCKED_AFTER = 2; // attempts without a WebSocket; then plain requests are tried

export class Conversation {
  history = new History();
  status: Status = "connecting";
  readonly #tab = makeId();
  readonly #link: Link;
  readonly #api: string;
  #ready = false;
  #asked: string | undefined; // the session that was named in the last hello
  #spoken: string | undefined; // the session of this connection: what comes is of this one
  #sent: { id: string; tries: number } | undefined;
  #underWay = false;
  #plain = false; // over HTTP
  #begun = 0;
  #since = 0;
  #lastAt = 0;
  #started = false;
  #written = false; // this conversation is in the browser's storage
  #saveTimer: number | undefined;
  #pumpTimer: number | undefined;
  readonly #ears = new AbortController();
  readonly #open = new Map<string, { frame: ClientFrame; done(): void }>();

  constructor(
    server: string,
    readonly site: string,
    readonly locale: string,
    readonly memory: Memory,
    readonly on: Events,
  ) {
    this.#api = new URL(`v1/${encodeURIComponent(site)}`, server).href;
    const url = new URL(`${encodeURIComponent(site)}/ws`, server);
    url.protocol = url.protocol === "http:" ? "ws:" : "wss:";
    this.#link = new Link(url.href, {
      greet: () => this.#hello(),
      frame: (data) => this.#receive(data),
      lost: (failures, silent) => this.#lost(failures, silent),
    });
    const saved = memory.read();
    if (saved) this.#take(saved);
  }

  // Listens to other tabs, until stop(); no connection yet.
  watch(): void {
    const { signal } = this.#ears;
    this.memory.watch(() => this.#refresh(), signal);
    addEventListener("pagehide", this.#flush, { signal });
    this.#refresh();
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#begun = Date.now();
    this.#link.start();
  }

  stop(): void {
    this.#flush();
    this.#ears.abort();
    clearTimeout(this.#pumpTimer);
    this.#started = this.#ready = false;
    this.#link.stop();
  }

  // Says words, or taps a choice that reads like them.
  say(text: string, value?: string): Item {
    this.start();
    this.#lastAt = Math.max(Date.now(), this.#lastAt + 1);
    const item: Item = { id: makeId(), at: this.#lastAt, place: 0, text, tab: this.#tab, ...(value ? { value } : {}) };
    this.history.born ||= item.id;
    this.history.put(item);
    this.#save(true);
    this.on.changed();
    this.#pump();
    this.#link.check();
    return item;
  }

  again(item: Item): void {
    this.history.put(Object.assign(item, { place: 0, refused: false, tab: this.#tab }));
    this.#save(true);
    this.on.changed();
    this.#pump();
  }

  rate(item: Item, helpful: boolean): void {
    item.helpful = helpful;
    this.#save();
    this.#ask({ type: "feedback", id: makeId(), seq: item.reply!.seq, helpful });
  }

  setSound(on: boolean): void {
    this.history.sound = on;
    this.#save();
  }

  // The visitor has seen everything that is here.
  seen(): void {
    const last = this.history.items.findLast((item) => item.reply)?.place ?? 0;
    if (last <= this.history.read) return;
    this.history.read = last;
    this.#save();
  }

  // Forgets here at once, and on the server as soon as it can be reached.
  forget(): void {
    const { session, born } = this.history;
    this.#written = false;
    this.history = new History();
    this.#sent = undefined;
    this.memory.remove();
    if (session && born && this.memory.kept) {
      this.history.erase = session;
      this.memory.write(this.history.saved(Date.now()));
    } else {
      this.history.erase = session;
    }
    this.on.changed();
    if (this.#started) this.#link.restart();
    else if (this.history.erase) this.start();
  }

  #erased(): void {
    this.history.erase = undefined;
    this.memory.remove();
    this.#spoken = undefined;
    this.#link.restart();
  }

  // A server answers a hello without a session in the conversation under way, so that needs a new connection.
  #greet(): void {
    this.#ready = false;
    if (this.history.session) this.#hello();
    else this.#link.restart();
  }

  #hello(): void {
    const { erase, session, last } = this.history;
    this.#asked = erase ?? session;
    this.#link.send({
      type: "hello",
      site: this.site,
      locale: this.locale,
      ...(this.#asked ? { session: this.#asked } : {}),
      ...(this.#asked && !erase ? { last_seq: last } : {}),
    });
  }

  #receive(data: unknown): void {
    const frame = readFrame(data);
    if (frame?.type === "welcome" && textOf(frame.session)) this.#welcomed(frame);
    if (frame?.type === "reply" && !this.history.erase) this.#replied(frame);
    if (frame?.type === "error") this.#failed(frame);
    if (frame?.type === "done") this.#settle(frame.in_reply_to);
    if (frame?.type === "going_away") this.#link.goingAway(frame.retry_after_ms);
  }

  #welcomed(welcome: Welcome): void {
    this.#link.welcomed();
    if (this.history.erase) {
      if (!welcome.resumed) return this.#erased();
      return this.#ask({ type: "erase", id: makeId() }, () => this.#erased());
    }
    this.#spoken = welcome.session;
    if (welcome.session !== this.history.session) {
      // Another tab may have been quicker to begin a new session: that one is taken.
      const before = this.#asked;
      this.#refresh();
      if (this.history.session !== before) return this.#greet();
      this.history.begin(welcome.session);
      this.#save(true);
    }
    this.#greeted(welcome);
    this.#ready = true;
    this.#plain = false;
    this.#underWay = false;
    for (const { frame } of this.#open.values()) this.#link.send(frame);
    // A session that the server knows answers a repeated id once, so this tab may send everybody's messages;
    // in a new one only its own, for another tab may be beginning a new one too.
    this.#since = Date.now();
    this.#pump(welcome.resumed);
  }

  #greeted(welcome: Welcome): void {
    this.history.clinic = welcome.clinic;
    this.#setStatus("open");
    this.on.welcome(welcome);
  }

  #replied(reply: Reply): void {
    this.#link.settled();
    const item = this.history.add(reply, Date.now(), this.#plain ? this.history.session : this.#spoken);
    if (reply.in_reply_to === this.#sent?.id) this.#underWay = false;
    if (item) {
      this.#save();
      this.on.arrived([item]);
      this.on.changed();
    }
    this.#pump();
  }

  #failed({ code, in_reply_to: id }: Failure): void {
    if (code === "wrong_site" || code === "unknown_site") return this.#setStatus("wrong");
    // An older server knows no such frame, and cannot say which one it was.
    if (!id) return code === "unknown_type" ? [...this.#open.keys()].forEach((one) => this.#settle(one)) : undefined;
    this.#settle(id);
    if (id !== this.#sent?.id) return;
    this.#link.settled();
    this.#underWay = false;
    if (code === "rate_limited" || code === "busy" || code === "not_stored") {
      this.#sent.tries = 0;
      return this.#pumpLater();
    }
    this.#refuse(id);
  }

  #refuse(id: string): void {
    const item = this.history.find(id);
    this.#sent = undefined;
    this.#underWay = false;
    if (item && !item.place) this.history.refuse(item);
    this.#save();
    this.on.changed();
    this.#pump();
  }

  #ask(frame: ClientFrame & { id: string }, done = () => {}): void {
    this.#open.set(frame.id, { frame, done });
    this.#link.send(frame);
  }

  #settle(id: string): void {
    const asked = this.#open.get(id);
    this.#open.delete(id);
    if (asked) this.#link.settled();
    asked?.done();
  }

  // Sends the next message, unless one is under way.  Other tabs' messages wait for their own tab at first.
  #pump(all = false): void {
    const waiting = this.history.waiting();
    const late = Date.now() - HELP_AFTER_MS;
    const item = waiting.find((one) => all || one.tab === this.#tab || (one.at < late && this.#since < late));
    if (!item) {
      if (waiting.length) this.#pumpLater();
      return;
    }
    if (this.#underWay || !(this.#ready || this.#plain)) return;
    if (this.#sent?.id !== item.id) this.#sent = { id: item.id, tries: 0 };
    if (++this.#sent.tries > MOST_TRIES) return this.#refuse(item.id);
    this.#underWay = true;
    if (!this.#ready) return void this.#post(item);
    const { id, text = "", value } = item;
    this.#underWay = this.#link.send(value ? { type: "choice", id, value } : { type: "message", id, text });
  }

  #pumpLater(): void {
    clearTimeout(this.#pumpTimer);
    this.#pumpTimer = setTimeout(() => this.#pump(), AGAIN_MS * (1 + Math.random())) as unknown as number;
  }

  #lost(failures: number, silent: boolean): void {
    this.#ready = this.#underWay = false;
    if (this.#sent && !silent) this.#sent.tries = 0;
    if (this.#plain) return this.#pump(true);
    if (failures < 2) this.#begun = Date.now();
    this.#setStatus(Date.now() - this.#begun > LOST_AFTER_MS ? "lost" : "offline");
    if (failures > BLOCKED_AFTER && this.#started) void this.#tryPlain();
  }

  // Some networks let no WebSocket through.
  async #tryPlain(): Promise<void> {
    try {
      const answer = await fetch(this.#api, { credentials: "omit" });
      if (this.#ready) return;
      if (answer.status === 404) return this.#setStatus("wrong");
      const welcome = readFrame(await answer.text());
      if (this.#ready || !answer.ok) return;
      this.#plain = true;
      if (welcome?.type === "welcome") this.#greeted(welcome);
      this.#pump(true);
    } catch {
      // Not reached either: the link goes on trying.
    }
  }

  async #post({ id, text, value }: Item): Promise<void> {
    const { session } = this.history;
    const body = JSON.stringify({ id, ...(value ? { value } : { text }), session, locale: this.locale });
    try {
      const answer = await fetch(`${this.#api}/messages`, {
        method: "POST",
        credentials: "omit",
        headers: { "Content-Type": "application/json" },
        body,
      });
      const said = await answer.text();
      const frame = readFrame(said);
      this.#underWay = false;
      if (frame?.type === "reply") {
        const from = textOf((frame as { session?: string }).session);
        if (from && from !== this.history.session) this.history.begin(from);
        return this.#replied(frame);
      }
      if (frame?.type === "error") return this.#failed({ ...frame, in_reply_to: id });
    } catch {
      this.#underWay = false;
      if (this.#sent) this.#sent.tries = 0;
      this.#plain = false;
      return this.#setStatus("offline");
    }
    this.#pumpLater();
  }

  #setStatus(status: Status): void {
    if (this.status === "wrong" && status !== "open") return;
    if (status === "wrong") this.#link.slowDown();
    this.status = status;
    this.on.status(status);
  }

  #take(saved: Saved): Item[] {
    if (saved.erase) {
      this.history = new History();
      this.history.erase = saved.erase;
      return [];
    }
    const fresh = this.history.join(saved);
    this.history.born = saved.born;
    this.#written = true;
    return fresh;
  }

  // Another tab has written.
  #refresh(): void {
    const { history } = this;
    const saved = this.memory.read();
    if (!this.memory.kept || (!saved && !history.born) || (saved?.erase && history.erase)) return;
    const arrived: Item[] = [];
    if (!saved || saved.erase || (history.born && history.born !== saved.born)) {
      // Erased there; what was said here meanwhile goes into the new conversation.
      const mine = saved && !saved.erase ? history.waiting().filter((item) => item.tab === this.#tab) : [];
      this.#written = false;
      this.history = new History();
      if (saved && !saved.erase) this.#take(saved);
      for (const item of mine) this.history.put(item);
    } else {
      // A conversation in which nothing was said yet gives way.
      if (!history.born) Object.assign(history, { session: undefined, epoch: 0, last: 0 });
      arrived.push(...this.#take(saved));
      if (history.beyond(saved)) this.#save();
    }
    if (arrived.length) this.on.arrived(arrived);
    this.on.changed();
    if (this.history.session !== this.#spoken && this.#ready) this.#greet();
    else this.#pump();
  }

  // Nothing is stored before the visitor has said something.
  #save(now = false): void {
    if (!this.history.born) return;
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    if (!now) {
      this.#saveTimer = setTimeout(this.#flush, SAVE_MS) as unknown as number;
      return;
    }
    const saved = this.memory.read();
    // Somebody has just begun in another tab: this is the same conversation.
    if (saved && !saved.erase && !this.#written) this.history.born = saved.born;
    this.#written = true;
    const joinable = saved && !saved.erase && saved.born === this.history.born;
    const fresh = joinable ? this.history.join(saved) : [];
    this.memory.write(this.history.saved(Date.now()));
    if (!fresh.length) return;
    this.on.arrived(fresh);
    this.on.changed();
  }

  readonly #flush = (): void => {
    if (this.#saveTimer !== undefined) this.#save(true);
  };
}

// randomUUID needs a secure page; a clinic's test page may be none.
function makeId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
}
