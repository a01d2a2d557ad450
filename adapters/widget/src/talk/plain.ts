// Plain requests: the site's welcome and the visitor's messages where no WebSocket comes through.

import { readFrame, type ServerFrame } from "./protocol";

export interface Answer {
  status: number;
  frame: ServerFrame | undefined;
}

// GET, or POST of `body`.  Throws when nobody can be reached.
export async function request(url: string, body?: object): Promise<Answer> {
  const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(url, { credentials: "omit", ...(body && post) });
  return { status: answer.status, frame: readFrame(await answer.text()) };
}
