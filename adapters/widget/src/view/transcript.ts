// The conversation as plain text, and as a file for the visitor.

import { plainText } from "./blocks";
import type { Item } from "../talk/history";
import { textOf } from "../talk/protocol";
import { element } from "./render";
import type { Use } from "./use";

export function transcript(items: Item[], { clinic, texts }: Use): string {
  const name = textOf(clinic()?.name) || texts.clinic;
  return items.map(({ at, reply, text }) =>
    `[${new Date(at).toLocaleString()}] ${reply ? name : texts.you}:\n${reply ? plainText(reply.blocks) : text}\n`).join("\n");
}

export function download(text: string, name: string): void {
  // The page lets go of it when it ends: some browsers read it late.
  element("a", { href: URL.createObjectURL(new Blob([text], { type: "text/plain" })), download: name }).click();
}
