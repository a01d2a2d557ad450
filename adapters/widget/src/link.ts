// Link keeps one WebSocket to the server alive: it tries again, notices silence, and says how things stand.

import type { ClientFrame } from "./protocol";

export interface LinkEvents {
  // The socket is open, or has to prove that it still is: say hello.
  greet(): void;
  frame(data: unknown): void;
  // The socket is gone or never came; `failures` in a row without a welcome.  `silent`: it was open
  // and nothing came back.
  lost(failures: number, silent: boolean): void;
}

const CONNECT_MS = 10_000;
const ANSWER_MS = 10_000; // a frame that asks for an answer gets one within this time
const QUICK_ANSWER_MS = 4000; // when there is reason for doubt: the laptop slept, the network changed
const QUIET_MS = 18_000; // after so much silence a visible page asks whether the server is there
const SPREAD_MS = 8000;

// How long to wait before the n-th attempt in a row.  Up to two seconds for about two minutes, so that
// a visitor hardly notices a restart, then rarer.  `chance` is from 0 to 1: clients must not come together.
export function nextDelay(failures: number, chance: number): number {
  const most = failures < 1 ? 1000 : failures < 90 ? 2000 : Math.min(30_000, 2000 * 1.5 ** (failures - 89));
  return most * (0.3 + 0.7 * chance);
}

export class Link {
  #socket: WebSocket | undefined;
  #ears: AbortController | undefined;
  #failures = 0;
  #running = false;
  #retry = 0;
  #watch = 0;
  #heard = 0;
  #deadline = Infinity;
  #away: number | undefined;

  constructor(
    readonly url: string,
    readonly on: LinkEvents,
  ) {}

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#ears = new AbortController();
    const { signal } = this.#ears;
    const wake = (): void => {
      if (!document.hidden) this.check();
    };
    for (const name of ["online", "offline", "pageshow", "focus"]) addEventListener(name, wake, { signal });
    document.addEventListener("visibilitychange", wake, { signal });
    // An open socket would keep the page out of the back/forward cache.
    addEventListener("pagehide", () => this.#drop(), { signal });
    this.#connect();
  }

  stop(): void {
    this.#running = false;
    this.#ears?.abort();
    this.#drop();
  }

  // Drops the connection and makes a new one at once.
  restart(): void {
    this.#drop();
    if (this.#running) this.#connect();
  }

  // False when there is no open connection.  With `awaited`, silence afterwards means that it is dead.
  send(frame: ClientFrame, awaited = true): boolean {
    if (this.#socket?.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(frame));
    if (awaited) this.#expect(ANSWER_MS);
    return true;
  }

  // The server has answered what it was asked.
  settled(): void {
    this.#deadline = Infinity;
  }

  welcomed(): void {
    this.#failures = 0;
    this.settled();
  }

  // There is little hope: try rarely.
  slowDown(): void {
    this.#failures = 1000;
  }

  // The server is about to close; everybody else hears it too.
  goingAway(afterMs: number): void {
    this.#away = Math.min(60_000, Math.max(0, afterMs || 0)) + Math.random() * SPREAD_MS;
  }

  // Tries at once when there is no connection, and otherwise makes sure that there is one.
  check(): void {
    if (!this.#running || this.#socket?.readyState === 0) return;
    if (!this.#socket) return this.#connect();
    if (Date.now() - this.#heard < 2000) return;
    this.on.greet();
    this.#expect(QUICK_ANSWER_MS);
  }

  #expect(ms: number): void {
    this.#deadline = Math.min(this.#deadline, Date.now() + ms);
  }

  #drop(): void {
    clearTimeout(this.#retry);
    clearInterval(this.#watch);
    this.settled();
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #connect(): void {
    this.#drop();
    this.#away = undefined;
    let socket: WebSocket;
    try {
      socket = this.#socket = new WebSocket(this.url, "verbatim.v1");
    } catch {
      return this.#lost();
    }
    this.#expect(CONNECT_MS);
    this.#watch = setInterval(() => this.#look(), 1000) as unknown as number;
    socket.onopen = () => {
      this.settled();
      this.#heard = Date.now();
      this.on.greet();
    };
    socket.onmessage = (event) => {
      this.#heard = Date.now();
      this.on.frame(event.data);
    };
    socket.onclose = () => this.#lost();
  }

  // Once a second.  After the laptop slept this runs late, and finds both limits passed.
  #look(): void {
    const now = Date.now();
    if (now > this.#deadline) return this.#lost(this.#socket?.readyState === 1);
    if (this.#deadline === Infinity && now - this.#heard > QUIET_MS && !document.hidden) this.on.greet();
  }

  #lost(silent = false): void {
    this.#drop();
    if (!this.#running) return;
    const failures = this.#failures++;
    this.#retry = setTimeout(() => this.#connect(), this.#away ?? nextDelay(failures, Math.random())) as unknown as number;
    this.on.lost(this.#failures, silent);
  }
}
