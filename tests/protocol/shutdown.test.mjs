// Starting and stopping: ports in use, signals, and what clients see of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sleep, startChat, startEcho } from './programs.mjs';
import { BINARY, CLOSE, Client, RawSocket, TEXT, closePayload, frame } from './websocket_client.mjs';

for (const signal of ['SIGTERM', 'SIGINT'])
  test(`${signal} closes WebSockets with 1001 and ends with 0`, async () => {
    const server = await startChat();
    const idle = new RawSocket(server.port);
    const client = await Client.open(server.port, '/demo/ws');
    await client.ask({ type: 'hello', site: 'demo' });
    const begin = Date.now();
    const exit = server.stop(signal);
    assert.equal(await client.closed(), 1001);
    client.sendFrame(CLOSE, closePayload(1001));
    await Promise.all([client.ended, idle.ended]);
    client.socket.end();
    idle.socket.end();
    assert.deepEqual({ ...(await exit), errors: '' }, { code: 0, signal: null, errors: '' });
    assert.ok(Date.now() - begin < 2000);
  });

test('what was sent before the signal is answered before the close', async () => {
  const server = await startEcho();
  const client = await Client.open(server.port, '/');
  for (let i = 0; i < 100; ++i) client.send([i]);
  assert.deepEqual(await client.next(), [0]);
  const exit = server.stop();
  const rest = [];
  for (let got = await client.frame(); got && got.opcode !== CLOSE; got = await client.frame())
    rest.push(JSON.parse(got.payload)[0]);
  assert.deepEqual(rest, Array.from({ length: rest.length }, (_, i) => i + 1));
  client.destroy();
  assert.equal((await exit).code, 0);
});

test('clients that do not answer the close are cut off in bounded time', async () => {
  const server = await startEcho({ '--drain-timeout-ms': 800 });
  const client = await Client.open(server.port, '/');
  const begin = Date.now();
  assert.equal((await server.stop()).code, 0);
  assert.ok(Date.now() - begin < 4000);
  client.destroy();
});

test('a mistake that follows at once on what closes a connection does not keep the server', async () => {
  const server = await startChat();
  const client = await Client.open(server.port, '/demo/ws');
  client.write(Buffer.concat([frame(BINARY, 'x'), frame(TEXT, 'x', { masked: false })]));
  assert.equal(await client.closed(), 1003);
  client.destroy();
  const begin = Date.now();
  assert.equal((await server.stop()).code, 0);
  assert.ok(Date.now() - begin < 1000);
});

test('a mistake inside a message, made while the server closes, does not keep it', async () => {
  const server = await startEcho({ '--drain-timeout-ms': 1500 });
  const client = await Client.open(server.port, '/');
  client.write(frame(TEXT, 'x', { declared: 60n, fin: false }));
  await sleep(100);
  const begin = Date.now();
  const exit = server.stop();
  assert.equal(await client.closed(), 1001);
  client.write(Buffer.alloc(59, 0xff));
  assert.equal((await exit).code, 0);
  assert.ok(Date.now() - begin < 3000);
  client.destroy();
});

test('a second signal ends the server at once', async () => {
  const server = await startEcho({ '--drain-timeout-ms': 60_000 });
  const client = await Client.open(server.port, '/');
  const begin = Date.now();
  const exit = server.stop();
  assert.equal(await client.closed(), 1001);
  await sleep(200);
  assert.equal((await server.stop()).code, 0);
  assert.ok(Date.now() - begin < 2000);
  await exit;
  client.destroy();
});

test('a stopping server accepts nobody', async () => {
  const server = await startEcho({ '--drain-timeout-ms': 3000 });
  const client = await Client.open(server.port, '/');
  const exit = server.stop();
  assert.equal(await client.closed(), 1001);
  await sleep(100);
  await assert.rejects(Client.open(server.port, '/'));
  client.destroy();
  await exit;
});

test('a port in use is said so', async () => {
  const server = await startEcho();
  for (const starting of [startEcho({ '--listen': `127.0.0.1:${server.port}` }),
    startChat({ '--listen': `127.0.0.1:${server.port}` })]) {
    const failure = await starting.then(() => null, (error) => error);
    assert.ok(failure?.code > 0);
    assert.match(failure.errors, new RegExp(`port ${server.port} is in use`));
  }
  await server.stop();
});

test('a port is free again as soon as its server has ended', async () => {
  const first = await startEcho();
  const client = await Client.open(first.port, '/');
  await client.ask([1]);
  await Promise.all([first.stop(), client.closed().then(() => client.destroy())]);
  const second = await startEcho({ '--listen': `127.0.0.1:${first.port}` });
  assert.equal((await second.stop()).code, 0);
});

test('an address that is none is said so', async () => {
  for (const listen of ['nowhere', '127.0.0.1:99999', '127.0.0.1:', '1.2.3:80', '127.0.0.1:8x'])
    await assert.rejects(startEcho({ '--listen': listen }), { code: 1, errors: /is not address:port/ }, listen);
});

test('IPv6 and localhost are understood', async () => {
  for (const listen of ['[::1]:0', 'localhost:0']) {
    const server = await startEcho({ '--listen': listen });
    assert.ok(server.port > 0);
    await server.stop();
  }
});

test('a folder without sites is said so', async () => {
  const failure = await startChat({ '--rules': '/nonexistent' }).then(() => null, (error) => error);
  assert.ok(failure?.code > 0);
  assert.match(failure.errors, /nonexistent/);
});
