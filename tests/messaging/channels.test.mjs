// `verbatim channels`: credentials are tried, mistakes are said, and a message runs through the whole path.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventually, startPlatform } from './platform.mjs';
import { account, folder, send, startServer } from './server.mjs';
import { now, request } from './sign.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const verbatim = process.env.VERBATIM_BIN || join(root, 'build/release/verbatim');
const rules = join(folder, 'rules');
const run = (args, environment = {}) => new Promise((resolve) => {
  execFile(verbatim, ['channels', ...args, '--rules', rules], { env: { ...process.env, ...environment } }, (error, output, errors) =>
    resolve({ code: error?.code ?? 0, output, errors }));
});

test('simulate: every channel answers in its own form', async () => {
  for (const channel of ['telegram', 'twilio', 'whatsapp', 'messenger', 'instagram', 'slack', 'line']) {
    const { code, output } = await run(['simulate', channel, 'when are you open?']);
    assert.equal(code, 0, channel);
    assert.match(output, /^acknowledged with 200\n\//, channel);
    assert.match(decodeURIComponent(output), /From nine/, channel);
  }
  assert.equal((await run(['simulate', 'pigeon', 'x'])).code, 2);
  assert.equal((await run(['simulate', 'telegram', 'x', '--site', 'nobody'])).code, 2);
});

test('check: says what to paste, and whether the credentials are good', async () => {
  const platform = await startPlatform();
  const file = join(folder, 'check.json');
  const accounts = [account('telegram', { api_base: platform.base }), account('line', { api_base: platform.base })];
  writeFileSync(file, JSON.stringify({ public_url: 'https://bot.example.com', accounts: accounts.map(({ one }) => one) }));
  const environment = Object.assign({}, ...accounts.map((one) => one.environment));
  const good = await run(['check', file], environment);
  assert.equal(good.code, 0, good.errors);
  assert.match(good.output, /https:\/\/bot\.example\.com\/hooks\/telegram\/demobot/);
  assert.match(good.output, /Credentials: good \(HTTP 200\)/);
  assert.deepEqual(platform.calls.map((call) => call.path), ['/botout-secret/getMe', '/v2/bot/info']);
  platform.faults.push({ match: 'getMe', times: 1, status: 401, body: '{"ok":false}' });
  const refused = await run(['check', file], environment);
  assert.equal(refused.code, 1);
  assert.match(refused.output, /Credentials: refused \(HTTP 401\)/);
  platform.stop();
  assert.match((await run(['check', file], environment)).output, /could not be reached/);
  for (const { output, errors } of [good, refused]) assert.ok(!(output + errors).includes('out-secret'));
});

test('check: a mistake is said with its place, in check and in serve', async () => {
  const file = join(folder, 'broken.json');
  writeFileSync(file, '{ "accounts": [ { "channel": "telegram", "token": "written out" } ] }');
  const { code, errors } = await run(['check', file]);
  assert.equal(code, 2);
  assert.match(errors, /broken\.json: error: \/accounts\/0\/token: must say where the secret is/);
  assert.match(errors, /\/accounts\/0\/secret_token: is missing/);
  assert.ok(!errors.includes('written out'));
  assert.equal((await run(['check', join(folder, 'none.json')])).code, 2);
});

test('polling: a server that nobody can reach asks for its messages, and goes on from where it was', async () => {
  const platform = await startPlatform();
  const update = { update_id: 41, message: { chat: { id: 5 }, from: { id: 5 }, date: now, text: 'when are you open?' } };
  platform.faults.push({ match: 'getUpdates', body_has: '"offset":0', times: 1, body: JSON.stringify({ ok: true, result: [update] }) });
  platform.faults.push({ match: 'getUpdates', times: 1000, delay: 200, body: '{"ok":true,"result":[]}' });
  const server = await startServer([account('telegram', { api_base: platform.base, receive: 'poll' })]);
  await eventually(() => platform.applied('sendMessage').length === 1, 'the answer');
  await eventually(() => platform.calls.some((call) => call.body.includes('"offset":42')), 'the next page');
  assert.equal((await send(server.port, request('telegram', update))).status, 404, 'no address is open');
  await server.stop();
  platform.stop();
});

const mock = join(root, '../shared/tools/mock_platforms.py');
test('a strict platform takes what is sent, long answers and many choices too', { skip: !existsSync(mock) && 'it is not beside this checkout' }, async () => {
  const port = 20000 + (process.pid % 20000);
  const strict = spawn('python3', [mock, String(port)], { stdio: 'ignore' });
  const ask = (path, body) => send(port, { method: body ? 'POST' : 'GET', path, headers: {}, body });
  const rules_of = join(root, 'rules');
  for (let up = false; !up; ) up = await ask('/__calls').then(() => true, () => new Promise((resolve) => setTimeout(() => resolve(false), 50)));
  const base = `http://127.0.0.1:${port}`;
  const bases = { messenger: `${base}/page`, instagram: `${base}/instagram` };
  const made = ['whatsapp', 'messenger', 'instagram', 'twilio', 'line', 'slack', 'telegram'].map((channel) => account(channel, { api_base: bases[channel] ?? base, site: 'microneedling' }));
  const server = await startServer(made, { rules: rules_of });
  const said = ['what can you do?', 'I want to start the suitability check', 'tell me everything about aftercare', 'I cannot breathe', 'asdf qwer'];
  let id = 0;
  for (const text of said) for (const one of messages(String(++id), text)) assert.equal((await server.send(one)).status, 200);
  await server.stop();
  const calls = JSON.parse((await ask('/__calls')).body);
  strict.kill();
  await once(strict, 'close');
  assert.ok(calls.length >= said.length * made.length, `${calls.length} calls`);
  assert.deepEqual(calls.filter((call) => !call.applied).map((call) => [call.path, call.body]), []);
});

function messages(id, text) {
  const meta = (platform) => request(platform, { entry: [{ messaging: [{ sender: { id: '8' }, recipient: { id: '9' }, timestamp: now * 1000, message: { mid: id, text } }] }] });
  return [
    request('whatsapp', { entry: [{ changes: [{ field: 'messages', value: { metadata: { phone_number_id: '77' }, messages: [{ id, from: '15550101', timestamp: String(now), type: 'text', text: { body: text } }] } }] }] }),
    meta('messenger'), meta('instagram'),
    request('twilio', new URLSearchParams({ MessageSid: id, From: '+15550101', To: '+15550100', Body: text })),
    request('line', { destination: 'D', events: [{ type: 'message', mode: 'active', timestamp: now * 1000, replyToken: `r${id}`, source: { userId: 'U' }, webhookEventId: id, message: { type: 'text', text } }] }),
    request('slack', { type: 'event_callback', team_id: 'T1', event_id: id, event_time: now, event: { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text, ts: '1.1' } }),
    request('telegram', { update_id: Number(id), message: { message_id: Number(id), date: now, chat: { id: 5 }, from: { id: 5 }, text } }),
  ];
}
