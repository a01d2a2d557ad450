// A WebSocket client over a plain socket, so that tests can also send what no decent client would.
import { randomBytes } from 'node:crypto';
import net from 'node:net';

export const TEXT = 1;
export const BINARY = 2;
export const CLOSE = 8;
export const PING = 9;
export const PONG = 10;

// One frame as bytes. `head` overrides the first byte, `declared` the length that is announced.
export function frame(opcode, payload = '', { fin = true, masked = true, head, declared } = {}) {
  const body = Buffer.from(payload);
  const length = declared ?? BigInt(body.length);
  const first = head ?? (fin ? 0x80 : 0) | opcode;
  const bit = masked ? 0x80 : 0;
  let start;
  if (length < 126n) {
    start = Buffer.from([first, bit | Number(length)]);
  } else if (length < 65536n) {
    start = Buffer.from([first, bit | 126, Number(length >> 8n), Number(length & 255n)]);
  } else {
    start = Buffer.alloc(10);
    start[0] = first;
    start[1] = bit | 127;
    start.writeBigUInt64BE(length, 2);
  }
  if (!masked) return Buffer.concat([start, body]);
  const key = randomBytes(4);
  return Buffer.concat([start, key, body.map((byte, i) => byte ^ key[i % 4])]);
}

export function closePayload(code, reason = '') {
  return Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)]);
}

export function handshake(path, fields = {}) {
  const all = {
    Host: 'localhost',
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    'Sec-WebSocket-Version': '13',
    ...fields,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((one) => `${name}: ${one}`));
  return `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}

// Bytes out, bytes in; `ended` resolves when the server has closed its side or reset.
export class RawSocket {
  constructor(port) {
    this.received = Buffer.alloc(0);
    this.waiting = [];
    this.over = false;
    this.socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    this.socket.on('error', () => {});
    this.socket.on('data', (bytes) => {
      this.received = Buffer.concat([this.received, bytes]);
      this.wake();
    });
    this.ended = new Promise((resolve) => {
      for (const event of ['end', 'close']) this.socket.on(event, () => {
        this.over = true;
        this.wake();
        resolve();
      });
    });
  }

  wake() {
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  write(bytes) {
    this.socket.write(bytes);
  }

  // Waits until take(received) gives something other than undefined, or the end (then null).
  async until(take) {
    for (;;) {
      const found = take(this.received);
      if (found !== undefined) return found;
      if (this.over) return null;
      await new Promise((resolve) => this.waiting.push(resolve));
    }
  }

  // The header of an HTTP reply: { status, headers, text }, and its bytes are consumed.
  head() {
    return this.until((bytes) => {
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) return undefined;
      const text = bytes.subarray(0, end).toString('latin1');
      this.received = bytes.subarray(end + 4);
      const headers = {};
      for (const line of text.split('\r\n').slice(1)) {
        const colon = line.indexOf(':');
        headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
      }
      return { status: Number(text.split(' ')[1]), headers, text };
    });
  }

  // The next frame: { opcode, fin, payload }, or null at the end of the stream.
  frame() {
    return this.until((bytes) => {
      if (bytes.length < 2) return undefined;
      let size = bytes[1] & 127;
      let at = 2;
      if (size === 126) {
        if (bytes.length < 4) return undefined;
        size = bytes.readUInt16BE(2);
        at = 4;
      } else if (size === 127) {
        if (bytes.length < 10) return undefined;
        size = Number(bytes.readBigUInt64BE(2));
        at = 10;
      }
      if (bytes.length < at + size) return undefined;
      this.received = bytes.subarray(at + size);
      return { opcode: bytes[0] & 15, fin: bytes[0] > 127, payload: Buffer.from(bytes.subarray(at, at + size)) };
    });
  }

  destroy() {
    this.socket.destroy();
  }
}

// A client that has completed the handshake and speaks JSON.
export class Client extends RawSocket {
  static async open(port, path, fields) {
    const client = new this(port);
    client.write(handshake(path, fields));
    client.response = await client.head();
    if (client.response?.status !== 101) throw new Error(`refused: ${client.response?.text}`);
    return client;
  }

  sendFrame(opcode, payload, options) {
    this.write(frame(opcode, payload, options));
  }

  send(value) {
    this.sendFrame(TEXT, typeof value === 'string' ? value : JSON.stringify(value));
  }

  // The next text message as JSON. Pings are answered on the way.
  async next() {
    for (;;) {
      const got = await this.frame();
      if (!got) throw new Error('the connection ended');
      if (got.opcode === PING) this.sendFrame(PONG, got.payload);
      else if (got.opcode === TEXT) return JSON.parse(got.payload);
      else throw new Error(`frame ${got.opcode} ${closeCode(got)}`);
    }
  }

  async ask(value) {
    this.send(value);
    return this.next();
  }

  // The code with which the server closes, passing over messages; null when it only cut the connection.
  async closed() {
    for (;;) {
      const got = await this.frame();
      if (!got) return null;
      if (got.opcode === CLOSE) return closeCode(got);
    }
  }
}

export function closeCode(got) {
  return got.payload.length >= 2 ? got.payload.readUInt16BE(0) : 1005;
}
