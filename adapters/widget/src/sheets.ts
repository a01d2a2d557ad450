// The two fold-out parts of the panel: how to reach a person, and what can be done with the chat.

import { callLinks } from "./bubbles";
import type { Item } from "./history";
import { listOf, textOf, type Clinic } from "./protocol";
import { element, link } from "./render";
import { fill, type Texts } from "./texts";

// Phone, mail, booking, opening hours: whatever the clinic has.
export function person(clinic: Clinic | undefined, texts: Texts): Node[] {
  const { phone, email, booking_url: booking, opening_hours: hours } = clinic ?? { name: "" };
  const rows = [
    ...callLinks(phone, texts),
    textOf(email) && link(fill(texts.mail, { x: textOf(email) }), `mailto:${textOf(email)}`),
    textOf(booking) && link(texts.book, textOf(booking)),
  ].filter((row): row is Node => !!row);
  const lines = (Array.isArray(hours) ? hours : []).map((line) => element("p", {}, textOf(line)));
  return [...rows, ...(lines.length ? [element("h3", {}, texts.hours), ...lines] : [])];
}

export interface Tools {
  save(): void;
  erase(): void;
  setSound(on: boolean): void;
  sound: boolean;
}

export function tools(texts: Texts, use: Tools): Node[] {
  const button = (text: string, on: () => void): HTMLButtonElement => element("button", { on }, text);
  const sound = element("input", { type: "checkbox", id: "sound" });
  sound.checked = use.sound;
  sound.onchange = () => use.setSound(sound.checked);
  const erase = button(texts.erase, () => {
    const question = element("p", {}, texts.sure);
    const no = button(texts.no, () => {
      sure.replaceWith(erase);
      erase.focus();
    });
    const sure = element("div", { class: "sure" }, question, button(texts.yes, use.erase), no);
    erase.replaceWith(sure);
    no.focus();
  });
  return [button(texts.save, use.save), erase, element("label", {}, sound, ` ${texts.sound}`)];
}

// The conversation as plain text.
export function transcript(items: Item[], clinic: Clinic | undefined, texts: Texts, language: string, words: (item: Item) => string): string {
  const name = textOf(clinic?.name) || texts.clinic;
  const line = (item: Item): string =>
    `[${new Date(item.at).toLocaleString(language)}] ${item.reply ? name : texts.you}:\n${item.reply ? words(item) : item.text ?? ""}\n`;
  return listOf(items).map(line).join("\n");
}
