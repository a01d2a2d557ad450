// The composer is where the visitor writes: Enter sends what is finished, and the field grows with the words.

import { icons } from "./icons";
import { element, iconButton } from "./render";
import { fill } from "../texts";
import type { Use } from "./use";

const LONGEST_MESSAGE = 2000;
const COUNT_FROM = 1800;
const COMPOSED_MS = 30; // Safari says "Enter" once more right after a composition has ended

export interface Composer {
  node: HTMLFormElement;
  input: HTMLTextAreaElement;
  set(text: string): void;
}

export function makeComposer({ texts, say, draft }: Use): Composer {
  const count = element("span.count", { id: "count" });
  const input = element("textarea.input", {
    rows: "1", maxlength: `${LONGEST_MESSAGE}`, placeholder: texts.input, "aria-label": texts.input,
    "aria-describedby": "count", enterkeyhint: "send", autocomplete: "off",
  });
  const node = element("form", {}, count, input, iconButton(texts.send, icons.send, { type: "submit" }, "button.send"));
  let composed = 0;

  function set(text: string): void {
    input.value = text;
    grow();
  }

  function grow(): void {
    const { value, style } = input;
    style.height = "auto";
    if (value) style.height = `${input.scrollHeight + 2}px`;
    count.textContent = value.length > COUNT_FROM ? fill(texts.left, LONGEST_MESSAGE - value.length) : "";
  }

  function submit(): void {
    const text = input.value.trim();
    input.focus();
    if (!text) return;
    set("");
    draft("");
    say(text);
  }

  node.onsubmit = (event) => {
    event.preventDefault();
    submit();
  };
  input.addEventListener("compositionend", () => (composed = performance.now()));
  input.onkeydown = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (performance.now() - composed > COMPOSED_MS) submit();
  };
  input.oninput = () => {
    grow();
    draft(input.value);
  };
  return { node, input, set };
}
