// Joining takes what another tab knows into a history; in any order, and as often as you like, with the same result.

import { MOST_IN_STORAGE, type History, type Item } from "./history";
import type { Clinic } from "./protocol";

// A history as the browser's storage keeps it.
export interface Saved {
  born: string; // the id of its first message: which conversation it is
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

const textOf = (text?: string): string => text ?? "~";

export function join(mine: History, other: Saved): Item[] {
  const fresh: Item[] = [];
  const answered = new Set(mine.items.filter((item) => item.answer).map((item) => item.id));
  for (const item of other.items) if (!item.reply) joinSaid(mine, item);
  for (const item of other.items) {
    if (!item.reply) continue;
    const known = mine.itemOf(item.id);
    const answer = mine.itemOf(item.reply.in_reply_to)?.answer;
    if (known) known.helpful = item.helpful ?? known.helpful!;
    else if (!answer || answer.slice(0, 8) === item.id.slice(0, 8)) fresh.push({ ...item });
  }
  for (const item of fresh) mine.put(item);
  const newer = other.epoch - mine.epoch || (textOf(other.session) < textOf(mine.session) ? 1 : 0);
  if (other.session && newer > 0) [mine.epoch, mine.session, mine.last] = [other.epoch, other.session, other.last];
  if (other.session === mine.session) mine.last = Math.max(mine.last, other.last);
  mine.advance();
  mine.read = Math.max(mine.read, other.read);
  mine.clinic ??= other.clinic;
  mine.sound = other.sound ?? mine.sound;
  return fresh.filter((item) => !answered.has(item.reply!.in_reply_to));
}

// When two tabs got answers to one message in two sessions, all tabs keep the same one.
function joinSaid(mine: History, theirs: Item): void {
  const known = mine.itemOf(theirs.id);
  if (!known) return mine.put({ ...theirs });
  if (!theirs.place || known.answer === theirs.answer) return;
  if (known.answer && !(theirs.answer && theirs.answer < known.answer)) return;
  if (known.answer) mine.drop(known.answer);
  mine.put(Object.assign(known, theirs));
}

// Whether `other` lacks something that `mine` has.
export function isAhead(mine: History, other: Saved): boolean {
  const theirs = new Map(other.items.map((item) => [item.id, item.place]));
  return mine.read > other.read || mine.epoch > other.epoch ||
    mine.items.slice(-MOST_IN_STORAGE / 2).some((item) => !item.early && theirs.get(item.id) !== item.place);
}
