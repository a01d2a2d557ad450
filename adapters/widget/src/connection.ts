// Connection keeps a WebSocket to the clinic alive and loses nothing that was said.
//
// What the visitor says waits in an outbox until its reply has come; after a break
// it is sent again under the same id, and the server answers a repeated id once.

import { readFrame, type Hello, type Reply, type Said, type Welcome } from "./protocol";

export type Status = "connecting" | "open" | "offline";

export interface Events {
  welcome(welcome: Welcome): void;
  reply(reply: Reply): void;
  // The server refused what was said under this id; it will not be sent again.
  refused(id: string, message: string): void;
  status(status: Status): void;
}

// What survives a reload of the page.
export interface Resume {
  session?: string | undefined;
  lastSeq: number;
  outbox: Said[];
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

export class Connection {
  private socket: WebSocket | undefined;
  private attempts = 0;
  private timer: number | undefined;
  private ready = false;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly site: string,
    private readonly locale: string,
    readonly resume: Resume,
    private readonly events: Events,
  ) {
    addEventListener("online", this.retryNow);
    addEventListener("pageshow", this.retryNow);
    this.connect();
  }

  say(said: Said): void {
    this.resume.outbox.push(said);
    if (this.ready) this.transmit(said);
  }

  close(): void {
    this.closed = true;
    removeEventListener("online", this.retryNow);
    removeEventListener("pageshow", this.retryNow);
    clearTimeout(this.timer);
    this.socket?.close(1000);
  }

  private readonly retryNow = (): void => {
    if (this.closed || (this.socket && this.socket.readyState <= WebSocket.OPEN)) return;
    clearTimeout(this.timer);
    this.attempts = 0;
    this.connect();
  };

  private connect(): void {
    this.ready = false;
    this.events.status("connecting");
    let socket: WebSocket;
    try {
      socket = new WebSocket(this.url, "verbatim.v1");
    } catch {
      return this.retryLater();
    }
    this.socket = socket;
    socket.onopen = () => this.transmit(this.hello());
    socket.onmessage = (event) => this.receive(event.data);
    socket.onclose = () => {
      if (this.socket === socket && !this.closed) this.retryLater();
    };
  }

  private hello(): Hello {
    const hello: Hello = { type: "hello", site: this.site, locale: this.locale };
    if (this.resume.session) {
      hello.session = this.resume.session;
      hello.last_seq = this.resume.lastSeq;
    }
    return hello;
  }

  private retryLater(): void {
    this.ready = false;
    this.events.status("offline");
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.attempts++);
    this.timer = window.setTimeout(() => this.connect(), longest * (0.5 + Math.random() / 2));
  }

  private transmit(frame: Said | Hello): void {
    this.socket?.send(JSON.stringify(frame));
  }

  private receive(data: unknown): void {
    const frame = readFrame(data);
    if (frame?.type === "welcome") this.welcomed(frame);
    if (frame?.type === "reply") this.replied(frame);
    if (frame?.type === "error" && frame.in_reply_to) {
      this.forget(frame.in_reply_to);
      this.events.refused(frame.in_reply_to, frame.message);
    }
  }

  private welcomed(welcome: Welcome): void {
    this.attempts = 0;
    if (!welcome.resumed) this.resume.lastSeq = 0;
    this.resume.session = welcome.session;
    this.ready = true;
    this.events.status("open");
    this.events.welcome(welcome);
    for (const said of [...this.resume.outbox]) this.transmit(said);
  }

  private replied(reply: Reply): void {
    this.forget(reply.in_reply_to);
    if (reply.seq <= this.resume.lastSeq) return;
    this.resume.lastSeq = reply.seq;
    this.events.reply(reply);
  }

  private forget(id: string): void {
    this.resume.outbox = this.resume.outbox.filter((said) => said.id !== id);
  }
}
