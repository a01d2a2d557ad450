// A cover over the panel, until the visitor agrees to what the clinic wants to be agreed to.

import { element } from "./render";

export function coverWith(panel: HTMLElement, text: string, start: string, agreed: () => void): void {
  const { classList } = panel;
  const agree = element("button.send", {
    autofocus: "",
    on() {
      classList.remove("asking");
      cover.remove();
      agreed();
    },
  }, start);
  const cover = element("div.consent", {}, element("p", {}, text), agree);
  classList.add("asking");
  panel.append(cover);
}
