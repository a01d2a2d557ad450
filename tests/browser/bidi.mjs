// One connection of WebDriver BiDi: commands with an id, answers with the same.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import net from "node:net";
import { frame, PING, PONG, TEXT } from "../protocol/websocket_client.mjs";

export class Bidi {
  #socket;
  #bytes = Buffer.alloc(0);
  #waiting = new Map();
  #next = 1;

  // `address` is ws://host:port/path.
  static async open(address) {
    const { hostname, port, host, pathname } = new URL(address);
    const bidi = new Bidi();
    const socket = (bidi.#socket = net.connect({ host: hostname, port: Number(port) }));
    await once(socket, "connect");
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\nSec-WebSocket-Version: 13\r\n\r\n`);
    let head = "";
    while (!head.includes("\r\n\r\n")) head += (await once(socket, "data"))[0].toString("latin1");
    if (!head.startsWith("HTTP/1.1 101")) throw new Error(`no WebSocket: ${head.split("\r\n")[0]}`);
    socket.on("error", () => {});
    socket.on("data", (bytes) => bidi.#take(bytes));
    return bidi;
  }

  // Gives the result of a command, or throws what the browser says against it.
  command(method, params) {
    const id = this.#next++;
    this.#socket.write(frame(TEXT, JSON.stringify({ id, method, params })));
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  close() {
    this.#socket.destroy();
  }

  #take(bytes) {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    for (;;) {
      const all = this.#bytes;
      if (all.length < 2) return;
      let [size, at] = [all[1] & 127, 2];
      if (size === 126 && all.length >= 4) [size, at] = [all.readUInt16BE(2), 4];
      else if (size === 127 && all.length >= 10) [size, at] = [Number(all.readBigUInt64BE(2)), 10];
      else if (size > 125) return;
      if (all.length < at + size) return;
      const body = all.subarray(at, at + size);
      this.#bytes = all.subarray(at + size);
      if ((all[0] & 15) === PING) this.#socket.write(frame(PONG, body));
      if ((all[0] & 15) === TEXT) this.#answered(JSON.parse(body.toString()));
    }
  }

  #answered({ id, result, error, message }) {
    const command = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) command?.reject(new Error(`${error}: ${message}`));
    else command?.resolve(result);
  }
}
