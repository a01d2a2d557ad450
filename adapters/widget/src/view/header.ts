// The header names the clinic, and folds out how to reach a person and what can be done with the chat.

import { icons } from "./icons";
import { element, iconButton } from "./render";
import { person, tools } from "./sheets";
import type { Use } from "./use";

export interface Header {
  bar: HTMLElement;
  sheet: HTMLElement;
  title: HTMLElement;
  logo: HTMLImageElement;
  // Closes what is folded out, and gives its button.
  fold(): HTMLButtonElement | undefined;
}

export function makeHeader(use: Use, floating: boolean, label: string): Header {
  const { texts } = use;
  const title = element("h2", { id: "title", tabindex: "-1" }, label);
  const logo = element("img.logo", { alt: "", hidden: "" });
  const sheet = element("div.sheet", { id: "sheet", hidden: "" });
  let opened: HTMLButtonElement | undefined;

  function fold(): HTMLButtonElement | undefined {
    const closed = opened;
    if (opened) opened.ariaExpanded = "false";
    opened = undefined;
    sheet.hidden = true;
    return closed;
  }

  function opener(name: string, path: string, content: (use: Use) => (Node | string)[]): HTMLButtonElement {
    const button = iconButton(name, path, {
      "aria-controls": "sheet",
      "aria-expanded": "false",
      on() {
        if (fold() === button) return;
        opened = button;
        button.ariaExpanded = "true";
        sheet.replaceChildren(...content(use));
        sheet.hidden = false;
      },
    });
    return button;
  }

  const bar = element(
    "div.bar", {}, logo, title, opener(texts.person, icons.person, person), opener(texts.more, icons.more, tools),
    floating && iconButton(texts.close, icons.close, { on: use.close }),
  );
  return { bar, sheet, title, logo, fold };
}
