// The round button that opens the chat, with the number of unread messages.

import { icons } from "./icons";
import { element, icon } from "./render";
import { fill, type Texts } from "../texts";

export interface Launcher {
  node: HTMLButtonElement;
  // Hidden while the chat is `open`.
  show(texts: Texts, title: string, unread: number, open: boolean): void;
}

export function makeLauncher(on: () => void): Launcher {
  const words = element("span.words");
  const count = element("span.sr");
  const badge = element("span.badge", { hidden: "", "aria-hidden": "true" });
  const node = element("button.launcher", { "aria-haspopup": "dialog", on }, icon(icons.chat), words, count, badge);
  return {
    node,
    show(texts, title, unread, open) {
      words.textContent = title;
      badge.hidden = !unread;
      badge.textContent = unread > 9 ? "9+" : `${unread}`;
      count.textContent = unread ? ` ${fill(texts.unread, unread)}` : "";
      node.hidden = open;
      node.ariaExpanded = `${open}`;
    },
  };
}
