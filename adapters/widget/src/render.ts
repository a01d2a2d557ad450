// Nodes.  Text only ever becomes text: no markup is parsed anywhere, so the page's strictest policy allows it.

import { listOf, textOf, type Block, type Span } from "./protocol";

const SAFE_LINK = /^(https:|mailto:|tel:)/i;
const SVG = "http://www.w3.org/2000/svg";
const DEEPEST = 3;

type Child = Node | string | undefined | false;

// An element with attributes and children; a function is what a click does.  Classes are parts as well,
// for the page's ::part().
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string | (() => void)> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.onclick = value;
    else node.setAttribute(key, value);
    if (key === "class") node.setAttribute("part", value as string);
  }
  if (name === "button" && !attributes["type"]) (node as HTMLButtonElement).type = "button";
  node.append(...children.filter((child): child is Node | string => !!child));
  return node;
}

// A line drawing of 24 by 24.
export function icon(path: string): Node {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of [["viewBox", "0 0 24 24"], ["aria-hidden", "true"]]) svg.setAttribute(key!, value!);
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

export const iconButton = (label: string, path: string, attributes: Record<string, string | (() => void)>): HTMLButtonElement =>
  element("button", { ...attributes, "aria-label": label, title: label }, icon(path));

export function link(text: string, href: string, attributes: Record<string, string> = {}): Node {
  if (!SAFE_LINK.test(href)) return document.createTextNode(text);
  const anchor = element("a", { ...attributes, href, rel: "noopener noreferrer" }, text);
  if (/^https:/i.test(href)) anchor.target = "_blank";
  return anchor;
}

function span({ text, bold, italic, href }: Span): Node {
  const words = textOf(text);
  let node: Node = href ? link(words, textOf(href)) : document.createTextNode(words);
  if (italic) node = element("em", {}, node);
  if (bold) node = element("strong", {}, node);
  return node;
}

const line = (spans: Span[]): Node[] => listOf(spans).map(span);

function block(piece: Block, depth: number): Node {
  switch (piece.type) {
    case "paragraph":
      return element("p", {}, ...line(piece.spans));
    case "list":
      return element(piece.ordered ? "ol" : "ul", {}, ...listOf(piece.items).map((item) => element("li", {}, ...line(item))));
    case "link":
      return element("p", { class: "link" }, link(textOf(piece.text), textOf(piece.href)));
    case "card":
      return element(
        "section",
        { class: `card ${piece.tone === "crisis" ? "crisis" : "urgent"}` },
        element("h3", {}, textOf(piece.title)),
        ...(depth < DEEPEST ? blocks(piece.blocks, depth + 1) : []),
      );
    default: {
      // A newer server's block: its words, if it has any.
      const words = textOf((piece as { text?: string }).text) || textOf((piece as { title?: string }).title);
      return words ? element("p", {}, words) : document.createDocumentFragment();
    }
  }
}

export function blocks(pieces: Block[] | undefined, depth = 0): Node[] {
  return listOf(pieces).map((piece) => block(piece, depth));
}
