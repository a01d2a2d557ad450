// What was answered is there after the server was killed: in its order, each once, and nothing else.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startChat, sleep } from './programs.mjs';
import { check } from './schema_check.mjs';
import { Client } from './websocket_client.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'verbatim-durable-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

let stores = 0;
const newStore = () => join(scratch, `chat-${(stores += 1)}.db`);
const message = (id, text = 'when are you open?') => ({ type: 'message', id, text });

async function visit(server, hello = {}) {
  const client = await Client.open(server.port, '/demo/ws', { 'Sec-WebSocket-Protocol': 'verbatim.v1' });
  const welcome = await client.ask({ type: 'hello', site: 'demo', ...hello });
  assert.deepEqual(check('server_frame', welcome), []);
  return { client, welcome };
}

async function next(client) {
  const frame = await client.next();
  assert.deepEqual(check('server_frame', frame), []);
  return frame;
}

async function stopped(server, work) {
  try {
    return await work(server);
  } finally {
    await server.stop('SIGKILL');
  }
}

test('a killed server goes on with every conversation where it was', async () => {
  const store = newStore();
  const sessions = await stopped(await startChat({ '--store': store }), async (server) => {
    const visits = await Promise.all(Array.from({ length: 20 }, () => visit(server)));
    await Promise.all(visits.map(async ({ client }) => {
      for (let i = 1; i <= 5; i += 1) assert.equal((await client.ask(message(`m${i}`))).seq, i);
    }));
    return visits.map(({ welcome }) => welcome.session);
  });
  await stopped(await startChat({ '--store': store }), async (server) => {
    for (const session of sessions) {
      const { client, welcome } = await visit(server, { session, last_seq: 2 });
      assert.equal(welcome.resumed, true);
      const replayed = [await next(client), await next(client), await next(client)];
      assert.deepEqual(replayed.map((one) => [one.seq, one.in_reply_to]), [[3, 'm3'], [4, 'm4'], [5, 'm5']]);
      assert.equal((await client.ask(message('m5'))).seq, 5);
      assert.equal((await client.ask(message('m6'))).seq, 6);
      client.destroy();
    }
  });
});

test('kill after kill, nothing acknowledged is lost, and nothing comes twice', async () => {
  const store = newStore();
  const acknowledged = new Map();
  let session = null;
  let sent = 0;
  for (let round = 0; round < 8; round += 1) {
    await stopped(await startChat({ '--store': store }), async (server) => {
      const { client, welcome } = await visit(server, session ? { session, last_seq: 0 } : {});
      session ??= welcome.session;
      for (let i = acknowledged.size; i > 0; i -= 1) {
        const replayed = await next(client);
        assert.equal(acknowledged.get(replayed.in_reply_to) ?? replayed.seq, replayed.seq);
      }
      for (let i = 0; i < 7; i += 1) {
        const reply = await client.ask(message(`n${(sent += 1)}`));
        assert.equal(reply.seq, sent);
        acknowledged.set(reply.in_reply_to, reply.seq);
      }
    });
  }
  await stopped(await startChat({ '--store': store }), async (server) => {
    const kept = await fetch(`http://127.0.0.1:${server.port}/v1/demo/replies?after=30`, {
      headers: { authorization: `Bearer ${session}` },
    });
    const body = await kept.json();
    assert.deepEqual(check('replies', body), []);
    assert.equal(body.last_seq, 56);
    assert.deepEqual(body.replies.map((one) => one.seq), Array.from({ length: 26 }, (_, i) => i + 31));
  });
});

test('messages that are sent at once are answered in their order', async () => {
  await stopped(await startChat({ '--store': newStore() }), async (server) => {
    const { client } = await visit(server);
    for (let i = 1; i <= 20; i += 1) client.send(message(`m${i}`));
    for (let i = 1; i <= 20; i += 1) {
      const reply = await next(client);
      assert.deepEqual([reply.seq, reply.in_reply_to], [i, `m${i}`]);
    }
  });
});

