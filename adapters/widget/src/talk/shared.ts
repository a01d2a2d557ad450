// The history as all tabs of a visitor share it, through the browser's storage.

import type { History, Item } from "./history";
import { isAhead, type Saved } from "./joining";
import type { Memory } from "./storage";

const SAVE_MS = 150;

export interface SharedHistory {
  // Writes soon, or `now`; nothing before the visitor has said something.
  save(now?: boolean): void;
  // Writes what has been put off.
  flush(): void;
  // Takes what other tabs have written.
  refresh(): void;
  // Lets the words go, here and in the storage; the server still has to be told.
  forget(): void;
  // The server has forgotten as well.
  forgotten(): void;
}

// `changed` gets the replies that other tabs had first.
export function shareHistory(history: History, memory: Memory, tab: string, changed: (arrived: Item[]) => void): SharedHistory {
  let written = false; // this conversation is in the browser's storage
  let timer: number | undefined;

  function take(saved: Saved): Item[] {
    const fresh = history.join(saved);
    history.born = saved.born;
    written = true;
    return fresh;
  }

  // Erased elsewhere; what was said here meanwhile goes into the new conversation.
  function beginAgain(saved: Saved | undefined): void {
    const mine = saved ? history.unanswered().filter((item) => item.tab === tab) : [];
    written = false;
    history.clear();
    if (saved) take(saved);
    mine.forEach(history.put);
  }

  const self: SharedHistory = {
    save(now) {
      if (!history.born) return;
      clearTimeout(timer);
      timer = now ? undefined : setTimeout(self.flush, SAVE_MS);
      if (!now) return;
      const saved = memory.read();
      // Somebody has just begun in another tab: this is the same conversation.
      if (saved && !saved.erase && !written) history.born = saved.born;
      written = true;
      const fresh = saved && !saved.erase && saved.born === history.born ? history.join(saved) : [];
      memory.write(history.saved(Date.now()));
      if (fresh[0]) changed(fresh);
    },
    flush: () => void (timer && self.save(true)),
    refresh() {
      const saved = memory.read();
      if (!memory.kept || (!saved && !history.born) || (saved?.erase && history.erase)) return;
      if (!saved || saved.erase || (history.born && history.born !== saved.born)) {
        beginAgain(saved?.erase ? undefined : saved);
        return changed([]);
      }
      // A conversation in which nothing was said yet gives way.
      if (!history.born) Object.assign(history, { session: undefined, epoch: 0, last: 0 });
      const fresh = take(saved);
      if (isAhead(history, saved)) self.save();
      changed(fresh);
    },
    forget() {
      const { session, born } = history;
      written = false;
      history.clear();
      history.erase = session;
      memory.remove();
      if (session && born) memory.write(history.saved(Date.now()));
    },
    forgotten() {
      history.erase = undefined;
      memory.remove();
    },
  };

  const saved = memory.read();
  if (saved?.erase) history.erase = saved.erase;
  else if (saved) take(saved);
  return self;
}
