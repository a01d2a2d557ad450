// The HTTP side: routes, methods, headers, and the route for clients without WebSocket.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startChat } from './programs.mjs';
import { check } from './schema_check.mjs';
import { RawSocket, handshake } from './websocket_client.mjs';

let server;
let base;
before(async () => {
  server = await startChat();
  base = `http://127.0.0.1:${server.port}`;
});
after(() => server.stop());

const post = (body, { site = 'demo', type = 'application/json', ...more } = {}) =>
  fetch(`${base}/v1/${site}/messages`, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    ...more,
  });

async function raw(text) {
  const socket = new RawSocket(server.port);
  socket.write(text);
  const head = await socket.head();
  socket.destroy();
  return head;
}

test('health names the sites and the rules they serve', async () => {
  const reply = await fetch(`${base}/healthz`);
  assert.equal(reply.status, 200);
  const { status, sites, rules } = await reply.json();
  assert.deepEqual({ status, sites }, { status: 'ok', sites: ['demo', 'other'] });
  assert.match(rules[0].revision, /^[0-9a-f]{16}$/);
  assert.deepEqual(rules[0], { site: 'demo', revision: rules[0].revision, published: 0, mistakes: 0 });
});

test('every reply carries the security headers and no version', async () => {
  for (const path of ['/healthz', '/missing', '/demo/ws', '/v1/demo/messages']) {
    const { headers } = await fetch(base + path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
    assert.match(headers.get('content-security-policy'), /default-src 'none'.*frame-ancestors 'none'/, path);
    assert.equal(headers.get('server'), null, path);
  }
});

test('paths and methods that do not exist are refused', async () => {
  for (const [method, path, status, allow] of [
    ['GET', '/missing', 404],
    ['GET', '/../etc/passwd', 404],
    ['GET', '/missing/ws', 404],
    ['GET', '/demo/more/ws', 404],
    ['GET', '/v1/missing', 404],
    ['POST', '/v1/demo', 405, 'GET, HEAD, OPTIONS'],
    ['GET', '/v1/demo/session', 405, 'DELETE, OPTIONS'],
    ['POST', '/healthz', 405, 'GET, HEAD'],
    ['DELETE', '/healthz', 405, 'GET, HEAD'],
    ['GET', '/v1/demo/messages', 405, 'POST, OPTIONS'],
    ['POST', '/demo/ws', 405, 'GET'],
    ['GET', '/demo/ws', 426],
  ]) {
    const head = await raw(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    assert.equal(head.status, status, `${method} ${path}`);
    assert.equal(head.headers.allow, allow, `${method} ${path}`);
  }
});

test('HEAD gives the header of GET without its body', async () => {
  const reply = await fetch(`${base}/healthz?x=1`, { method: 'HEAD' });
  assert.equal(reply.status, 200);
  assert.ok(Number(reply.headers.get('content-length')) > 0);
  assert.equal(await reply.text(), '');
});

test('requests on one connection are answered in turn, also when sent at once', async () => {
  const socket = new RawSocket(server.port);
  socket.write('GET /a HTTP/1.1\r\nHost: x\r\n\r\nHEAD /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  const first = await socket.head();
  await socket.until((bytes) => {
    const size = Number(first.headers['content-length']);
    if (bytes.length < size) return undefined;
    socket.received = bytes.subarray(size);
    return true;
  });
  assert.deepEqual([first.status, (await socket.head()).status], [404, 200]);
  await socket.ended;
  socket.destroy();
});

test('a message is answered over HTTP, and the session goes on', async () => {
  const first = await (await post({ id: '1', text: 'when are you open?' })).json();
  assert.deepEqual(check('posted', first), []);
  assert.deepEqual([first.type, first.seq, first.in_reply_to, first.rule], ['reply', 1, '1', 'hours']);
  const second = await (await post({ id: '2', value: 'price', session: first.session })).json();
  assert.deepEqual([second.session, second.seq, second.rule], [first.session, 2, 'price']);
  const again = await (await post({ id: '2', text: 'other words', session: first.session })).json();
  assert.deepEqual(again, second);
});

test('an unknown session begins a new one', async () => {
  const reply = await (await post({ id: '1', text: 'hi', session: 'f'.repeat(32) })).json();
  assert.notEqual(reply.session, 'f'.repeat(32));
  assert.equal(reply.seq, 1);
});

test('what is wrong with a post is said', async () => {
  for (const [status, code, body, options] of [
    [400, 'bad_json', '{'],
    [400, 'bad_json', '[]'],
    [400, 'bad_json', Buffer.from([0x7b, 0xff])],
    [400, 'missing_field', { text: 'hi' }],
    [400, 'missing_field', { id: '1' }],
    [400, 'bad_field', { id: '1', text: 5 }],
    [400, 'bad_field', { id: '1', text: 'hi', value: 'price' }],
    [400, 'text_too_long', { id: '1', text: 'x'.repeat(2001) }],
    [400, 'id_too_long', { id: 'x'.repeat(65), text: 'hi' }],
    [400, 'unknown_choice', { id: '1', value: 'bogus' }],
    [404, 'unknown_site', { id: '1', text: 'hi' }, { site: 'missing' }],
    [415, 'wrong_media_type', { id: '1', text: 'hi' }, { type: 'text/plain' }],
  ]) {
    const reply = await post(body, options);
    const error = await reply.json();
    assert.deepEqual([reply.status, error.type, error.code], [status, 'error', code]);
    assert.deepEqual(check('error', error), []);
    assert.ok(error.message.length > 5);
  }
});

test('a body over the limit is refused, declared or in chunks', async () => {
  assert.equal((await post('x'.repeat(17_000))).status, 413);
  const fields = 'POST /v1/demo/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
  assert.equal((await raw(`${fields}Content-Length: 999999999999\r\n\r\n`)).status, 413);
  const chunk = `1000\r\n${'x'.repeat(4096)}\r\n`;
  assert.equal((await raw(`${fields}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(5)}0\r\n\r\n`)).status, 413);
});

test('a body in chunks is read', async () => {
  const head = await raw('POST /v1/demo/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json; charset=utf-8\r\n' +
    'Transfer-Encoding: chunked\r\n\r\n5\r\n{"id"\r\n10\r\n:"1","text":"hi"\r\n1\r\n}\r\n0\r\n\r\n');
  assert.equal(head.status, 200);
});

test('a client that waits for 100 Continue gets it', async () => {
  const socket = new RawSocket(server.port);
  socket.write('POST /v1/demo/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
    'Expect: 100-continue\r\nContent-Length: 22\r\n\r\n');
  assert.equal((await socket.head()).status, 100);
  socket.write('{"id":"1","text":"hi"}');
  assert.equal((await socket.head()).status, 200);
  socket.destroy();
});

test('pages of other sites may ask before they post', async () => {
  const reply = await fetch(`${base}/v1/demo/messages`, { method: 'OPTIONS' });
  assert.equal(reply.status, 204);
  assert.equal(reply.headers.get('access-control-allow-origin'), '*');
  assert.equal(reply.headers.get('access-control-allow-methods'), 'POST, OPTIONS');
  assert.equal((await post({ id: '1', text: 'hi' })).headers.get('access-control-allow-origin'), '*');
});

test('a handshake is refused for an unknown site, a foreign subprotocol, or another version', async () => {
  assert.equal((await raw(handshake('/missing/ws'))).status, 404);
  assert.equal((await raw(handshake('/healthz'))).status, 404);
  assert.equal((await raw(handshake('/demo/ws', { 'Sec-WebSocket-Protocol': 'chat, other' }))).status, 400);
  const old = await raw(handshake('/demo/ws', { 'Sec-WebSocket-Version': '8' }));
  assert.deepEqual([old.status, old.headers['sec-websocket-version']], [426, '13']);
});

test('the subprotocol is chosen when it is offered, and not when it is not', async () => {
  const chosen = await raw(handshake('/demo/ws', { 'Sec-WebSocket-Protocol': ['chat', 'other, verbatim.v1'] }));
  assert.deepEqual([chosen.status, chosen.headers['sec-websocket-protocol']], [101, 'verbatim.v1']);
  const none = await raw(handshake('/demo/ws'));
  assert.deepEqual([none.status, none.headers['sec-websocket-protocol']], [101, undefined]);
});

test('permessage-deflate is never agreed to', async () => {
  const head = await raw(handshake('/demo/ws', { 'Sec-WebSocket-Extensions': 'permessage-deflate' }));
  assert.deepEqual([head.status, head.headers['sec-websocket-extensions']], [101, undefined]);
});

test('requests that are not HTTP/1.1 as it should be are refused', async () => {
  for (const [status, text] of [
    [400, 'GET /healthz HTTP/1.1\r\n\r\n'],
    [400, 'GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
    [400, 'GET /healthz HTTP/1.1\nHost: a\n\n'],
    [400, 'GET /healthz HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n'],
    [400, 'GET healthz HTTP/1.1\r\nHost: a\r\n\r\n'],
    [400, 'GET * HTTP/1.1\r\nHost: a\r\n\r\n'],
    [400, 'GET /healthz HTTP/1.1\r\nHost : a\r\n\r\n'],
    [400, 'GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n'],
    [505, 'GET /healthz\r\n\r\n'],
    [505, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    [200, 'GET /healthz HTTP/1.0\r\n\r\n'],
    [200, 'GET http://example.org/healthz HTTP/1.1\r\nHost: a\r\n\r\n'],
  ])
    assert.equal((await raw(text)).status, status, text);
});
