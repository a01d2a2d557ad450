// What the browser remembers of a conversation: nothing before the visitor's first message.

import type { Saved } from "./joining";

const KEPT_MS = 24 * 3600_000;

export interface Memory {
  // Whether it outlives the page.
  readonly kept: boolean;
  read(): Saved | undefined;
  write(saved: Saved): void;
  remove(): void;
  // Calls back when another tab has written or removed, or may have while this page was put aside,
  // until `signal` says no more.
  watch(changed: () => void, signal: AbortSignal): void;
}

export function readSaved(text: string | null | undefined): Saved | undefined {
  try {
    const saved = JSON.parse(text || "") as Saved;
    const fresh = Date.now() - saved.at < KEPT_MS;
    return fresh && Array.isArray(saved.items) && saved.items.every((item) => item.id && item.at) ? saved : undefined;
  } catch {
    return undefined;
  }
}

// Nothing where the page may not store.
function open(kind: string): Storage | undefined {
  try {
    return kind === "none" ? undefined : kind === "session" ? sessionStorage : localStorage;
  } catch {
    return undefined;
  }
}

// `kind`: "local" (all tabs), "session" (this tab), "none".
export function openMemory(key: string, kind: string): Memory {
  const storage = open(kind);
  return {
    kept: !!storage,
    read: () => readSaved(storage?.getItem(key)),
    write(saved) {
      try {
        storage?.setItem(key, JSON.stringify(saved));
      } catch {
        // Full: the conversation lives on in the page.
      }
    },
    remove: () => storage?.removeItem(key),
    watch(changed, signal) {
      const heard = (event: StorageEvent): void => {
        if (event.storageArea === storage && (event.key ?? key) === key) changed();
      };
      addEventListener("storage", heard, { signal });
      addEventListener("pageshow", changed, { signal });
    },
  };
}
