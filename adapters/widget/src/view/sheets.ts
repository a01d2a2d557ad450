// The two fold-out parts of the panel: how to reach a person, and what can be done with the chat.

import { callLinks } from "./bubbles";
import { textOf } from "../talk/protocol";
import { element, link } from "./render";
import { fill } from "../texts";
import type { Use } from "./use";

// Phone, mail, booking, opening hours: whatever the clinic has.
export function person({ clinic, texts }: Use): (Node | string)[] {
  const { phone, email, booking_url, opening_hours } = clinic() ?? {};
  const lines = (Array.isArray(opening_hours) ? opening_hours : []).map((line) => element("p", {}, textOf(line)));
  return [
    ...callLinks(phone, texts),
    textOf(email) && link(fill(texts.mail, email!), `mailto:${email}`),
    textOf(booking_url) && link(texts.book, booking_url!),
    lines[0] ? element("h3", {}, texts.hours) : "",
    ...lines,
  ].filter((row) => row);
}

export function tools(use: Use): Node[] {
  const { texts, talk } = use;
  const button = (text: string, on: () => void): HTMLButtonElement => element("button", { on }, text);
  const sound = element("input", { type: "checkbox", id: "sound" });
  sound.checked = !!talk().history.sound;
  sound.onchange = () => talk().setSound(sound.checked);
  const no = button(texts.no, () => {
    sure.replaceWith(erase);
    erase.focus();
  });
  const sure = element("div.sure", {}, element("p", {}, texts.sure), button(texts.yes, use.forget), no);
  const erase = button(texts.erase, () => {
    erase.replaceWith(sure);
    no.focus();
  });
  return [button(texts.save, use.download), erase, element("label", {}, sound, texts.sound)];
}
