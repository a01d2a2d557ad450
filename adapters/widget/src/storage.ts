// What the browser remembers of a conversation: nothing before the visitor's first message.

import type { Saved } from "./history";

const KEPT_MS = 24 * 3600_000;

export interface Memory {
  // Whether it outlives the page.
  readonly kept: boolean;
  read(): Saved | undefined;
  write(saved: Saved): void;
  remove(): void;
  // Calls back when another tab has written or removed, until `signal` says no more.
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

const forgetful: Memory = { kept: false, read: () => undefined, write() {}, remove() {}, watch() {} };

// `kind`: "local" (all tabs), "session" (this tab), "none".
export function openMemory(key: string, kind: string): Memory {
  try {
    const storage = kind === "session" ? sessionStorage : kind === "none" ? undefined : localStorage;
    if (!storage) return forgetful;
    storage.getItem(key);
    return {
      kept: true,
      read: () => readSaved(storage.getItem(key)),
      write(saved) {
        try {
          storage.setItem(key, JSON.stringify(saved));
        } catch {
          // Full: the conversation lives on in the page.
        }
      },
      remove: () => storage.removeItem(key),
      watch(changed, signal) {
        const heard = (event: StorageEvent): void => {
          if (event.storageArea === storage && (event.key === key || event.key === null)) changed();
        };
        addEventListener("storage", heard, { signal });
      },
    };
  } catch {
    return forgetful;
  }
}
