// JSON with comments: blanks out what JSON itself does not know, and leaves the rest to JSON.parse.
export function parseJsonc(text) {
  const token = /"(?:[^"\\]|\\.)*"|\/\/[^\r\n]*|\/\*[^]*?\*\//g;
  return JSON.parse(text.replace(/^\uFEFF/, "").replace(token, (found) => (found.startsWith("/") ? " " : found)));
}
