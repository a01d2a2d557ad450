// The round button that opens the chat, with the number of unread messages.

import { icons } from "./icons";
import { element, icon } from "./render";
import { fill, type Texts } from "./texts";

export class Launcher {
  readonly node: HTMLButtonElement;
  readonly #words = element("span", { class: "words" });
  readonly #unread = element("span", { class: "sr" });
  readonly #badge = element("span", { class: "badge", hidden: "" });

  constructor(open: () => void) {
    this.node = element(
      "button",
      { class: "launcher", "aria-haspopup": "dialog", "aria-expanded": "false", on: open },
      icon(icons.chat), this.#words, this.#unread, this.#badge,
    );
  }

  show(texts: Texts, words: string, unread: number): void {
    this.#words.textContent = words;
    this.#badge.hidden = !unread;
    this.#badge.dataset["n"] = unread > 9 ? "9+" : String(unread);
    this.#unread.textContent = unread ? ` ${fill(texts.unread, { n: unread })}` : "";
  }
}
