// verbatim.v1 over WebSocket: what a visitor's widget relies on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { startChat } from './programs.mjs';
import { check, errorCodes } from './schema_check.mjs';
import { BINARY, Client } from './websocket_client.mjs';

let server;
before(async () => (server = await startChat()));
after(() => server.stop());

// Every frame that comes in any of these tests has to be one of the schema.
class ChatClient extends Client {
  async next() {
    const got = await super.next();
    assert.deepEqual(check('server_frame', got), []);
    return got;
  }
}

const open = () => ChatClient.open(server.port, '/demo/ws', { 'Sec-WebSocket-Protocol': 'verbatim.v1' });

async function visit(hello = {}) {
  const client = await open();
  const welcome = await client.ask({ type: 'hello', site: 'demo', ...hello });
  return { client, welcome };
}

const message = (id, text) => ({ type: 'message', id, text });

test('hello is answered with a welcome', async () => {
  const { client, welcome } = await visit({ locale: 'en-GB' });
  assert.match(welcome.session, /^[0-9a-f]{32}$/);
  assert.deepEqual({ ...welcome, session: '' }, {
    type: 'welcome',
    session: '',
    resumed: false,
    clinic: {
      name: 'Demo Clinic',
      phone: '+1 555 0100',
      email: 'desk@clinic.example',
      booking_url: 'https://clinic.example/book',
      emergency: '112',
      opening_hours: ['Monday to Friday, 9 to 18'],
    },
    settings: { accent: '#0b6b64', position: 'start' },
    greeting: [{ type: 'paragraph', spans: [{ text: 'Hello from ' }, { text: 'us', bold: true }, { text: '.' }] }],
    notice: 'For information only.',
    choices: [{ value: 'hours', title: 'When are you open?' }],
  });
  client.destroy();
});

test('a message is answered with the rule that knows', async () => {
  const { client } = await visit();
  const reply = await client.ask(message('m1', 'when are you open?'));
  assert.match(reply.turn, /^[0-9a-f]{12}$/);
  assert.deepEqual({ ...reply, turn: '' }, {
    type: 'reply',
    seq: 1,
    in_reply_to: 'm1',
    turn: '',
    kind: 'answer',
    blocks: [
      { type: 'paragraph', spans: [{ text: 'From ' }, { text: 'nine', italic: true }, { text: '.' }] },
      { type: 'list', ordered: false, items: [[{ text: 'Monday' }], [{ text: 'Tuesday' }]] },
    ],
    choices: [{ value: 'price', title: 'What does it cost?' }],
    rule: 'hours',
    topic: 'visit',
    answers: [{ rule: 'hours', topic: 'visit' }],
    urgency: 'none',
  });
  client.destroy();
});

test('a choice is answered with its rule, and a link keeps its address', async () => {
  const { client } = await visit();
  const reply = await client.ask({ type: 'choice', id: 'c1', value: 'price' });
  assert.deepEqual([reply.seq, reply.in_reply_to, reply.rule], [1, 'c1', 'price']);
  assert.deepEqual(reply.blocks[0].spans[1], { text: 'prices', href: 'https://clinic.example/prices' });
  client.destroy();
});

test('a danger sign is answered with a card, and what nobody knows with the fallback', async () => {
  const { client } = await visit();
  const urgent = await client.ask(message('m1', 'help I cannot breathe'));
  assert.deepEqual([urgent.kind, urgent.urgency, urgent.blocks[0].type, urgent.blocks[0].tone],
    ['urgent', 'urgent', 'card', 'urgent']);
  const fallback = await client.ask(message('m2', 'purple elephants juggling'));
  assert.deepEqual([fallback.kind, fallback.rule, fallback.answers], ['fallback', '', []]);
  client.destroy();
});

test('messages sent without waiting are answered once each, in order', async () => {
  const { client } = await visit();
  for (let i = 1; i <= 50; ++i) client.send(message(`m${i}`, 'when are you open?'));
  for (let i = 1; i <= 50; ++i) {
    const reply = await client.next();
    assert.deepEqual([reply.seq, reply.in_reply_to], [i, `m${i}`]);
  }
  client.destroy();
});

test('a repeated id gets the same reply and is not processed again', async () => {
  const { client, welcome } = await visit();
  const first = await client.ask(message('m1', 'when are you open?'));
  assert.deepEqual(await client.ask(message('m1', 'when are you open?')), first);
  client.destroy();
  const { client: later } = await visit({ session: welcome.session });
  assert.deepEqual(await later.ask(message('m1', 'when are you open?')), first);
  assert.equal((await later.ask(message('m2', 'what does it cost?'))).seq, 2);
  later.destroy();
});

test('a session is resumed, and what was missed is sent again', async () => {
  const { client, welcome } = await visit();
  const replies = [];
  for (const id of ['a', 'b', 'c']) replies.push(await client.ask(message(id, 'when are you open?')));
  client.destroy();
  const { client: back, welcome: again } = await visit({ session: welcome.session, last_seq: 1 });
  assert.deepEqual([again.session, again.resumed], [welcome.session, true]);
  assert.deepEqual([await back.next(), await back.next()], replies.slice(1));
  assert.equal((await back.ask(message('d', 'what does it cost?'))).seq, 4);
  back.destroy();
});

test('without last_seq nothing is sent again', async () => {
  const { client, welcome } = await visit();
  await client.ask(message('a', 'when are you open?'));
  client.destroy();
  const { client: back } = await visit({ session: welcome.session });
  assert.equal((await back.ask(message('b', 'what does it cost?'))).in_reply_to, 'b');
  back.destroy();
});

