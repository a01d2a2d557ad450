// What is said about the connection: a short break is not worth a word.

import type { Status } from "./talk/conversation";
import type { Texts } from "./texts";
import { callLinks } from "./view/bubbles";

const SAID_AFTER_MS = 1000;

// `tell` hears what is to be shown, and what was shown before.
export function tellStatus(tell: (status: Status, before: Status) => void): (status: Status) => void {
  let shown = "open" as Status;
  let now: Status = shown;
  let timer: number | undefined;
  function show(): void {
    clearTimeout(timer);
    timer = undefined;
    if (now !== shown) tell(now, shown);
    shown = now;
  }
  return (status) => {
    now = status;
    if (status === "open" || status === "wrong") show();
    else timer ??= setTimeout(show, SAID_AFTER_MS);
  };
}

// Nothing when all is well; when there is no hope, the phone to call instead.
export function statusLine(status: Status, texts: Texts, phone: string | undefined): (Node | string)[] {
  if (status === "open") return [];
  const phones = /^(lost|wrong)$/.test(status) ? callLinks(phone, texts) : [];
  return [texts[status], ...phones.flatMap((one) => [" ", one])];
}
