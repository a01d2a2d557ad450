// Entry of widget.js: defines <verbatim-chat>, and adds a floating one when the script tag names a site.

import { VerbatimChat } from "./chat";

const source = new URL(import.meta.url);

if (!customElements.get("verbatim-chat")) {
  VerbatimChat.home = source.origin;
  customElements.define("verbatim-chat", VerbatimChat);
  addFloatingChat();
}

function addFloatingChat(): void {
  const script = [...document.querySelectorAll<HTMLScriptElement>("script[data-site]")].find((tag) => tag.src === source.href);
  const site = script?.dataset["site"];
  if (!site) return;
  const chat = document.createElement("verbatim-chat");
  chat.setAttribute("site", site);
  chat.setAttribute("floating", "");
  document.body.append(chat);
}
