// Log shows the part of a history around the place where the visitor reads, however long it is.

import type { Item } from "./history";

const SHOWN = 40;
const STEP = 20;
const MOST = 60;
const NEAR = 240; // pixels from an end at which more is shown
const BOTTOM = 48;

export class Log {
  // Whether the visitor reads the newest.
  atEnd = true;
  #from = 0;
  #to = 0;
  #items: Item[] = [];
  #shown: Item[] = [];

  constructor(
    readonly node: HTMLElement,
    readonly head: HTMLElement,
    readonly tail: HTMLElement,
    readonly nodeOf: (item: Item) => HTMLElement,
    readonly moved: () => void,
  ) {
    node.append(head, tail);
    node.addEventListener("scroll", () => this.#scrolled(), { passive: true });
  }

  show(items: Item[]): void {
    this.#items = items;
    this.#to = this.atEnd ? items.length : Math.min(this.#to, items.length);
    if (this.atEnd) this.#from = Math.max(0, items.length - SHOWN);
    else if (this.#to - this.#from < MOST) this.#to = Math.min(items.length, this.#from + MOST);
    this.#from = Math.min(this.#from, this.#to);
    this.#sync();
  }

  toEnd(): void {
    this.atEnd = true;
    this.show(this.#items);
    this.node.scrollTop = this.node.scrollHeight;
  }

  // Scrolls so that `line` can be read from its start.
  toStartOf(line: HTMLElement): void {
    const top = line.offsetTop - 12;
    this.node.scrollTop = Math.min(top, this.node.scrollHeight);
  }

  // Puts the nodes of the window in order; what is in place is not touched, what left is let go.
  #sync(): void {
    const wanted = this.#items.slice(this.#from, this.#to);
    const nodes = new Set<Node>(wanted.map(this.nodeOf));
    for (const item of this.#shown) {
      if (!item.node || nodes.has(item.node)) continue;
      item.node.remove();
      item.node = undefined;
    }
    this.#shown = wanted;
    this.head.hidden = this.#from > 0;
    let next = this.head.nextSibling;
    for (const node of nodes) {
      if (node === next) next = next.nextSibling;
      else this.node.insertBefore(node, next);
    }
  }

  #scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.node;
    const below = scrollHeight - scrollTop - clientHeight;
    if (scrollTop < NEAR && this.#from > 0) this.#shift(-STEP);
    else if (below < NEAR && this.#to < this.#items.length) this.#shift(STEP);
    else this.atEnd = below < BOTTOM && this.#to === this.#items.length;
    this.moved();
  }

  // Shows more on one side and less on the other, without a jump under the reader's eyes.
  #shift(step: number): void {
    const anchor = this.#items.slice(this.#from, this.#to).find((item) => item.node && item.node.offsetTop >= this.node.scrollTop)?.node;
    const before = anchor?.offsetTop ?? 0;
    if (step < 0) {
      this.#from = Math.max(0, this.#from + step);
      this.#to = Math.min(this.#to, this.#from + MOST);
    } else {
      this.#to = Math.min(this.#items.length, this.#to + step);
      this.#from = Math.max(this.#from, this.#to - MOST);
    }
    this.#sync();
    if (anchor?.isConnected) this.node.scrollTop += anchor.offsetTop - before;
  }
}
