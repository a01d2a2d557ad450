// A link keeps one WebSocket to the server alive: it tries again, notices silence, and says how things stand.

import type { ClientFrame } from "./protocol";

export interface LinkEvents {
  // The socket is open, or has to prove that it still is: say hello.
  greet(): void;
  frame(data: unknown): void;
  // The socket is gone or never came; `failures` in a row without a welcome.  `silent`: it was open
  // and nothing came back.
  lost(failures: number, silent: boolean): void;
}

export interface Link {
  // Connects, and listens for signs of life until stop().
  start(): void;
  stop(): void;
  // Drops the connection and makes a new one at once.
  restart(): void;
  // False when there is no open connection.  Silence afterwards means that it is dead.
  send(frame: ClientFrame): boolean;
  // The server has answered what it was asked.
  settled(): void;
  welcomed(): void;
  // There is little hope: try rarely.
  slowDown(): void;
  // The server is about to close; everybody else hears it too.
  goingAway(afterMs: number): void;
  // Tries at once when there is no connection, and otherwise makes sure that there is one.
  check(): void;
}

const CONNECT_MS = 10_000;
const ANSWER_MS = 10_000; // a frame that asks for an answer gets one within this time
const QUICK_ANSWER_MS = 4000; // when there is reason for doubt: the laptop slept, the network changed
const QUIET_MS = 18_000; // after so much silence a visible page asks whether the server is there
const FRESH_MS = 2000;
const SPREAD_MS = 8000;
const LONGEST_PAUSE_MS = 60_000;

// How long to wait before the n-th attempt in a row.  Up to two seconds for about two minutes, so that
// a visitor hardly notices a restart, then rarely.  `chance` is from 0 to 1: clients must not come together.
export function nextDelay(failures: number, chance: number): number {
  return (failures < 1 ? 1000 : failures < 90 ? 2000 : 30_000) * (0.3 + 0.7 * chance);
}

export function openLink(url: string, on: LinkEvents): Link {
  let socket: WebSocket | undefined;
  let ears: AbortController | undefined; // while it runs
  let failures = 0;
  let retry: number;
  let watch: number;
  let heard = 0;
  let deadline = Infinity;
  let away: number | undefined;

  const settled = (): void => void (deadline = Infinity);
  const expect = (ms: number): void => void (deadline = Math.min(deadline, Date.now() + ms));

  function drop(): void {
    clearTimeout(retry);
    clearInterval(watch);
    settled();
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    socket = undefined;
  }

  function connect(): void {
    drop();
    away = undefined;
    try {
      socket = new WebSocket(url, "verbatim.v1");
    } catch {
      return lost();
    }
    expect(CONNECT_MS);
    watch = setInterval(look, 1000);
    socket.onopen = () => {
      settled();
      heard = Date.now();
      on.greet();
    };
    socket.onmessage = ({ data }) => {
      heard = Date.now();
      on.frame(data);
    };
    socket.onclose = () => lost();
  }

  // Once a second.  After the laptop slept this runs late, and finds both limits passed.
  function look(): void {
    const now = Date.now();
    if (now > deadline) lost(socket?.readyState === 1);
    else if (deadline === Infinity && now - heard > QUIET_MS && !document.hidden) on.greet();
  }

  function lost(silent = false): void {
    drop();
    if (!ears) return;
    retry = setTimeout(connect, away ?? nextDelay(failures, Math.random()));
    on.lost(++failures, silent);
  }

  function check(): void {
    if (!ears || socket?.readyState === 0) return;
    if (!socket) return connect();
    if (deadline < Infinity || Date.now() - heard < FRESH_MS) return; // asked already, or heard just now
    on.greet();
    expect(QUICK_ANSWER_MS);
  }

  return {
    check,
    settled,
    start() {
      if (ears) return;
      ears = new AbortController();
      const { signal } = ears;
      const wake = (): void => {
        if (!document.hidden) check();
      };
      for (const name of ["online", "offline", "pageshow", "focus", "visibilitychange"]) addEventListener(name, wake, { signal });
      // An open socket would keep the page out of the back/forward cache.
      addEventListener("pagehide", drop, { signal });
      connect();
    },
    stop() {
      ears?.abort();
      ears = undefined;
      drop();
    },
    restart() {
      drop();
      if (ears) connect();
    },
    send(frame) {
      if (socket?.readyState !== 1) return false;
      socket.send(JSON.stringify(frame));
      expect(ANSWER_MS);
      return true;
    },
    welcomed() {
      failures = 0;
      settled();
    },
    slowDown: () => void (failures = 1000),
    goingAway: (afterMs) => void (away = (afterMs > 0 ? Math.min(afterMs, LONGEST_PAUSE_MS) : 0) + Math.random() * SPREAD_MS),
  };
}
