// History is what was said, as a value that tabs can join: joining two of them in any order gives the same.
//
// Order comes from the server: an answered message stands at the place of its reply, what waits
// for an answer stands last.  A place is `epoch * EPOCH + seq`; a new epoch begins when the server
// does not know the session any more and counts from 1 again.

import type { Clinic, Reply } from "./protocol";

const EPOCH = 1e10;
const MOST_IN_MEMORY = 10_000;
const MOST_IN_STORAGE = 100;

export interface Item {
  id: string;
  at: number; // when it was shown, for people to read only
  place: number; // 0 while it waits for an answer
  text?: string; // the visitor's words
  value?: string; // of the choice that the visitor tapped
  tab?: string; // which tab sends it
  answer?: string; // id of the reply
  refused?: boolean;
  reply?: Reply;
  helpful?: boolean;
  node?: HTMLElement | undefined; // never stored
}

export interface Saved {
  born: string;
  at: number;
  epoch: number;
  session?: string | undefined;
  last: number; // all replies of the session up to this seq are here
  read: number; // place up to which the visitor has read
  items: Item[];
  clinic?: Clinic | undefined;
  erase?: string | undefined; // a session that the server still has to forget; no words are left then
  sound?: boolean | undefined;
}

export class History {
  items: Item[] = [];
  born = "";
  epoch = 0;
  session: string | undefined;
  last = 0;
  read = 0;
  clinic: Clinic | undefined;
  erase: string | undefined;
  sound: boolean | undefined;
  readonly #byId = new Map<string, Item>();

  find(id: string): Item | undefined {
    return this.#byId.get(id);
  }

  // What waits for an answer, in the order in which it was said.
  waiting(): Item[] {
    const items = [];
    for (let at = this.items.length - 1; at >= 0 && !this.items[at]!.place; at--) items.unshift(this.items[at]!);
    return items;
  }

  unread(): number {
    let count = 0;
    for (let at = this.items.length - 1; at >= 0; at--) {
      const item = this.items[at]!;
      if (item.place && item.place <= this.read) break;
      if (item.reply) count++;
    }
    return count;
  }

  // Takes `item` to its place among the others; one that is known moves when its place changed.
  put(item: Item): void {
    const known = this.#byId.get(item.id);
    if (known) this.items.splice(this.items.indexOf(known), 1);
    let at = this.items.length;
    while (at > 0 && before(item, this.items[at - 1]!)) at--;
    this.items.splice(at, 0, item);
    this.#byId.set(item.id, item);
    if (this.items.length > MOST_IN_MEMORY) this.#byId.delete(this.items.shift()!.id);
  }

  // A reply of this session; nothing when it is known, or its message was answered in another session already.
  add(reply: Reply, at: number, token = this.session): Item | undefined {
    const session = textStart(token);
    const id = session + reply.seq;
    const place = this.epoch * EPOCH + reply.seq;
    const asked = this.find(reply.in_reply_to);
    if (this.find(id) || (asked?.answer && !asked.answer.startsWith(session))) return undefined;
    const item: Item = { id, at, place, reply };
    if (asked && !asked.place) this.put(Object.assign(asked, { place, answer: id, refused: false }));
    this.put(item);
    this.#advance();
    return item;
  }

  // The server answered or refused at this place; refused words keep the place where they stand.
  refuse(item: Item): void {
    const above = this.items.findLast((one) => one.place);
    this.put(Object.assign(item, { refused: true, place: (above?.place ?? this.epoch * EPOCH) + 1e-3 }));
  }

  begin(session: string): void {
    this.epoch++;
    this.session = session;
    this.last = 0;
  }

  // Takes what another tab knows.  Returns the replies that are new here.
  join(other: Saved): Item[] {
    const fresh: Item[] = [];
    const answered = new Set(this.items.filter((item) => item.answer).map((item) => item.id));
    for (const item of other.items) if (!item.reply) this.#joinSaid(item);
    for (const item of other.items) {
      if (!item.reply) continue;
      const mine = this.find(item.id);
      const answer = this.find(item.reply.in_reply_to)?.answer;
      if (mine) Object.assign(mine, item.helpful === undefined ? {} : { helpful: item.helpful });
      else if (!answer || answer === item.id || answer.slice(0, 8) === item.id.slice(0, 8)) fresh.push({ ...item });
    }
    for (const item of fresh) this.put(item);
    const newer = other.epoch - this.epoch || (textOf(other.session) < textOf(this.session) ? 1 : 0);
    if (other.session && newer > 0) [this.epoch, this.session, this.last] = [other.epoch, other.session, other.last];
    if (other.session === this.session) this.last = Math.max(this.last, other.last);
    this.#advance();
    this.read = Math.max(this.read, other.read);
    this.clinic ??= other.clinic;
    this.sound = other.sound ?? this.sound;
    return fresh.filter((item) => !answered.has(item.reply!.in_reply_to));
  }

  #advance(): void {
    while (this.find(textStart(this.session) + (this.last + 1))) this.last++;
  }

  // When two tabs got answers to one message in two sessions, all tabs keep the same one.
  #joinSaid(theirs: Item): void {
    const mine = this.find(theirs.id);
    if (!mine) return this.put({ ...theirs });
    if (!theirs.place || mine.answer === theirs.answer) return;
    if (mine.answer && !(theirs.answer && theirs.answer < mine.answer)) return;
    if (mine.answer) this.#drop(mine.answer);
    this.put(Object.assign(mine, theirs));
  }

  #drop(id: string): void {
    const item = this.find(id);
    if (!item) return;
    this.items.splice(this.items.indexOf(item), 1);
    this.#byId.delete(id);
  }

  // Whether `other` lacks something that is here.
  beyond(other: Saved): boolean {
    const theirs = new Map(other.items.map((item) => [item.id, item.place]));
    return this.read > other.read || this.epoch > other.epoch ||
      this.items.slice(-MOST_IN_STORAGE / 2).some((item) => theirs.get(item.id) !== item.place);
  }

  saved(at: number): Saved {
    const { born, epoch, session, last, read, clinic, erase, sound } = this;
    const items = this.items.slice(-MOST_IN_STORAGE).map(({ node: _, ...item }) => item);
    return { born, at, epoch, session, last, read, items, clinic, erase, sound };
  }
}

const textOf = (text?: string): string => text ?? "~";
const textStart = (session?: string): string => `${(session ?? "").slice(0, 8)}:`;

function before(a: Item, b: Item): boolean {
  const [first, second] = [a.place || Infinity, b.place || Infinity];
  if (first !== second) return first < second;
  if (!a.place) return a.at < b.at || (a.at === b.at && a.id < b.id);
  // Two sessions may have begun at once: what belongs together stays together.
  const [left, right] = [a.answer ?? a.id, b.answer ?? b.id];
  return left < right || (left === right && !a.reply && !!b.reply);
}
