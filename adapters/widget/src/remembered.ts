// What this tab keeps for its next page: whether the chat was open, and what was being typed.

export interface Remembered {
  open?: boolean;
  draft?: string;
}

const nameOf = (key: string): string => `${key}:tab`;

export function recall(key: string): Remembered {
  try {
    return (JSON.parse(sessionStorage.getItem(nameOf(key))!) as Remembered | null) ?? {};
  } catch {
    return {};
  }
}

// Without `what`, nothing is kept.  Without a storage, the next page begins closed and empty.
export function remember(key: string, what?: Remembered | false): void {
  try {
    if (what) sessionStorage.setItem(nameOf(key), JSON.stringify(what));
    else sessionStorage.removeItem(nameOf(key));
  } catch {
    // No storage.
  }
}
