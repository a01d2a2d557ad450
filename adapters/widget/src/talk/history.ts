// A history is what was said, as a value that tabs can join: joining two of them in any order gives the same.
//
// Order comes from the server: an answered message stands at the place of its reply, what waits
// for an answer stands last.  A place is `epoch * EPOCH + seq`; a new epoch begins when the server
// does not know the session any more and counts from 1 again.

import { join, type Saved } from "./joining";
import type { Reply, ReplyContent } from "./protocol";

const EPOCH = 1e10;
const MOST_IN_MEMORY = 10_000;
export const MOST_IN_STORAGE = 100;

export interface Item {
  id: string;
  at: number; // when it was shown, for people to read only
  place: number; // 0 while it waits for an answer
  text?: string; // the visitor's words
  value?: string | undefined; // of the choice that the visitor tapped
  tab?: string; // which tab sends it
  answer?: string; // id of the reply
  refused?: boolean;
  reply?: Reply;
  early?: boolean; // a reply that the server could not keep: it comes again, and is not stored here
  told?: boolean; // a reply that has been shown early
  helpful?: boolean;
  node?: HTMLElement | undefined; // never stored
}

export interface History extends Omit<Saved, "at"> {
  itemOf(id: string): Item | undefined;
  // What waits for an answer, in the order in which it was said.
  unanswered(): Item[];
  unread(): number;
  // Takes `item` to its place among the others; one that is known moves when its place changed.
  put(item: Item): void;
  drop(id: string): boolean;
  // A reply of this session; nothing when it is known, or its message was answered in another session already.
  add(reply: Reply, at: number, token?: string): Item | undefined;
  // The answer to `asked`, which the server could not keep; nothing when it is shown already.
  addEarly(asked: Item, reply: ReplyContent): Item | undefined;
  // The server refused it for good: it keeps the place where it stands.
  refuse(item: Item): void;
  begin(session: string): void;
  // Takes what another tab knows.  Returns the replies that are new here.
  join(other: Saved): Item[];
  // Counts on over replies that are here without a gap.
  advance(): void;
  saved(at: number): Saved;
  // Forgets everything.
  clear(): void;
}

export const textStart = (session?: string): string => `${(session ?? "").slice(0, 8)}:`;

const NOTHING = { born: "", epoch: 0, session: undefined, last: 0, read: 0, clinic: undefined, erase: undefined, sound: undefined };

export function makeHistory(): History {
  const byId = new Map<string, Item>();
  const items: Item[] = [];
  const itemOf = (id: string): Item | undefined => byId.get(id);

  function drop(id: string): boolean {
    const item = itemOf(id);
    if (item) items.splice(items.lastIndexOf(item), 1);
    return byId.delete(id);
  }

  function put(item: Item): void {
    drop(item.id);
    if (item.reply && drop(earlyId(item.reply.in_reply_to))) item.told = true;
    let at = items.length;
    while (at > 0 && before(item, items[at - 1]!)) at--;
    items.splice(at, 0, item);
    byId.set(item.id, item);
    if (items.length > MOST_IN_MEMORY) byId.delete(items.shift()!.id);
  }

  const self: History = {
    items, itemOf, put, drop,
    ...NOTHING,
    unanswered: () => items.slice(items.findLastIndex((item) => item.place) + 1).filter((item) => !item.reply),
    unread() {
      const seen = items.findLastIndex((item) => item.place && item.place <= self.read);
      return items.slice(seen + 1).filter((item) => item.reply && item.place).length;
    },
    add(reply, at, token = self.session) {
      const session = textStart(token);
      const id = session + reply.seq;
      const place = self.epoch * EPOCH + reply.seq;
      const asked = itemOf(reply.in_reply_to);
      if (itemOf(id) || (asked?.answer && !asked.answer.startsWith(session))) return undefined;
      const item: Item = { id, at, place, reply };
      if (asked && !asked.place) put(Object.assign(asked, { place, answer: id, refused: false }));
      put(item);
      self.advance();
      return item;
    },
    addEarly(asked, content) {
      const id = earlyId(asked.id);
      if (asked.place || itemOf(id)) return undefined;
      const item: Item = { id, at: asked.at + 0.5, place: 0, early: true, reply: { ...content, type: "reply", seq: 0, in_reply_to: asked.id } };
      put(item);
      return item;
    },
    refuse(item) {
      const above = items.findLast((one) => one.place);
      put(Object.assign(item, { refused: true, place: (above?.place ?? self.epoch * EPOCH) + 1e-3 }));
    },
    begin(session) {
      self.epoch++;
      self.session = session;
      self.last = 0;
    },
    join: (other) => join(self, other),
    advance() {
      while (itemOf(textStart(self.session) + (self.last + 1))) self.last++;
    },
    saved(at) {
      const kept = items.filter((item) => !item.early).slice(-MOST_IN_STORAGE).map(({ node: _, told: __, ...item }) => item);
      return { ...self, at, items: kept };
    },
    clear() {
      items.length = 0;
      byId.clear();
      Object.assign(self, NOTHING);
    },
  };
  return self;
}

const earlyId = (id: string): string => `early:${id}`;

function before(a: Item, b: Item): boolean {
  const [first, second] = [a.place || Infinity, b.place || Infinity];
  if (first !== second) return first < second;
  if (!a.place) return a.at < b.at || (a.at === b.at && a.id < b.id);
  // Two sessions may have begun at once: what belongs together stays together.
  const [left, right] = [a.answer ?? a.id, b.answer ?? b.id];
  return left < right || (left === right && !a.reply && !!b.reply);
}
