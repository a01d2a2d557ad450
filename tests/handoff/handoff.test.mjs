// Talk to a person: consent first, staff are told by their own choice, once, and of nothing more than was agreed.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { eventually, startPlatform } from '../messaging/platform.mjs';
import { account, folder, startServer } from '../messaging/server.mjs';
import { hmac, now, request } from '../messaging/sign.mjs';
import { verbatim, writeSite } from '../protocol/programs.mjs';
import { Client } from '../protocol/websocket_client.mjs';

const stops = [];
after(() => stops.map((stop) => stop()));

const handoff = {
  to: ['desk'], ask: 'May we tell our team?', yes: 'Yes, tell them', no: 'No, thanks', told: 'They know. Type your number to be called.',
  today: 'Expect us by {{handoff.time}}.', contact: 'Passed on.', declined: 'Nobody was told.', not_told: 'Please call {{clinic.phone}}.', answer_minutes: 0,
};
const always = [{ line: 'Day and night', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }];

let sites = 0;
function rulesWith(change = {}) {
  const rules = join(folder, `handoff-${++sites}`);
  mkdirSync(rules);
  writeSite(join(rules, 'demo'), 'Demo <Clinic>');
  const clinic = JSON.parse(readFileSync(join(rules, 'demo/clinic.json')));
  writeFileSync(join(rules, 'demo/clinic.json'), JSON.stringify({ ...clinic, opening_hours: always, time_zone: 'Asia/Tokyo', handoff: { ...handoff, ...change } }, null, 2));
  const visit = JSON.parse(readFileSync(join(rules, 'demo/visit.json')));
  visit.rules.push({ id: 'person', title: 'Can I talk to a person?', patterns: ['(talk|speak) * (person|human)'], examples: ['talk to a person'], answer: 'Call us.', action: 'handoff' });
  writeFileSync(join(rules, 'demo/visit.json'), JSON.stringify(visit));
  return rules;
}

const secret = 'staff-secret-1';
const webhook = (platform, path = '/in?key=k1') => ({ kind: 'webhook', url: platform.base + path, secret: { env: 'STAFF_SECRET' } });

async function start(staff, { change, accounts = [], environment, ...options } = {}) {
  const server = await startServer(accounts, { rules: rulesWith(change), handoff: staff, more: { STAFF_SECRET: secret, ...environment }, ...options });
  stops.push(() => server.stop('SIGKILL'));
  return server;
}

async function startWithDesk(options) {
  const platform = await startPlatform();
  stops.push(platform.stop);
  return { platform, server: await start({ desk: webhook(platform) }, options) };
}

let messages = 0;
async function post(server, content, session) {
  const body = JSON.stringify({ id: `m${++messages}`, ...content, ...(session && { session }) });
  return JSON.parse((await server.send({ method: 'POST', path: '/v1/demo/messages', headers: { 'Content-Type': 'application/json' }, body })).body);
}

const said = (reply) => reply.blocks.map((block) => (block.spans ?? []).map((span) => span.text).join('')).join('\n');

async function agree(server, before = []) {
  let session;
  for (const text of [...before, 'can I talk to a person']) ({ session } = await post(server, { text }, session));
  return { session, told: await post(server, { value: 'handoff/yes' }, session) };
}

const metrics = async (server) => (await server.send({ method: 'GET', path: '/metrics' })).body;

