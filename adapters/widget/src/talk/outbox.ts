// An outbox sends what waits for an answer, one message at a time, until it is answered or refused.
//
// A message that is sent again has the same id, and the server answers a repeated id once.

import type { History, Item } from "./history";

const HELP_AFTER_MS = 5000; // a message of another tab that still waits is sent by this one as well
const AGAIN_MS = 1000;
const MOST_TRIES = 4;

export interface Outbox {
  // Sends the next message, unless one is under way.  Other tabs' messages wait for their own tab at first, unless `all`.
  pump(all?: boolean): void;
  // There is a new connection.
  begin(all: boolean): void;
  // The connection is gone; without `guilty`, that says nothing against the message under way.
  lost(guilty?: boolean): void;
  answered(id: string): void;
  // Whether `id` was under way; the server will take it later (`patience`), or never.
  failed(id: string, patience: boolean): boolean;
  // Pumps after a while.
  later(): void;
  stop(): void;
}

export interface Way {
  isOpen(): boolean;
  // Whether it is under way now.
  transmit(item: Item): boolean;
  // The server takes this one never.
  refused(item: Item): void;
}

export function makeOutbox(history: History, tab: string, way: Way): Outbox {
  let sent: { id: string; tries: number } | undefined;
  let underWay = false;
  let since = 0; // when the connection began
  let timer: number;

  function refuse(): void {
    const item = history.itemOf(sent!.id);
    sent = undefined;
    underWay = false;
    if (item && !item.place) way.refused(item);
    self.pump();
  }

  const self: Outbox = {
    pump(all) {
      const waiting = history.unanswered();
      const late = Date.now() - HELP_AFTER_MS;
      const item = waiting.find((one) => all || one.tab === tab || (one.at < late && since < late));
      if (!item) {
        if (waiting[0]) self.later();
        return;
      }
      if (underWay || !way.isOpen()) return;
      if (sent?.id !== item.id) sent = { id: item.id, tries: 0 };
      if (++sent.tries > MOST_TRIES) return refuse();
      underWay = way.transmit(item);
    },
    begin(all) {
      underWay = false;
      since = Date.now();
      self.pump(all);
    },
    lost(guilty) {
      underWay = false;
      if (sent && !guilty) sent.tries = 0;
    },
    answered(id) {
      if (id === sent?.id) underWay = false;
    },
    failed(id, patience) {
      if (id !== sent?.id) return false;
      self.lost();
      if (patience) self.later();
      else refuse();
      return true;
    },
    later() {
      clearTimeout(timer);
      timer = setTimeout(self.pump, AGAIN_MS * (1 + Math.random()));
    },
    stop: () => clearTimeout(timer),
  };
  return self;
}

// What the server has to know of it; a choice is known by its value.
export const wordsOf = ({ id, text, value }: Item): { id: string; text?: string | undefined; value?: string } => ({ id, ...(value ? { value } : { text }) });
