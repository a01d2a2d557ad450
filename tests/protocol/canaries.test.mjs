// Ten thousand pieces of invented personal data through every door: none is in a file, the log or the metrics.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sleep, startChat, verbatim } from './programs.mjs';
import { Client } from './websocket_client.mjs';
import { spawnSync } from 'node:child_process';

const scratch = mkdtempSync(join(tmpdir(), 'verbatim-canaries-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

// Letters that stand for a number, so that no two canaries are alike and none is a word.
const letters = (i) => `Zq${String(i).replace(/\d/g, (digit) => 'bcdfghjkmp'[digit])}vex`;
const digits = (i) => String(5550000000 + ((i * 7919 + 1234567) % 9999991));

const kinds = [
  (i) => ({ text: `write to ${letters(i)}@example.com`, secret: letters(i) }),
  (i) => ({ text: `my name is ${letters(i)}`, secret: letters(i) }),
  (i) => ({ text: `call me on +1 ${digits(i).slice(0, 3)}-${digits(i).slice(3)}`, secret: `${digits(i).slice(0, 3)}-${digits(i).slice(3)}` }),
  (i) => ({ text: `my card is 4111 ${digits(i).slice(0, 4)} ${digits(i).slice(4, 8)} 11${digits(i).slice(8)}`, secret: digits(i).slice(4, 8) + ' 11' + digits(i).slice(8) }),
  (i) => ({ text: `look at https://example.com/${letters(i)}?u=${letters(i)}`, secret: letters(i) }),
  (i) => ({ text: `Dr. ${letters(i)} sent me`, secret: letters(i) }),
  (i) => ({ text: `I am @${letters(i)} there`, secret: letters(i) }),
  (i) => ({ text: `me llamo ${letters(i)}`, secret: letters(i) }),
];

// A clinic that has questions without an answer kept, which is the one place where words may stay.
function keepUnanswered(rules) {
  const file = join(rules, 'demo', 'clinic.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), retention: { unanswered_days: 30 } }));
}

async function published(server) {
  for (let i = 0; i < 100; i += 1) {
    if (server.output().includes('Published new rules')) return;
    await sleep(100);
  }
  throw new Error('the rules were not read again');
}

async function chat(server, from, to, secrets) {
  const client = await Client.open(server.port, '/demo/ws', { Origin: `https://${letters(from)}.example` });
  await client.ask({ type: 'hello', site: 'demo', locale: letters(from) });
  for (let i = from; i < to; i += 1) {
    const { text, secret } = kinds[i % kinds.length](i);
    secrets.push(secret);
    const reply = await client.ask({ type: 'message', id: letters(i), text });
    assert.equal(reply.type, 'reply');
  }
  client.destroy();
}

async function otherDoors(server, i, secrets) {
  const secret = letters(i);
  secrets.push(secret);
  const at = `http://127.0.0.1:${server.port}`;
  const headers = { 'content-type': 'application/json', 'idempotency-key': secret, 'x-canary': secret, 'user-agent': secret };
  await fetch(`${at}/v1/demo/messages`, { method: 'POST', headers, body: JSON.stringify({ text: `my name is ${secret}` }) });
  await fetch(`${at}/v1/demo/messages`, { method: 'POST', headers, body: `{"text":"${secret}` });
  await fetch(`${at}/v1/${secret}/messages?q=${secret}`, { method: 'POST', headers, body: '{}' });
  await fetch(`${at}/v1/demo/replies?after=${secret}`, { headers: { authorization: `Bearer ${secret}` } });
  const client = await Client.open(server.port, '/demo/ws', {});
  await client.ask({ type: secret });
  await client.ask({ type: 'hello', site: secret });
  await client.ask({ type: 'hello', site: 'demo', session: secret });
  await client.ask({ type: 'choice', id: secret, value: secret });
  await client.ask({ type: 'feedback', id: secret, seq: 1, helpful: true, comment: secret });
  await client.ask({ type: 'message', id: secret.repeat(20), text: 'x' });
  client.sendFrame(2, secret);
  await client.closed();
}

test('ten thousand canaries leave no trace', async () => {
  const store = join(scratch, 'chat.db');
  const server = await startChat({ '--store': store, '--log-level': 'debug', '--messages-per-second': '0', '--allowed-origins': '' });
  keepUnanswered(server.rules);
  await published(server);
  const secrets = [];
  await Promise.all(Array.from({ length: 20 }, (_, k) => chat(server, k * 495, (k + 1) * 495, secrets)));
  for (let i = 9900; i < 10000; i += 1) await otherDoors(server, i, secrets);
  assert.equal(secrets.length, 10000);
  const metrics = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
  await server.stop();
  const kept = spawnSync(verbatim, ['unanswered', '--site', 'demo', '--store', store, '--json'], { encoding: 'utf8' });
  assert.ok(JSON.parse(kept.stdout).length > 3, 'questions are kept, masked');
  const files = readdirSync(scratch).map((name) => readFileSync(join(scratch, name), 'latin1')).join('\n');
  const everything = [files, server.output(), metrics, kept.stdout].join('\n');
  assert.deepEqual(secrets.filter((secret) => everything.includes(secret)), []);
});
