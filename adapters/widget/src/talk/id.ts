// An id that nobody else has.
// randomUUID would need a secure page; a clinic's test page may be none.
export function makeId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("");
}
