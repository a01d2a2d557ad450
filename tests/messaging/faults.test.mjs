// Platforms that are slow, busy, broken or lose their answers: each patient is answered once, in order, or not at all.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { eventually, startPlatform } from './platform.mjs';
import { account, folder, startServer } from './server.mjs';
import { now, request } from './sign.mjs';
import { verbatim, writeSite } from '../protocol/programs.mjs';

const stops = [];
after(() => stops.map((stop) => stop()));

async function start(channel, more = {}, options = {}) {
  const platform = await startPlatform();
  const server = await startServer([account(channel, { api_base: platform.base, ...more })], options);
  stops.push(platform.stop, () => server.stop('SIGKILL'));
  return { platform, server };
}

const telegram = (id, chat, text, more = {}) =>
  request('telegram', { update_id: id, message: { message_id: id, date: now, chat: { id: chat }, from: { id: chat }, text, ...more } });
const whatsapp = (...messages) => request('whatsapp', {
  entry: [{ changes: [{ field: 'messages', value: { metadata: { phone_number_id: '77' }, messages } }] }],
});
const wa = (id, from, body, timestamp = now) => ({ id, from, timestamp: String(timestamp), type: 'text', text: { body } });
const line = (id, user) => request('line', {
  destination: 'D',
  events: [{ type: 'message', mode: 'active', timestamp: now * 1000, source: { type: 'user', userId: user }, webhookEventId: id, message: { type: 'text', text: 'open?' } }],
});
const chatOf = (call) => JSON.parse(call.body).chat_id;
const ok = ({ status }) => assert.equal(status, 200);

test('the same event fifty times at once is answered once', async () => {
  const { platform, server } = await start('telegram');
  for (const answer of await Promise.all(Array.from({ length: 50 }, () => server.send(telegram(1, 5, 'when are you open?'))))) ok(answer);
  await eventually(() => platform.applied().length === 1, 'one answer');
  await server.stop();
  assert.equal(platform.calls.length, 1);
  assert.match(JSON.parse(platform.calls[0].body).text, /From nine\./);
});

test('a slow platform holds up neither the acknowledgement nor other conversations', async () => {
  const { platform, server } = await start('telegram');
  platform.faults.push({ match: 'sendMessage', body_has: '"chat_id":5,', times: 1, delay: 2000 });
  const began = Date.now();
  ok(await server.send(telegram(1, 5, 'open?')));
  ok(await server.send(telegram(2, 6, 'open?')));
  assert.ok(Date.now() - began < 1000, 'acknowledged at once');
  await eventually(() => platform.applied().some((call) => chatOf(call) === 6), 'the other conversation', 1500);
  await eventually(() => platform.applied().length === 2, 'both');
});

test('429 with Retry-After: that conversation waits so long, others go on, nothing is lost', async () => {
  const { platform, server } = await start('whatsapp');
  platform.faults.push({ match: '/messages', body_has: '15550101', times: 1, status: 429, headers: { 'Retry-After': '2' }, body: '{}' });
  ok(await server.send(whatsapp(wa('a', '15550101', 'open?'), wa('b', '15550102', 'open?'))));
  await eventually(() => platform.applied().length === 2, 'both answers');
  const [first, second] = platform.calls.filter((call) => call.body.includes('15550101'));
  assert.ok(second.at - first.at >= 1990, `waited ${second.at - first.at} ms`);
  const other = platform.calls.find((call) => call.body.includes('15550102'));
  assert.ok(other.at < second.at, 'the other conversation did not wait');
});

test('500 three times, then well: answered once', async () => {
  const { platform, server } = await start('messenger');
  platform.faults.push({ match: '/messages', times: 3, status: 500, body: '{}' });
  ok(await server.send(request('messenger', { object: 'page', entry: [{ messaging: [{ sender: { id: '8' }, recipient: { id: '9' }, timestamp: now * 1000, message: { mid: 'm', text: 'open?' } }] }] })));
  await eventually(() => platform.applied().length === 1, 'the answer');
  assert.equal(platform.calls.length, 4);
});

test('an answer that is lost after the message was taken is never followed by a second message', async () => {
  const { platform, server } = await start('telegram');
  platform.faults.push({ match: 'sendMessage', times: 1, drop: true });
  ok(await server.send(telegram(1, 5, 'when are you open?')));
  ok(await server.send(telegram(2, 5, 'what does it cost?')));
  await eventually(() => platform.applied().length === 2, 'both questions, each once');
  await server.stop();
  assert.equal(platform.calls.length, 2);
  assert.match(platform.calls[1].body, /Ten/);
});

