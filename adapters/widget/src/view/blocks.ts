// What the clinic says, as nodes: paragraphs, lists, links, cards.

import { listOf, textOf, type Block, type Span } from "../talk/protocol";
import { element, link } from "./render";

const DEEPEST = 3;

const words = (spans: Span[]): (Node | string)[] => listOf(spans).map(span);

function span({ text, bold, italic, href }: Span): Node | string {
  let node: Node | string = href ? link(textOf(text), textOf(href)) : textOf(text);
  if (italic) node = element("em", {}, node);
  if (bold) node = element("strong", {}, node);
  return node;
}

function block(piece: Block, depth: number): Node | undefined {
  switch (piece.type) {
    case "paragraph":
      return element("p", {}, words(piece.spans));
    case "list":
      return element(piece.ordered ? "ol" : "ul", {}, listOf(piece.items).map((item) => element("li", {}, words(item))));
    case "link":
      return element("p", {}, link(textOf(piece.text), textOf(piece.href)));
    case "card":
      return element(
        `section.card.${piece.tone === "crisis" ? "crisis" : "urgent"}`,
        {},
        element("h3", {}, textOf(piece.title)),
        depth < DEEPEST && blocks(piece.blocks, depth + 1),
      );
    default: {
      // A newer server's block: its words, if it has any.
      const { text, title } = piece as { text?: string; title?: string };
      const known = textOf(text) || textOf(title);
      return known ? element("p", {}, known) : undefined;
    }
  }
}

export const blocks = (pieces: Block[] | undefined, depth = 0): Node[] =>
  listOf(pieces).map((piece) => block(piece, depth)).filter((node) => !!node);

// Paragraphs and list items on lines of their own.
export const textOfNode = (node: HTMLElement): string =>
  [...node.querySelectorAll("p,li,h3")].map((part) => part.textContent).filter(Boolean).join("\n");

// The same as plain text, for who listens, copies or downloads.
export const plainText = (pieces: Block[]): string => textOfNode(element("div", {}, blocks(pieces)));
