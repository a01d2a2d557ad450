// Limits of time, number and memory, with values small enough to wait for.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { descriptors, memoryMiB, sleep, startEcho } from './programs.mjs';
import { CLOSE, Client, PING, PONG, RawSocket, TEXT, closePayload, frame, handshake } from './websocket_client.mjs';

let server;
before(async () => {
  server = await startEcho({
    '--header-timeout-ms': 700,
    '--ping-after-ms': 700,
    '--pong-timeout-ms': 700,
    '--write-timeout-ms': 1500,
    '--max-message-bytes': 8192,
    '--max-queue-bytes': 1 << 20,
    '--max-connections': 40,
  });
});
after(() => server.stop());

async function secondsUntilEnd(socket) {
  const begin = Date.now();
  await socket.ended;
  return (Date.now() - begin) / 1000;
}

test('a request header that never ends is cut off', async () => {
  const socket = new RawSocket(server.port);
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n');
  const drip = setInterval(() => socket.write('x'), 100);
  const seconds = await secondsUntilEnd(socket);
  clearInterval(drip);
  assert.ok(seconds > 0.3 && seconds < 3, `${seconds}`);
  socket.destroy();
});

test('a connection that says nothing is cut off', async () => {
  const socket = new RawSocket(server.port);
  assert.ok((await secondsUntilEnd(socket)) < 3);
  socket.destroy();
});

test('a silent WebSocket is pinged, and cut off without a pong', async () => {
  const client = await Client.open(server.port, '/');
  assert.equal((await client.frame()).opcode, PING);
  assert.ok((await secondsUntilEnd(client)) < 3);
  client.destroy();
});

test('a silent WebSocket that answers pings stays', async () => {
  const client = await Client.open(server.port, '/');
  for (let i = 0; i < 4; ++i) {
    const ping = await client.frame();
    assert.equal(ping?.opcode, PING);
    client.sendFrame(PONG, ping.payload);
  }
  assert.deepEqual(await client.ask([1]), [1]);
  client.destroy();
});

test('a message over the limit closes with 1009, in one frame or in many', async () => {
  const whole = await Client.open(server.port, '/');
  whole.sendFrame(TEXT, 'x'.repeat(8192));
  assert.equal((await whole.frame()).payload.length, 8192);
  whole.sendFrame(TEXT, 'x'.repeat(8193));
  assert.equal(await whole.closed(), 1009);
  const pieces = await Client.open(server.port, '/');
  for (let i = 0; i < 9; ++i) pieces.sendFrame(i ? 0 : TEXT, 'x'.repeat(1000), { fin: false });
  assert.equal(await pieces.closed(), 1009);
  whole.destroy();
  pieces.destroy();
});

test('a client that never reads is cut off, and costs little memory meanwhile', async () => {
  const before = memoryMiB(server.pid);
  const clients = await Promise.all(Array.from({ length: 20 }, () => Client.open(server.port, '/')));
  const flood = Buffer.concat(Array.from({ length: 100 }, () => frame(TEXT, 'x'.repeat(8000))));
  let open = clients.length;
  for (const client of clients) {
    client.socket.pause();
    client.socket.on('error', () => {});
    client.socket.on('close', () => --open);
  }
  let peak = 0;
  const begin = Date.now();
  while (open > 0 && Date.now() - begin < 15_000) {
    for (const client of clients) if (!client.socket.destroyed && client.socket.writableLength < 1 << 20) client.write(flood);
    await sleep(20);
    peak = Math.max(peak, memoryMiB(server.pid));
  }
  assert.equal(open, 0);
  assert.ok(peak - before < 40, `${peak - before} MiB`);
  const other = await Client.open(server.port, '/');
  assert.deepEqual(await other.ask([1]), [1]);
  other.destroy();
});

test('a client that is closed and will not close its side is cut off', async () => {
  await sleep(500);
  const before = descriptors(server.pid);
  const failed = await Client.open(server.port, '/');
  failed.write(frame(TEXT, 'x', { masked: false }));
  assert.equal(await failed.closed(), 1002);
  const closed = await Client.open(server.port, '/');
  closed.sendFrame(CLOSE, closePayload(1000));
  assert.equal(await closed.closed(), 1000);
  const refused = new RawSocket(server.port);
  refused.write('rubbish\r\n\r\n');
  assert.equal((await refused.head()).status, 505);
  assert.equal(descriptors(server.pid), before + 3);
  await sleep(3000);
  assert.equal(descriptors(server.pid), before);
  for (const client of [failed, closed, refused]) client.destroy();
});

test('connections over the limit are told to come back later', async () => {
  await sleep(1000);
  const sockets = [];
  for (let i = 0; i < 45; ++i) sockets.push(new RawSocket(server.port));
  const heads = Promise.all(sockets.map(async (socket) => {
    socket.write(handshake('/'));
    return (await socket.head())?.status ?? 503;
  }));
  const statuses = await heads;
  assert.ok(statuses.filter((status) => status === 503).length >= 4);
  assert.ok(statuses.filter((status) => status === 101).length >= 35);
  for (const socket of sockets) socket.destroy();
  await sleep(300);
  const client = await Client.open(server.port, '/');
  assert.deepEqual(await client.ask([1]), [1]);
  client.destroy();
});
