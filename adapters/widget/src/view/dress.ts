// Language, colours, side and logo: the page's attributes first, then the clinic's settings.

import type { VerbatimChat } from "../element";
import type { Panel } from "./panel";
import { textOf, type Settings } from "../talk/protocol";
import { isRightToLeft } from "../texts";

// What text on an accent and of an accent must look like to be read is the style sheet's to say.
export function dress(host: VerbatimChat, root: HTMLElement, settings: Settings, language: string, panel?: Panel): void {
  const accent = host.accent || textOf(settings.accent);
  root.lang = language;
  root.dir = host.dir || (isRightToLeft(language) ? "rtl" : "ltr");
  root.classList.toggle("dark", (host.theme || (matchMedia("(prefers-color-scheme: dark)").matches && "dark")) === "dark");
  root.classList.toggle("start", (host.position || textOf(settings.position)) === "start");
  root.style.setProperty("--accent", CSS.supports("color", accent) ? accent : "");
  panel?.setLogo(host.logo || textOf(settings.logo));
}

// The panel of a phone ends where its keyboard begins.
export function fitInto({ style }: HTMLElement, view = visualViewport): void {
  if (!view) return;
  style.setProperty("--height", `${view.height}px`);
  style.setProperty("--top", `${view.offsetTop}px`);
}
