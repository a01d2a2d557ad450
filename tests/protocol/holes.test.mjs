// The five holes of Boost.Beast 1.81 (adapters/web/request_guard.h), each tried as an attacker would.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { cpuSeconds, memoryMiB, sleep, startEcho } from './programs.mjs';
import { Client, RawSocket, TEXT, frame, handshake } from './websocket_client.mjs';

let server;
before(async () => (server = await startEcho({ '--max-message-bytes': 1 << 20 })));
after(() => server.stop());

async function answers(port) {
  const client = await Client.open(port, '/');
  const reply = await client.ask({ still: 'here' });
  client.destroy();
  return reply.still === 'here';
}

async function status(text) {
  const socket = new RawSocket(server.port);
  socket.write(text);
  const head = await socket.head();
  socket.destroy();
  return head?.status;
}

test('hole 1: a frame that declares an enormous length costs its connection and nothing else', async () => {
  for (const declared of [1n << 20n, 1n << 40n, 1n << 62n, (1n << 63n) - 1n, (1n << 64n) - 1n])
    for (const head of [0x81, 0xc1, 0x01]) {
      const client = await Client.open(server.port, '/', { 'Sec-WebSocket-Extensions': 'permessage-deflate' });
      client.write(frame(TEXT, 'x'.repeat(8192), { declared, head }));
      if (declared > 1n << 20n || head === 0xc1) assert.ok([1002, 1009].includes(await client.closed()));
      client.destroy();
    }
  assert.ok(await answers(server.port));
  assert.ok(memoryMiB(server.pid) < 64);
});

test('hole 2: a header of two million lines is refused within its limit', async () => {
  const before = memoryMiB(server.pid);
  for (let shift = 0; shift < 4; ++shift) {
    const socket = new RawSocket(server.port);
    socket.write(`GET /${'x'.repeat(shift)} HTTP/1.1\r\nHost: a\r\n`);
    const block = 'a:\r\n'.repeat(20_000);
    for (let i = 0; i < 100 && !socket.over; ++i) socket.write(block);
    assert.equal((await socket.head())?.status ?? 431, 431);
    socket.destroy();
  }
  assert.ok(memoryMiB(server.pid) - before < 8);
  assert.equal(await status(`GET / HTTP/1.1\r\nHost: a\r\n${'a:\r\n'.repeat(101)}\r\n`), 431);
  assert.equal(await status(`GET / HTTP/1.1\r\nHost: a\r\nx: ${'y'.repeat(9000)}\r\n\r\n`), 431);
});

test('hole 3: a body of which a proxy may think otherwise is refused, and the connection closed', async () => {
  const smuggled = '0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n';
  for (const [version, fields] of [
    ['1.1', 'Transfer-Encoding: xchunked'],
    ['1.1', 'Transfer-Encoding: chunked, identity'],
    ['1.1', 'Transfer-Encoding: gzip\r\nContent-Length: 5'],
    ['1.0', 'Transfer-Encoding: chunked\r\nConnection: keep-alive'],
    ['1.1', 'Transfer-Encoding: chunked\r\nContent-Length: 5'],
    ['1.1', 'Content-Length: 5\r\nContent-Length: 6'],
    ['1.1', 'Upgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: 5'],
  ]) {
    const socket = new RawSocket(server.port);
    socket.write(`POST / HTTP/${version}\r\nHost: a\r\n${fields}\r\n\r\n${smuggled}`);
    assert.equal((await socket.head())?.status, 400, fields);
    await socket.ended;
    assert.ok(!socket.received.includes('HTTP/1.1'), fields);
    socket.destroy();
  }
});

test('hole 4: a handshake without one proper key is refused', async () => {
  const key = 'MDEyMzQ1Njc4OWFiY2RlZg==';
  for (const wrong of ['', 'short', [key, key], null, 'x'.repeat(24), `${key}=`])
    assert.equal(await status(handshake('/', { 'Sec-WebSocket-Key': wrong })), 400, `${wrong}`);
  assert.equal(await status(handshake('/', { 'Sec-WebSocket-Key': key })), 101);
});

test('hole 4: frames that come before the handshake is answered are refused', async () => {
  assert.equal(await status(handshake('/') + 'early'), 400);
});

test('hole 5: without descriptors the server waits instead of spinning, and recovers', async () => {
  const starved = await startEcho({ '--threads': 1 });
  const held = await Client.open(starved.port, '/');
  execFileSync('prlimit', ['--pid', String(starved.pid), '--nofile=40:40']);
  const sockets = Array.from({ length: 100 }, () => new RawSocket(starved.port));
  await sleep(500);
  const before = cpuSeconds(starved.pid);
  await sleep(2000);
  assert.ok(cpuSeconds(starved.pid) - before < 0.2, 'a tenth of a core at most');
  assert.deepEqual(await held.ask({ still: 'here' }), { still: 'here' });
  for (const socket of sockets) socket.destroy();
  await sleep(500);
  assert.ok(await answers(starved.port));
  held.destroy();
  assert.equal((await starved.stop()).code, 0);
});
