// A conversation loses nothing that was said, doubles nothing and keeps the order.
//
// What the visitor says waits in the history until its reply has come (outbox.ts).  Tabs share the history
// through the browser's storage (shared.ts), and each speaks with the server itself (exchange.ts).

import { openExchange } from "./exchange";
import { makeHistory, type History, type Item } from "./history";
import { makeId } from "./id";
import type { Welcome } from "./protocol";
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

export interface Conversation {
  readonly history: History;
  status(): Status;
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
  const ears = new AbortController();
  const { signal } = ears;
  const history = makeHistory();
  const shared = shareHistory(history, memory, tab, on.changed);
  const exchange = openExchange(server, site, locale, tab, history, shared, on);
  let lastAt = 0;

  function put(item: Item): void {
    history.put(item);
    shared.save(true);
    exchange.pump();
  }

  memory.watch(exchange.refresh, signal);
  addEventListener("pagehide", shared.flush, { signal });

  return {
    history,
    status: exchange.status,
    start: exchange.start,
    stop() {
      shared.flush();
      ears.abort();
      exchange.stop();
    },
    say(text, value) {
      exchange.start();
      lastAt = Math.max(Date.now(), lastAt + 1);
      const item: Item = { id: makeId(), at: lastAt, place: 0, text, value, tab };
      history.born ||= item.id;
      exchange.check();
      put(item);
      return item;
    },
    again(item) {
      put(Object.assign(item, { place: 0, refused: false, tab }));
      on.changed([]);
    },
    rate(item, helpful) {
      item.helpful = helpful;
      shared.save();
      exchange.ask({ type: "feedback", id: makeId(), seq: item.reply!.seq, helpful });
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
      exchange.erase();
    },
  };
}
