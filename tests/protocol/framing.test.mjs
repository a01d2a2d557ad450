// RFC 6455 on the wire: what the transport accepts, and with which code it closes on the rest.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startEcho } from './programs.mjs';
import { BINARY, CLOSE, Client, PING, PONG, TEXT, closePayload, frame } from './websocket_client.mjs';

let server;
before(async () => (server = await startEcho()));
after(() => server.stop());

async function withClient(use) {
  const client = await Client.open(server.port, '/');
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

test('messages of every length field come back as they were', () =>
  withClient(async (client) => {
    for (const size of [0, 1, 125, 126, 127, 65535, 65536, 1 << 20])
      for (const opcode of [TEXT, BINARY]) {
        const payload = Buffer.alloc(size, 'x');
        client.sendFrame(opcode, payload);
        const got = await client.frame();
        assert.deepEqual([got.opcode, got.fin, got.payload.equals(payload)], [opcode, true, true], `${size}`);
      }
  }));

test('messages sent without waiting come back in order', () =>
  withClient(async (client) => {
    for (let i = 0; i < 2000; ++i) client.sendFrame(TEXT, `message ${i}`);
    for (let i = 0; i < 2000; ++i) assert.equal((await client.frame()).payload.toString(), `message ${i}`);
  }));

test('a frame may arrive byte by byte', () =>
  withClient(async (client) => {
    client.socket.setNoDelay(true);
    for (const byte of frame(TEXT, 'grüße')) {
      client.write(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
    assert.equal((await client.frame()).payload.toString(), 'grüße');
  }));

test('fragments are joined, with a ping between them answered at once', () =>
  withClient(async (client) => {
    client.sendFrame(TEXT, 'one ', { fin: false });
    client.sendFrame(0, '', { fin: false });
    client.sendFrame(PING, 'are you there');
    const pong = await client.frame();
    assert.deepEqual([pong.opcode, pong.payload.toString()], [PONG, 'are you there']);
    client.sendFrame(0, 'two');
    assert.equal((await client.frame()).payload.toString(), 'one two');
  }));

test('a character may be cut by a fragment', () =>
  withClient(async (client) => {
    const bytes = Buffer.from('κόσμε');
    for (let i = 0; i < bytes.length; ++i)
      client.sendFrame(i ? 0 : TEXT, bytes.subarray(i, i + 1), { fin: i === bytes.length - 1 });
    assert.equal((await client.frame()).payload.toString(), 'κόσμε');
  }));

test('a pong that nobody asked for is passed over', () =>
  withClient(async (client) => {
    client.sendFrame(PONG, 'hello');
    client.sendFrame(TEXT, 'next');
    assert.equal((await client.frame()).payload.toString(), 'next');
  }));

const badUtf8 = Buffer.from([0xce, 0xba, 0xed, 0xa0, 0x80]);

for (const [name, code, frames] of [
  ['a frame without mask', 1002, [frame(TEXT, 'hi', { masked: false })]],
  ['reserved bit 1, as of a compressed frame', 1002, [frame(TEXT, 'hi', { head: 0xc1 })]],
  ['reserved bit 2', 1002, [frame(TEXT, 'hi', { head: 0xa1 })]],
  ['reserved bit 3', 1002, [frame(TEXT, 'hi', { head: 0x91 })]],
  ['a data opcode that is not defined', 1002, [frame(3)]],
  ['a control opcode that is not defined', 1002, [frame(11)]],
  ['a ping of 126 bytes', 1002, [frame(PING, 'x'.repeat(126))]],
  ['a ping in fragments', 1002, [frame(PING, 'x', { fin: false })]],
  ['a continuation of nothing', 1002, [frame(0, 'x')]],
  ['a new message inside another', 1002, [frame(TEXT, 'x', { fin: false }), frame(TEXT, 'y')]],
  ['a length with the highest bit set', 1009, [frame(TEXT, '', { declared: 1n << 63n })]],
  ['text that is not UTF-8', 1007, [frame(TEXT, badUtf8)]],
  ['text that ends inside a character', 1007, [frame(TEXT, Buffer.from([0xce]))]],
  ['text that fails before its last fragment', 1007, [frame(TEXT, badUtf8, { fin: false })]],
  ['a close of one byte', 1002, [frame(CLOSE, 'x')]],
  ['a close with a code that may not be sent', 1002, [frame(CLOSE, closePayload(1005))]],
  ['a close with a code below 1000', 1002, [frame(CLOSE, closePayload(999))]],
  ['a close with a reserved code', 1002, [frame(CLOSE, closePayload(2999))]],
  ['a close whose reason is not UTF-8', 1002, [frame(CLOSE, Buffer.concat([closePayload(1000), badUtf8]))]],
])
  test(`${name} closes with ${code}`, () =>
    withClient(async (client) => {
      for (const bytes of frames) client.write(bytes);
      assert.equal(await client.closed(), code);
      await client.ended;
    }));

for (const code of [1000, 1001, 1011, 3000, 4999])
  test(`a close with ${code} is answered with ${code}`, () =>
    withClient(async (client) => {
      client.sendFrame(CLOSE, closePayload(code, 'bye'));
      assert.equal(await client.closed(), code);
      await client.ended;
    }));

test('a close without a code is answered, and the connection ends', () =>
  withClient(async (client) => {
    client.sendFrame(CLOSE);
    assert.ok([1000, 1005].includes(await client.closed()));
    await client.ended;
  }));

test('nothing is answered after the close', () =>
  withClient(async (client) => {
    client.write(Buffer.concat([frame(CLOSE, closePayload(1000)), frame(TEXT, 'late')]));
    assert.equal((await client.frame()).opcode, CLOSE);
    assert.equal(await client.frame(), null);
  }));
