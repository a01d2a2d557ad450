// Entry of widget.js: defines <verbatim-chat>, and adds a floating one when the script tag names a site.

import { VerbatimChat } from "./element";


// A second include finds everything done.
if (!customElements.get("verbatim-chat")) {
  customElements.define("verbatim-chat", VerbatimChat);
  Object.assign(globalThis, { VerbatimChat });
  setTimeout(addFloatingChat); // a task of its own, so that none is long
}

// Every data-… of the script tag becomes an attribute of the chat.
function addFloatingChat(): void {
  const script = [...document.querySelectorAll<HTMLScriptElement>("script[data-site]")].find((tag) => tag.src === import.meta.url);
  if (!script) return;
  const chat = document.createElement("verbatim-chat");
  chat.setAttribute("floating", "");
  for (const { name, value } of script.attributes) if (name.startsWith("data-")) chat.setAttribute(name.slice(5), value);
  document.body.append(chat);
}
