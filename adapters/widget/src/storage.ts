// What the browser tab remembers of a conversation: nothing before the visitor's first message.

import type { Resume } from "./connection";
import type { Reply } from "./protocol";

// A line of the conversation as it was shown.
export type Entry = { from: "visitor"; text: string } | { from: "clinic"; reply: Reply };

export interface Saved {
  resume: Resume;
  entries: Entry[];
}

const LONGEST = 100;

const key = (site: string): string => `verbatim:${site}`;

export function load(site: string): Saved {
  try {
    const saved = JSON.parse(sessionStorage.getItem(key(site)) ?? "") as Saved;
    if (Array.isArray(saved.entries) && Array.isArray(saved.resume.outbox)) return saved;
  } catch {
    // No storage, or nothing readable in it: a new conversation.
  }
  return { resume: { lastSeq: 0, outbox: [] }, entries: [] };
}

export function save(site: string, saved: Saved): void {
  try {
    sessionStorage.setItem(key(site), JSON.stringify({ ...saved, entries: saved.entries.slice(-LONGEST) }));
  } catch {
    // Without storage the conversation lives as long as the page.
  }
}