test('with POST: consent, then staff get a signed notice without any of the words', async () => {
  const { platform, server } = await startWithDesk();
  const first = await post(server, { text: 'when are you open?' });
  const asked = await post(server, { text: 'my rash itches, can I talk to a person' }, first.session);
  assert.match(said(asked), /Call us\.\nMay we tell our team\?/);
  assert.deepEqual(asked.choices.slice(0, 2), [{ value: 'handoff/yes', title: 'Yes, tell them' }, { value: 'handoff/no', title: 'No, thanks' }]);
  assert.equal(platform.calls.length, 0, 'nobody is told before the visitor agrees');
  const told = await post(server, { value: 'handoff/yes' }, first.session);
  const tokyo = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' });
  const times = [0, 60_000].map((ago) => `Expect us by ${tokyo.format(Date.now() - ago)}.`);
  assert.ok(times.includes(said(told).split('\n')[1]), `${said(told)} is none of ${times}`);
  await eventually(() => platform.calls.length === 1, 'the notice');
  const [{ path, body, headers }] = platform.calls;
  assert.equal(path, '/in?key=k1');
  const stamp = headers['x-verbatim-timestamp'];
  assert.ok(Math.abs(Date.now() / 1000 - Number(stamp)) < 60);
  assert.equal(headers['x-verbatim-signature'], `sha256=${hmac('sha256', secret, `${stamp}.${body}`, 'hex')}`);
  const notice = JSON.parse(body);
  assert.equal(headers['x-verbatim-delivery'], notice.id);
  assert.deepEqual([notice.type, notice.site, notice.clinic, notice.channel], ['handoff', 'demo', 'Demo <Clinic>', 'web']);
  assert.deepEqual(notice.asked, ['When are you open?', 'Can I talk to a person?']);
  assert.ok(!body.includes('rash') && !body.includes(first.session), 'neither words nor the secret name');
  const contact = await post(server, { text: '555 010 0123' }, first.session);
  assert.equal(said(contact), 'Passed on.');
  await eventually(() => platform.calls.length === 2, 'how to be reached');
  assert.equal(JSON.parse(platform.calls[1].body).contact, '555 010 0123');
  assert.match(await metrics(server), /verbatim_handoffs_total\{result="asked"\} 2/);
});

test('over WebSocket, and repeated within the hour it is one request', async () => {
  const { platform, server } = await startWithDesk();
  const client = await Client.open(server.port, '/demo/ws');
  client.send({ type: 'hello', site: 'demo' });
  await client.next();
  const ask = async (frame) => (client.send({ id: `w${++messages}`, ...frame }), client.next());
  for (let round = 0; round < 2; ++round) {
    await ask({ type: 'message', text: 'let me speak to a human' });
    assert.match(said(await ask({ type: 'choice', value: 'handoff/yes' })), /They know/);
  }
  await ask({ type: 'message', text: 'let me speak to a human' });
  assert.equal(said(await ask({ type: 'choice', value: 'handoff/no' })), 'Nobody was told.');
  await server.stop();
  assert.equal(platform.calls.length, 1);
});

test('from a messenger staff learn where to answer', async () => {
  const platform = await startPlatform();
  stops.push(platform.stop);
  const server = await start({ desk: webhook(platform) }, { accounts: [account('telegram', { api_base: platform.base })] });
  const telegram = (id, more) => request('telegram', { update_id: id, ...more });
  const chat = { id: 5 };
  await server.send(telegram(1, { message: { message_id: 1, date: now, chat, from: chat, text: 'I want to talk to a person' } }));
  await eventually(() => platform.applied('sendMessage').length === 1, 'the question for consent');
  const { reply_markup: keys } = JSON.parse(platform.applied('sendMessage')[0].body);
  assert.equal(keys.inline_keyboard[0][0].text, 'Yes, tell them');
  await server.send(telegram(2, { callback_query: { id: 'cb', from: chat, data: keys.inline_keyboard[0][0].callback_data, message: { chat } } }));
  await eventually(() => platform.applied('/in').length === 1, 'the notice');
  const notice = JSON.parse(platform.applied('/in')[0].body);
  assert.deepEqual([notice.channel, notice.address], ['telegram', '5']);
  await eventually(() => platform.applied('sendMessage').length === 2, 'the promise');
  assert.match(JSON.parse(platform.applied('sendMessage')[1].body).text, /They know[^]*Expect us by 00:06\./, 'by the clinic\'s clock: 15:06:40 UTC');
});

