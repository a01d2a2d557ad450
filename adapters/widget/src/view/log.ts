// A log shows the part of a history around the place where the visitor reads, however long it is.

import type { Item } from "../talk/history";

const SHOWN = 40;
const STEP = 20;
const MOST = 60;
const NEAR = 240; // pixels from an end at which more is shown
const BOTTOM = 48;

export interface Log {
  // Whether the visitor reads the newest.
  readonly atEnd: boolean;
  show(items: Item[]): void;
  toEnd(): void;
  // Scrolls so that `line` can be read from its start.
  toStartOf(line: HTMLElement): void;
}

// `head` and `tail` stand around the items; `moved` hears of scrolling.
export function makeLog(node: HTMLElement, head: HTMLElement, tail: HTMLElement, nodeOf: (item: Item) => HTMLElement, moved: () => void): Log {
  let atEnd = true;
  let from = 0;
  let to = 0;
  let all: Item[] = [];
  let shown: Item[] = [];

  function show(items: Item[]): void {
    all = items;
    const { length } = all;
    to = atEnd ? length : Math.min(to, length);
    if (atEnd) from = Math.max(0, length - SHOWN);
    else if (to - from < MOST) to = Math.min(length, from + MOST);
    from = Math.min(from, to);
    sync();
  }

  // Puts the nodes of the window in order; what is in place is not touched, what left is let go.
  function sync(): void {
    const wanted = all.slice(from, to);
    const nodes = new Set<Node>(wanted.map(nodeOf));
    for (const item of shown) {
      if (!item.node || nodes.has(item.node)) continue;
      item.node.remove();
      item.node = undefined;
    }
    shown = wanted;
    head.hidden = from > 0;
    let next = head.nextSibling;
    for (const one of nodes) {
      if (one === next) next = next.nextSibling;
      else node.insertBefore(one, next);
    }
  }

  function scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = node;
    const below = scrollHeight - scrollTop - clientHeight;
    if (scrollTop < NEAR && from > 0) shift(-STEP);
    else if (below < NEAR && to < all.length) shift(STEP);
    else atEnd = below < BOTTOM && to === all.length;
    moved();
  }

  // Shows more on one side and less on the other, without a jump under the reader's eyes.
  function shift(step: number): void {
    const anchor = shown.find((item) => item.node && item.node.offsetTop >= node.scrollTop)?.node;
    const before = anchor?.offsetTop ?? 0;
    from = Math.max(0, from + step);
    to = Math.min(all.length, from + MOST);
    sync();
    if (anchor?.isConnected) node.scrollTop += anchor.offsetTop - before;
  }

  node.append(head, tail);
  node.addEventListener("scroll", scrolled, { passive: true });

  return {
    get atEnd() {
      return atEnd;
    },
    show,
    toEnd() {
      if (!atEnd) {
        atEnd = true;
        show(all);
      }
      node.scrollTop = node.scrollHeight;
    },
    toStartOf(line) {
      node.scrollTop = line.offsetTop - 12;
    },
  };
}
