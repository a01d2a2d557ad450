// Nodes.  Text only ever becomes text: no markup is parsed anywhere, so the page's strictest policy allows it.

const SAFE_LINK = /^(https:|mailto:|tel:)/i;
const SVG = "http://www.w3.org/2000/svg";

type Tag = keyof HTMLElementTagNameMap;
type TagOf<S extends string> = S extends `${infer T}.${string}` ? T : S;
type Made<S extends string> = TagOf<S> extends Tag ? HTMLElementTagNameMap[TagOf<S>] : never;
type Child = Node | string | undefined | false;
export type Attributes = Record<string, string | (() => void)>;

// "p.notice" is a <p> with this class; classes are parts as well, for the page's ::part().  Among the attributes
// a function is what a click does.  Lists of children are laid out flat.
export function element<S extends Tag | `${Tag}.${string}`>(name: S, attributes: Attributes = {}, ...children: (Child | Child[])[]): Made<S> {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag!);
  if (classes[0]) node.setAttribute("part", (node.className = classes.join(" ")));
  for (const [key, value] of Object.entries(tag === "button" ? { type: tag, ...attributes } : attributes)) {
    if (typeof value === "function") node.onclick = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child) as Node[]);
  return node as Made<S>;
}

// A button that is a line drawing of 24 by 24.
export function iconButton(label: string, path: string, attributes: Attributes, name: "button" | "button.send" = "button"): HTMLButtonElement {
  return element(name, { "aria-label": label, title: label, ...attributes }, icon(path));
}

export function icon(path: string): Node {
  const [svg, line] = ["svg", "path"].map((name) => document.createElementNS(SVG, name)) as unknown as [Element, Element];
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

// A link where the address is harmless, else its words.
export function link(text: string, href: string, name: "a" | "a.call" = "a"): Node | string {
  if (!SAFE_LINK.test(href)) return text;
  return element(name, { href, rel: "noreferrer", ...(/^h/i.test(href) && { target: "_blank" }) }, text);
}
