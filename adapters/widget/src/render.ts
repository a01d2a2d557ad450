// Blocks into nodes.  Text only ever becomes text: no markup is parsed here.

import type { Block, Span } from "./protocol";

const SAFE_LINK = /^(https:|mailto:|tel:)/;

// An element with a class, attributes and children.
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function link(text: string, href: string): Node {
  if (!SAFE_LINK.test(href)) return document.createTextNode(text);
  const anchor = element("a", { href, rel: "noopener noreferrer" }, text);
  if (href.startsWith("https:")) anchor.target = "_blank";
  return anchor;
}

function span({ text, bold, italic, href }: Span): Node {
  let node: Node = href ? link(text, href) : document.createTextNode(text);
  if (italic) node = element("em", {}, node);
  if (bold) node = element("strong", {}, node);
  return node;
}

function block(piece: Block): Node {
  switch (piece.type) {
    case "paragraph":
      return element("p", {}, ...piece.spans.map(span));
    case "list":
      return element(piece.ordered ? "ol" : "ul", {}, ...piece.items.map((item) => element("li", {}, ...item.map(span))));
    case "link":
      return element("p", { class: "link" }, link(piece.text, piece.href));
    case "card":
      return element(
        "section",
        { class: `card ${piece.tone === "crisis" ? "crisis" : "urgent"}`, part: "card" },
        element("h3", {}, piece.title),
        ...blocks(piece.blocks),
      );
    default:
      return document.createDocumentFragment();
  }
}

export function blocks(pieces: Block[]): Node[] {
  return Array.isArray(pieces) ? pieces.map(block) : [];
}