test('words are shared only where the clinic says so, and masked', async () => {
  const { platform, server } = await startWithDesk({ change: { share_words: true } });
  await agree(server, ['my number is 07700 900123 when are you open?']);
  await eventually(() => platform.calls.length === 1, 'the notice');
  const { words } = JSON.parse(platform.calls[0].body);
  assert.equal(words.length, 2);
  assert.match(words[0], /my number is \[number\] when are you open/);
});

test('Slack gets a message, at an address that stands nowhere', async () => {
  const platform = await startPlatform();
  stops.push(platform.stop);
  const server = await start({ desk: { kind: 'slack', url: { env: 'SLACK_HOOK' } } }, { environment: { SLACK_HOOK: `${platform.base}/services/T0/hidden-path` } });
  await agree(server);
  await eventually(() => platform.calls.length === 1, 'the message');
  assert.equal(platform.calls[0].path, '/services/T0/hidden-path');
  assert.match(JSON.parse(platform.calls[0].body).text, /^A visitor of Demo &lt;Clinic&gt; would like to talk to a person\.\nWhere: the chat on the website/);
  await server.stop();
  assert.ok(!server.output().includes('hidden-path'));
});

test('an e-mail goes through sendmail, and is tried again while that is busy', async () => {
  const program = join(folder, 'sendmail');
  const box = join(folder, 'box');
  mkdirSync(box);
  // Busy at first, then it keeps the mail.
  writeFileSync(program, `#!/bin/sh\n[ -e '${box}/busy' ] || { touch '${box}/busy'; exit 75; }\ncat > "${box}/mail-$$"\necho "$@" > '${box}/arguments'\n`);
  chmodSync(program, 0o755);
  const server = await start({ desk: { kind: 'email', to: 'desk@example.com', from: 'chat@example.com', sendmail: program } });
  await agree(server);
  const mails = () => readdirSync(box).filter((name) => name.startsWith('mail-'));
  await eventually(() => mails().length === 1 && existsSync(join(box, 'arguments')), 'the mail');
  assert.equal(readFileSync(join(box, 'arguments'), 'utf8').trim(), '-t -i');
  const [head, body] = readFileSync(join(box, mails()[0]), 'utf8').split('\n\n');
  assert.match(head, /^To: desk@example\.com\nFrom: chat@example\.com\nSubject: =\?UTF-8\?B\?/);
  assert.match(head, /^Auto-Submitted: auto-generated$/m);
  assert.match(Buffer.from(body, 'base64').toString(), /^A visitor of Demo <Clinic> would like to talk/);
  await server.stop();
  assert.equal(mails().length, 1);
});

test('staff who are down, slow, busy or lose the answer are told later; the visitor waits for nobody', async () => {
  const { platform, server } = await startWithDesk();
  platform.faults.push({ match: '/in', times: 1, status: 500, delay: 4000 }, { match: '/in', times: 1, status: 429, headers: { 'Retry-After': '1' } }, { match: '/in', times: 1, drop: true, delay: 700 });
  const began = Date.now();
  assert.match(said((await agree(server)).told), /They know/);
  assert.ok(Date.now() - began < 3500, 'before staff have answered');
  await eventually(() => platform.calls.length === 4, 'four tries', 20_000);
  const ids = new Set(platform.calls.map((call) => JSON.parse(call.body).id));
  assert.equal(ids.size, 1, 'a repetition names itself as one');
  await eventually(() => platform.applied().length === 2, 'arrived');
  assert.match(await metrics(server), /verbatim_handoffs_total\{result="retried"\} 3/);
});