test('an unknown session, or that of another site, begins a new one', async () => {
  const other = await Client.open(server.port, '/other/ws');
  const { session } = await other.ask({ type: 'hello', site: 'other' });
  for (const token of [session, 'f'.repeat(32), 'rubbish', '../../etc/passwd']) {
    const { client, welcome } = await visit({ session: token, last_seq: 0 });
    assert.equal(welcome.resumed, false);
    assert.notEqual(welcome.session, token);
    client.destroy();
  }
  other.destroy();
});

test('a session goes on between HTTP and WebSocket', async () => {
  const { client, welcome } = await visit();
  await client.ask(message('a', 'when are you open?'));
  const reply = await fetch(`http://127.0.0.1:${server.port}/v1/demo/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: 'b', text: 'what does it cost?', session: welcome.session }),
  });
  assert.equal((await reply.json()).seq, 2);
  client.destroy();
});

test('every mistake is an error frame with its code, and the connection stays open', async () => {
  const { client } = await visit();
  for (const [code, frame, id] of [
    ['bad_json', '{'],
    ['bad_json', '[]'],
    ['bad_json', '{"type":"message","id":"1","text":"\\ud800"}'],
    ['bad_json', '['.repeat(8000)],
    ['bad_json', '{"a":'.repeat(1000) + '1' + '}'.repeat(1000)],
    ['missing_field', {}],
    ['missing_field', { type: 'message', text: 'hi' }],
    ['missing_field', { type: 'message', id: 'e1' }, 'e1'],
    ['missing_field', { type: 'hello' }],
    ['bad_field', { type: 'message', id: 'e2', text: { text: 'hi' } }, 'e2'],
    ['bad_field', { type: 'message', id: 7, text: 'hi' }],
    ['bad_field', { type: 'hello', site: 'demo', last_seq: 'x' }],
    ['unknown_type', { type: 'bogus' }],
    ['wrong_site', { type: 'hello', site: 'other' }],
    ['text_too_long', message('e3', 'é'.repeat(2001)), 'e3'],
    ['id_too_long', message('x'.repeat(65), 'hi')],
    ['unknown_choice', { type: 'choice', id: 'e4', value: 'bogus' }, 'e4'],
  ]) {
    const error = await client.ask(frame);
    assert.deepEqual([error.type, error.code, error.in_reply_to], ['error', code, id]);
    assert.ok(error.message.length > 5);
  }
  assert.equal((await client.ask(message('ok', 'when are you open?'))).seq, 1);
  client.destroy();
});

test('nothing is answered before hello', async () => {
  const client = await open();
  for (const frame of [message('m1', 'hi'), { type: 'choice', id: 'm1', value: 'hours' }]) {
    const error = await client.ask(frame);
    assert.deepEqual([error.code, error.in_reply_to], ['hello_first', 'm1']);
  }
  client.destroy();
});

test('too many messages at once are refused for a while, and lose nothing', async () => {
  const { client } = await visit();
  let refused = null;
  for (let i = 0; i < 500 && !refused; ++i) {
    const got = await client.ask(message(`m${i}`, 'when are you open?'));
    if (got.type === 'error') refused = got;
  }
  assert.equal(refused?.code, 'rate_limited');
  await new Promise((resolve) => setTimeout(resolve, 300));
  const reply = await client.ask(message(refused.in_reply_to, 'when are you open?'));
  assert.deepEqual([reply.type, reply.in_reply_to], ['reply', refused.in_reply_to]);
  client.destroy();
});

test('strange text is answered like any other', async () => {
  const { client } = await visit();
  for (const [i, text] of ['\0', ' ', '\u202e\u200b', '𝓌𝒽ℯ𝓃', 'x'.repeat(2000), '😀'.repeat(2000), '"}{"', "' OR 1=1 --",
    '<script>alert(1)</script>', '((((((((((', '@treatment', 'a\u0301'.repeat(999)].entries())
    assert.equal((await client.ask(message(`s${i}`, text))).in_reply_to, `s${i}`);
  client.destroy();
});

test('a binary frame closes with 1003, a message over 8 KiB with 1009', async () => {
  const binary = await open();
  binary.sendFrame(BINARY, 'x');
  assert.equal(await binary.closed(), 1003);
  binary.destroy();
  const large = await open();
  large.send('x'.repeat(8193));
  assert.equal(await large.closed(), 1009);
  large.destroy();
});

test('nothing that a visitor sends is printed or logged', async () => {
  const { client, welcome } = await visit();
  await client.ask(message('canary-id', 'canary-text'));
  await client.ask('canary-rubbish');
  client.sendFrame(BINARY, 'canary-binary');
  await client.closed();
  client.destroy();
  assert.ok(!server.output().includes('canary'));
  assert.ok(!server.output().includes(welcome.session));
});

test('the schema knows good frames from bad ones, and the README the same error codes', () => {
  assert.deepEqual(check('client_frame', { type: 'hello', site: 's', session: null }), []);
  assert.deepEqual(check('client_frame', message('m1', 'hi')), []);
  for (const bad of [{}, { type: 'hello' }, message('', 'hi'), message('m1', 'x'.repeat(2001)), { type: 'bogus' }])
    assert.notDeepEqual(check('client_frame', bad), []);
  const readme = readFileSync(new URL('../../adapters/web/README.md', import.meta.url), 'utf8');
  const section = readme.split('### Errors')[1].split('###')[0];
  assert.deepEqual([...section.matchAll(/^\| `(\w+)`/gm)].map((row) => row[1]), errorCodes);
});