test('where the platform knows a repetition, a lost answer is asked for again with the same key', async () => {
  const { platform, server } = await start('line');
  platform.faults.push({ match: '/push', times: 1, drop: true });
  ok(await server.send(line('w1', 'U1')));
  await eventually(() => platform.calls.length === 2, 'the repetition');
  await server.stop();
  assert.equal(platform.applied().length, 1);
  assert.equal(platform.calls[0].headers['x-line-retry-key'], platform.calls[1].headers['x-line-retry-key']);
});

test('five messages of one person in one request: five answers, in their order', async () => {
  const { platform, server } = await start('whatsapp');
  platform.faults.push({ match: '/messages', times: 1, delay: 300 });
  const said = ['open', 'cost', 'open', 'cost', 'open'];
  ok(await server.send(whatsapp(...said.map((word, i) => wa(`m${i}`, '15550101', word === 'open' ? 'when are you open?' : 'what does it cost?')))));
  await eventually(() => platform.applied().length === 5, 'five answers');
  const answered = platform.calls.map((call) => (call.body.includes('From nine') ? 'open' : 'cost'));
  assert.deepEqual(answered, said);
});

test('a backlog of a hundred messages from last week is acknowledged and not answered', async () => {
  const { platform, server } = await start('whatsapp');
  const old = Array.from({ length: 100 }, (_, i) => wa(`old${i}`, `1555${i}`, 'open?', now - 6 * 86400));
  ok(await server.send(whatsapp(...old)));
  await server.stop();
  assert.equal(platform.calls.length, 0);
});