test('staff who refuse for good are given up and counted; others are told all the same', async () => {
  const platform = await startPlatform();
  stops.push(platform.stop);
  const server = await start({ desk: webhook(platform, '/gone'), other: webhook(platform, '/fine') }, { change: { to: ['desk', 'other'] } });
  platform.faults.push({ match: '/gone', times: 9, status: 410 });
  await agree(server);
  await eventually(() => platform.calls.length === 2, 'both were called');
  await eventually(() => platform.applied('/fine').length === 1, 'the other');
  let text = '';
  for (let tries = 0; tries < 200; ++tries) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    text = await metrics(server);
    if (text.includes('{result="undeliverable"} 1') && text.includes('{result="sent"} 1')) break;
  }
  assert.match(text, /verbatim_handoffs_total\{result="undeliverable"\} 1/);
  assert.match(text, /verbatim_handoffs_total\{result="sent"\} 1/);
});

test('killed before staff were told: told after the restart, once', async () => {
  const platform = await startPlatform();
  stops.push(platform.stop);
  platform.faults.push({ match: '/in', times: 1000, status: 503 });
  const store = join(folder, 'handoff.db');
  const server = await start({ desk: webhook(platform) }, { store });
  const { session } = await agree(server);
  await eventually(() => platform.calls.length >= 1, 'the first try');
  await server.stop('SIGKILL');
  platform.faults.length = 0;
  const again = await start({ desk: webhook(platform) }, { store });
  await eventually(() => platform.calls.some((call) => call.applied && JSON.parse(call.body).type === 'handoff'), 'the notice', 15_000);
  await post(again, { text: 'talk to a person' }, session);
  await post(again, { value: 'handoff/yes' }, session);
  await again.stop();
  assert.equal(new Set(platform.calls.map((call) => call.headers['x-verbatim-delivery'])).size, 1);
});

test('when the request cannot be written down, the visitor is told to call', async () => {
  const platform = await startPlatform();
  stops.push(platform.stop);
  const server = await start({ desk: webhook(platform) }, { store: join(folder, 'locked.db') });
  const lock = `import sqlite3, time; file = sqlite3.connect(${JSON.stringify(join(folder, 'locked.handoff.db'))}, isolation_level=None)
file.execute('BEGIN EXCLUSIVE'); print('locked', flush=True); time.sleep(60)`;
  const other = spawn('python3', ['-c', lock], { stdio: ['ignore', 'pipe', 'inherit'] });
  stops.push(() => other.kill('SIGKILL'));
  await once(other.stdout, 'data');
  assert.equal(said((await agree(server)).told), 'Please call +1 555 0100.');
  assert.match(await metrics(server), /verbatim_handoffs_total\{result="not_written"\} 1/);
  assert.equal(platform.calls.length, 0);
});

test('a server that knows nobody asks nobody; one that knows others does not start', async () => {
  const server = await start(undefined);
  assert.equal(said(await post(server, { text: 'talk to a person' })), 'Call us.');
  const rules = rulesWith();
  const run = (staff) => spawnSync(verbatim, ['serve', '--rules', rules, '--listen', '127.0.0.1:0', '--store', 'memory', '--handoff', JSON.stringify(staff)], { encoding: 'utf8', timeout: 60_000 });
  const stranger = run({ nurse: { kind: 'email', to: 'a@example.com', from: 'b@example.com' } });
  assert.equal(stranger.status, 2);
  assert.match(stranger.stderr, /clinic\.json:\d+:\d+: error: This server knows nobody called "desk"\. Add the name to "handoff"/);
  const wrong = run({
    a: { kind: 'pigeon' }, b: { kind: 'slack', url: 'https://hooks.example.com/x' }, c: { kind: 'webhook', url: 'http://example.com', secret: { env: 'NOT_SET_ANYWHERE' } },
    d: { kind: 'email', to: 'x', from: 'b@example.com\nBcc: all@example.com', colour: 1 }, e: 7,
  });
  assert.equal(wrong.status, 2);
  for (const line of ['/a/kind: must be', '/b/url: must say where the secret is', '/c/url: is no https://', '/c/secret: names an environment variable', '/d/to: is no e-mail', '/d/from: is no e-mail', '/d/colour: is not known', '/e: is no object'])
    assert.ok(wrong.stderr.includes(line), `${line}\n${wrong.stderr}`);
});
