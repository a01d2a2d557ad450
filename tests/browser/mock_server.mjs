// A server of verbatim.v1 that does what a test tells it, garbage included; it serves the built widget as well.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { frame, TEXT, CLOSE, closePayload } from "../protocol/websocket_client.mjs";
import { root } from "./stage.mjs";

const web = process.env.VERBATIM_WEB ?? join(root, "build/release/adapters/widget/web");
const MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

export const words = (text) => [{ type: "paragraph", spans: [{ text }] }];

export const clinic = {
  name: "Riverside Skin Clinic", phone: "+1 555 0100", email: "hello@example.com",
  booking_url: "https://example.com/book", emergency: "112", opening_hours: ["Monday to Friday, 9 to 18"],
};

// One client's end: text frames in, text frames out.
class Peer {
  constructor(socket, server) {
    this.socket = socket;
    this.server = server;
    this.buffer = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("end", () => socket.end());
    socket.on("data", (bytes) => {
      this.buffer = Buffer.concat([this.buffer, bytes]);
      while (this.take());
    });
    socket.on("close", () => server.peers.delete(this));
  }

  take() {
    const { buffer } = this;
    if (buffer.length < 6) return false;
    let size = buffer[1] & 127;
    let at = 2;
    if (size === 126) [size, at] = [buffer.readUInt16BE(2), 4];
    if (buffer.length < at + 4 + size) return false;
    const key = buffer.subarray(at, at + 4);
    const body = Buffer.from(buffer.subarray(at + 4, at + 4 + size)).map((byte, i) => byte ^ key[i % 4]);
    this.buffer = buffer.subarray(at + 4 + size);
    if ((buffer[0] & 15) === CLOSE) this.socket.end();
    else if ((buffer[0] & 15) === TEXT) this.server.heard(this, JSON.parse(body.toString()));
    return true;
  }

  // A value as JSON, or a text as it is.
  send(value) {
    this.socket.write(frame(TEXT, typeof value === "string" ? value : JSON.stringify(value), { masked: false }));
  }

  close(code) {
    this.socket.end(frame(CLOSE, closePayload(code), { masked: false }));
  }
}

export class MockServer {
  peers = new Set();
  frames = []; // everything that clients sent
  handshakes = 0;
  sessions = new Map(); // token -> { replies, byId }
  reply = ({ text, value }) => ({ blocks: words(`You said ${text ?? value}`) });
  silent = false; // hears everything and says nothing
  websockets = true;

  static async start(port = 0) {
    const mock = new MockServer();
    mock.http = createServer((request, response) => mock.request(request, response));
    mock.http.on("upgrade", (request, socket) => mock.upgrade(request, socket));
    mock.http.listen(port, "127.0.0.1");
    await once(mock.http, "listening");
    mock.http.unref();
    mock.port = mock.http.address().port;
    mock.address = `http://127.0.0.1:${mock.port}/`;
    return mock;
  }

  // Cuts every connection and listens no more; start() with the same port goes on.
  async stop() {
    for (const peer of this.peers) peer.socket.destroy();
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, "close");
  }

  request(request, response) {
    const path = new URL(request.url, "http://x").pathname;
    const headers = { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Headers": "Content-Type" };
    const json = (status, value) => response.writeHead(status, { ...headers, "Content-Type": "application/json" }).end(JSON.stringify(value));
    if (request.method === "OPTIONS") return response.writeHead(204, headers).end();
    if (path === "/widget.js" || path.startsWith("/locales/")) {
      return response.writeHead(200, { ...headers, "Content-Type": path.endsWith("js") ? "text/javascript" : "application/json" }).end(readFileSync(join(web, path)));
    }
    if (path === "/v1/demo") return json(200, this.welcome());
    if (path === "/v1/demo/messages") return this.posted(request, json);
    return json(404, { type: "error", code: "unknown_site", message: "There is no such site." });
  }

  async posted(request, json) {
    let body = "";
    for await (const bytes of request) body += bytes;
    const said = JSON.parse(body);
    const { token, session } = this.session(said.session);
    json(200, { session: token, ...this.answer(session, said) });
  }

  upgrade(request, socket) {
    this.handshakes++;
    if (!this.websockets) return socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
    const accept = createHash("sha1").update(request.headers["sec-websocket-key"] + MAGIC).digest("base64");
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: verbatim.v1\r\n\r\n`);
    this.peers.add(new Peer(socket, this));
  }

  welcome() {
    return { type: "welcome", clinic, settings: {}, greeting: words("Hello from the clinic."), notice: "This is an automated helper, not for emergencies.",
      choices: [{ value: "a", title: "First question" }, { value: "b", title: "Second question" }], ...this.welcoming };
  }

  session(token) {
    if (this.sessions.has(token)) return { token, session: this.sessions.get(token), resumed: true };
    const fresh = createHash("md5").update(String(Math.random())).digest("hex");
    const session = { replies: [], byId: new Map() };
    this.sessions.set(fresh, session);
    return { token: fresh, session, resumed: false };
  }

  answer(session, said) {
    if (session.byId.has(said.id)) return session.byId.get(said.id);
    const made = { type: "reply", seq: session.replies.length + 1, in_reply_to: said.id, kind: "answer", choices: [], rule: "r", topic: "t", answers: [], urgency: "none", ...this.reply(said) };
    session.replies.push(made);
    session.byId.set(said.id, made);
    return made;
  }

  heard(peer, frame) {
    this.frames.push(frame);
    if (this.silent || this.refuse?.(peer, frame)) return;
    if (frame.type === "hello") return this.greet(peer, frame);
    if (frame.type === "erase") this.sessions.delete(peer.token);
    if (frame.type === "erase" || frame.type === "feedback") return peer.send({ type: "done", in_reply_to: frame.id });
    const reply = this.answer(peer.session, frame);
    for (const one of this.peers) if (one.token === peer.token) one.send(reply);
  }

  greet(peer, { session: wanted, last_seq }) {
    const { token, session, resumed } = this.session(wanted);
    Object.assign(peer, { token, session });
    peer.send({ ...this.welcome(), session: token, resumed });
    if (resumed && last_seq !== undefined) for (const reply of session.replies.slice(last_seq)) peer.send(reply);
  }

  // Says something that nobody asked for, to everybody who is here.
  push(text, more = {}) {
    for (const [token, session] of this.sessions) {
      const reply = { type: "reply", seq: session.replies.length + 1, in_reply_to: "none", kind: "answer", blocks: words(text), choices: [], rule: "", topic: "", answers: [], urgency: "none", ...more };
      session.replies.push(reply);
      for (const peer of this.peers) if (peer.token === token) peer.send(reply);
    }
  }

  said() {
    return this.frames.filter((one) => one.type === "message" || one.type === "choice");
  }
}