test('questions of messengers are counted, and kept for staff where the clinic asks for it; so are those that come too late', async () => {
  const rules = join(folder, 'kept');
  mkdirSync(rules);
  writeSite(join(rules, 'demo'), 'Demo Clinic');
  const file = join(rules, 'demo/clinic.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file)), retention: { unanswered_days: 30 } }));
  const store = join(folder, 'kept.db');
  const { platform, server } = await start('telegram', {}, { rules, store });
  ok(await server.send(telegram(1, 5, 'do you repair bicycles')));
  ok(await server.send(telegram(1, 5, 'do you repair bicycles')));
  ok(await server.send(telegram(2, 5, 'when are you open?')));
  ok(await server.send(telegram(3, 5, 'is my 07700 900123 known', { date: now - 86400 })));
  ok(await server.send(request('telegram', { update_id: 4, edited_message: {} })));
  assert.equal((await server.send({ ...telegram(5, 5, 'x'), headers: {} })).status, 401);
  await eventually(() => platform.applied().length === 2, 'two answers');
  const { body } = await server.send({ method: 'GET', path: '/metrics' });
  for (const line of ['verbatim_channel_requests_total{result="received"} 6', 'verbatim_channel_requests_total{result="refused"} 1',
    'verbatim_channel_events_total{result="answered"} 2', 'verbatim_channel_events_total{result="repeated"} 1', 'verbatim_channel_events_total{result="stale"} 1',
    'verbatim_channel_events_total{result="ignored"} 1', 'verbatim_channel_messages_total{result="undeliverable"} 0', 'verbatim_replies_total{kind="answer",site="demo"} 1'])
    assert.ok(body.includes(line), `${line}\n${body}`);
  await server.stop();
  const kept = spawnSync(verbatim, ['unanswered', '--store', store, '--site', 'demo', '--json'], { encoding: 'utf8', timeout: 60_000 });
  const questions = JSON.parse(kept.stdout || '[]').map(({ question }) => question);
  assert.deepEqual(questions.sort(), ['do you repair bicycles', 'is my [number] known'], kept.stderr);
});

test('an event that breaks nothing is the next one after one that makes no sense', async () => {
  const { platform, server } = await start('telegram');
  ok(await server.send(request('telegram', '{"update_id":"x","message":[[[')));
  ok(await server.send(request('telegram', { update_id: 1, message: { chat: 'no object', text: 7 } })));
  ok(await server.send(telegram(2, 5, 'open?')));
  await eventually(() => platform.applied().length === 1, 'the answer');
});

test('a message that the platform refuses for good does not hold up the next', async () => {
  const { platform, server } = await start('telegram');
  platform.faults.push({ match: 'sendMessage', times: 1, status: 403, body: '{"ok":false}' });
  ok(await server.send(telegram(1, 5, 'when are you open?')));
  ok(await server.send(telegram(2, 5, 'what does it cost?')));
  await eventually(() => platform.applied().length === 1, 'the second answer');
  assert.match(platform.applied()[0].body, /Ten/);
});

test('killed between the acknowledgement and the sending: sent once after the restart', async () => {
  const store = join(folder, 'kill.db');
  const { platform, server } = await start('telegram', {}, { store });
  platform.faults.push({ match: 'sendMessage', times: 1000, status: 429, headers: { 'Retry-After': '1' }, body: '{}' });
  ok(await server.send(telegram(1, 6, 'when are you open?')));
  ok(await server.send(telegram(2, 6, 'what does it cost?')));
  await eventually(() => platform.calls.length === 1, 'the first try');
  await new Promise((resolve) => setTimeout(resolve, 200)); // that it was refused is written down
  await server.stop('SIGKILL');
  platform.faults.length = 0;
  const again = await startServer([account('telegram', { api_base: platform.base })], { store });
  stops.push(() => again.stop('SIGKILL'));
  ok(await again.send(telegram(1, 6, 'when are you open?')));
  await eventually(() => platform.applied().some((call) => call.body.includes('Ten')), 'what waited');
  await again.stop();
  assert.equal(platform.applied().length, 2);
  assert.match(platform.applied()[0].body, /From nine/);
});

test('pressed buttons are answered, and the press itself too', async () => {
  const { platform, server } = await start('telegram');
  ok(await server.send(telegram(1, 5, 'when are you open?')));
  await eventually(() => platform.applied('sendMessage').length === 1, 'the answer with its button');
  const { reply_markup } = JSON.parse(platform.calls[0].body);
  const data = reply_markup.inline_keyboard[0][0].callback_data;
  ok(await server.send(request('telegram', { update_id: 2, callback_query: { id: 'cb', from: { id: 5 }, data, message: { chat: { id: 5 } } } })));
  await eventually(() => platform.applied('answerCallbackQuery').length === 1, 'the press');
  assert.match(platform.applied('sendMessage')[1].body, /Ten/);
});

test('in the response, without any way out: Twilio and Telegram', async () => {
  const { platform, server } = await start('twilio', { reply: 'response' });
  const sms = request('twilio', new URLSearchParams({ MessageSid: 'SM1', From: '+15550101', To: '+15550100', Body: 'when are you open?' }));
  const answer = await server.send(sms);
  assert.equal(answer.type, 'text/xml');
  assert.match(answer.body, /<Response><Message>For information only\.\n\nFrom nine\./);
  assert.equal((await server.send(sms)).body, '<Response/>');
  assert.equal(platform.calls.length, 0);
  const other = await start('telegram', { reply: 'response' });
  const said = JSON.parse((await other.server.send(telegram(1, 5, 'I cannot breathe'))).body);
  assert.equal(said.method, 'sendMessage');
  assert.match(said.text, /^I cannot breathe\nCall 112 now\./, 'danger stands first, before the notice');
  assert.equal(other.platform.calls.length, 0);
});

test('bad input has its status, and nothing of it stands in the log', async () => {
  const { platform, server } = await start('telegram');
  const made = telegram(1, 5, 'my secret rash');
  const path = made.path;
  assert.equal((await server.send({ ...made, headers: {} })).status, 401);
  assert.equal((await server.send({ ...made, method: 'PUT' })).status, 405);
  assert.equal((await server.send({ ...made, path: '/hooks/nobody' })).status, 404);
  assert.equal((await server.send({ method: 'POST', path, headers: made.headers, body: 'x'.repeat(1024 * 1024 + 1) })).status, 413);
  ok(await server.send({ method: 'POST', path, headers: made.headers, body: `{"a":"${'x'.repeat(900_000)}"}` }));
  ok(await server.send(made));
  await eventually(() => platform.applied().length === 1, 'the one answer');
  await server.stop();
  for (const secret of ['rash', 'out-secret', 'Bot_Secret']) assert.ok(!server.output().includes(secret), secret);
});

test('a ledger that cannot be written asks the platform to repeat', async () => {
  const store = join(folder, 'full.db');
  // A file may not grow beyond 80 kB: the database opens, and soon fails to write.
  const command = ['bash', '-c', 'trap "" XFSZ; ulimit -f 80; exec "$0" "$@"', process.env.VERBATIM_BIN || 'build/release/verbatim'];
  const { server } = await start('telegram', {}, { store, command });
  const statuses = new Set();
  for (let id = 1; id < 200 && !statuses.has(503); ++id) statuses.add((await server.send(telegram(id, id, 'when are you open?'))).status);
  assert.deepEqual([...statuses], [200, 503]);
});