for (const store of ['memory', 'file']) {
  test(`every tab of a visitor gets every reply, in order (${store})`, async () => {
    await stopped(await startChat({ '--store': store === 'file' ? newStore() : store }), async (server) => {
      const { client: a, welcome } = await visit(server);
      const { client: b } = await visit(server, { session: welcome.session, last_seq: 0 });
      for (let i = 1; i <= 10; i += 1) {
        a.send(message(`a${i}`));
        b.send(message(`b${i}`));
      }
      const seen = { a: [], b: [] };
      for (let i = 0; i < 20; i += 1) {
        seen.a.push(await next(a));
        seen.b.push(await next(b));
      }
      assert.deepEqual(seen.a.map((one) => one.seq), Array.from({ length: 20 }, (_, i) => i + 1));
      assert.deepEqual(seen.a, seen.b);
    });
  });

  test(`an erased conversation is gone, here and in the other tab (${store})`, async () => {
    const file = newStore();
    await stopped(await startChat({ '--store': store === 'file' ? file : store }), async (server) => {
      const { client: a, welcome } = await visit(server);
      const { client: b } = await visit(server, { session: welcome.session });
      await a.ask(message('m1'));
      await next(b);
      assert.deepEqual(await a.ask({ type: 'erase', id: 'e1' }), { type: 'done', in_reply_to: 'e1' });
      assert.equal((await next(b)).code, 'session_ended');
      assert.equal((await a.ask(message('m2'))).code, 'hello_first');
      const { client: c, welcome: anew } = await visit(server, { session: welcome.session });
      assert.equal(anew.resumed, false);
      assert.notEqual(anew.session, welcome.session);
      const again = await fetch(`http://127.0.0.1:${server.port}/v1/demo/session`, {
        method: 'DELETE', headers: { authorization: `Bearer ${welcome.session}` },
      });
      assert.equal(again.status, 410);
      c.destroy();
    });
  });
}

test('a reply is judged, once, and only if it is there', async () => {
  await stopped(await startChat(), async (server) => {
    const { client } = await visit(server);
    await client.ask(message('m1'));
    client.send({ type: 'typing' });
    assert.deepEqual(await client.ask({ type: 'feedback', id: 'f1', seq: 1, helpful: true }), { type: 'done', in_reply_to: 'f1' });
    assert.equal((await client.ask({ type: 'feedback', id: 'f2', seq: 2, helpful: true })).code, 'unknown_reply');
    assert.equal((await client.ask({ type: 'feedback', id: 'f3', seq: 1, helpful: 'yes' })).code, 'bad_field');
    assert.equal((await client.ask({ type: 'feedback', id: 'f4', helpful: true })).code, 'missing_field');
  });
});

test('a server that stops says when to come back, before it closes', async () => {
  const server = await startChat();
  const { client } = await visit(server);
  const exited = server.stop();
  const going = await next(client);
  assert.equal(going.type, 'going_away');
  assert.ok(going.retry_after_ms > 0);
  client.destroy();
  assert.equal((await exited).code, 0);
});

test('a message over HTTP may be named by its Idempotency-Key', async () => {
  await stopped(await startChat({ '--store': newStore() }), async (server) => {
    const post = (session) => fetch(`http://127.0.0.1:${server.port}/v1/demo/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k1' },
      body: JSON.stringify({ text: 'when are you open?', ...(session ? { session } : {}) }),
    }).then((reply) => reply.json());
    const first = await post();
    assert.deepEqual(check('posted', first), []);
    const second = await post(first.session);
    assert.deepEqual(second, first);
  });
});

test('nothing that a visitor sends is in any file or line of the log', async () => {
  const store = newStore();
  const canary = 'canary4711@example.com';
  const server = await startChat({ '--store': store, '--log-level': 'debug' });
  const { client, welcome } = await visit(server);
  for (const text of [canary, `my name is ${canary}`, `when are you open? call 555 0100 4711 ${canary}`])
    await client.ask(message(`id-${canary}-${text.length}`, text));
  await client.ask({ type: 'choice', id: `c-${canary}`, value: canary });
  await client.ask({ type: canary });
  await fetch(`http://127.0.0.1:${server.port}/${canary}?x=${canary}`, { headers: { 'x-canary': canary } });
  await fetch(`http://127.0.0.1:${server.port}/v1/demo/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"id":"1","text":"${canary}"` });
  await sleep(300);
  const metrics = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
  await server.stop();
  const everything = readdirSync(scratch).map((name) => readFileSync(join(scratch, name), 'latin1')).join('') + server.output() + metrics;
  assert.match(server.output(), /turn=[0-9a-f]{12} site=demo kind=/);
  for (const secret of ['canary', '4711', welcome.session]) assert.equal(everything.includes(secret), false, secret);
});
