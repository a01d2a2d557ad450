// An announcer says things to screen readers, each once: what is only drawn is not said, and what is old is not repeated.

import { element } from "./render";

const SAID_MS = 4000;

export interface Announcer {
  nodes: HTMLElement[];
  // `danger` interrupts what is being read.
  say(text: string, danger?: boolean): void;
}

export function makeAnnouncer(): Announcer {
  const polite = element("div.sr", { "aria-live": "polite" });
  const alarm = element("div.sr", { role: "alert" });
  return {
    nodes: [polite, alarm],
    say(text, danger) {
      const line = element("p", {}, text);
      (danger ? alarm : polite).append(line);
      setTimeout(() => line.remove(), SAID_MS);
    },
  };
}
