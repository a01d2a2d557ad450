// What the page says of the chat, and what the chat says to the page: attributes, events, its place in the document.

import type { EventDetails, VerbatimChat } from "./element";
import { languageOf } from "./texts";

export const languageFor = (host: VerbatimChat): string => languageOf(host.lang, document.documentElement.lang, navigator.language);

// The name under which the browser keeps this conversation.
export const keyOf = (host: VerbatimChat): string => `verbatim:${host.site}`;

// The address of the server, with a slash at its end; `home` when the page says nothing that is one.
export function serverOf(host: VerbatimChat, home: string): string {
  try {
    return new URL(host.server || home, location.href).href.replace(/\/*$/, "/");
  } catch {
    console.error(`verbatim-chat: "${host.server}" is not an address.`);
    return `${home}/`;
  }
}

// False when the page has cancelled what can be cancelled.
export function emit<K extends keyof EventDetails>(host: VerbatimChat, name: K, detail?: EventDetails[K]): boolean {
  return host.dispatchEvent(new CustomEvent(`verbatim:${name}`, { detail, bubbles: true, composed: true, cancelable: name === "send" }));
}

// A transform or a filter on the body would catch what is fixed to the window: then the chat stands beside it.
export function standFree(host: VerbatimChat): void {
  if (host.parentNode !== document.body) return;
  const { transform, filter, perspective } = getComputedStyle(document.body);
  if (transform + filter + perspective !== "nonenonenone") document.documentElement.append(host);
}

// Listens until `signal` says no more: `open` when the page wants it, `fit` when the visible part has another size,
// `dress` when the system turns dark or light, `look` when the page is shown or hidden.
export function listen(host: VerbatimChat, signal: AbortSignal, open: () => void, fit: () => void, dress: () => void, look: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress, { signal });
  for (const name of ["resize", "scroll"]) visualViewport?.addEventListener(name, fit, { signal });
  addEventListener("visibilitychange", look, { signal });
  document.addEventListener("click", ({ target }) => {
    const found = (target as Element | null)?.closest?.("[data-verbatim-open]");
    if (found && document.querySelector("verbatim-chat[floating]") === host) open();
  }, { signal });
}
