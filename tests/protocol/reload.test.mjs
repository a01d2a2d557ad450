// Rule files that change while the server runs: visitors get the new rules, or keep the last good ones.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { memoryMiB, sleep, startChat, status } from './programs.mjs';
import { Client } from './websocket_client.mjs';

let server;
let site;
let good;
before(async () => {
  server = await startChat();
  site = join(server.rules, 'demo');
  good = readFileSync(join(site, 'visit.json'), 'utf8');
});
after(() => server.stop());

const path = (name) => join(site, name);
const withHours = (answer) => good.replace('From *nine*.', answer);

let ids = 0;
async function ask(text, session) {
  const response = await fetch(`http://127.0.0.1:${server.port}/v1/demo/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: `m${++ids}`, text, session }),
  });
  assert.equal(response.status, 200);
  return response.json();
}

const hours = async () => JSON.stringify((await ask('when are you open?')).blocks);
const health = async () => {
  const { rules } = await (await fetch(`http://127.0.0.1:${server.port}/healthz`)).json();
  return rules.find((one) => one.site === 'demo');
};

async function until(what, holds) {
  for (let i = 0; i < 200; ++i) {
    if (await holds()) return;
    await sleep(25);
  }
  assert.fail(`not within five seconds: ${what}`);
}

const answers = (piece) => until(`the answer holds "${piece}"`, async () => (await hours()).includes(piece));

test('a saved file is published, however the editor saves', async () => {
  writeFileSync(path('visit.json'), withHours('From *ten*.'));
  await answers('ten');

  writeFileSync(path('visit.json.tmp'), withHours('From *eleven*.'));
  renameSync(path('visit.json.tmp'), path('visit.json'));
  await answers('eleven');

  renameSync(path('visit.json'), path('visit.json~'));
  writeFileSync(path('visit.json'), withHours('From *noon*.'));
  unlinkSync(path('visit.json~'));
  await answers('noon');
});

test('a broken edit keeps the last good rules, and says what is wrong', async () => {
  writeFileSync(path('visit.json'), withHours('From *one*.'));
  await answers('one');
  const { revision } = await health();
  writeFileSync(path('visit.json'), good.slice(0, good.length / 2));
  await until('the mistake is told', async () => (await health()).mistakes > 0);
  const broken = await health();
  assert.match(broken.first_mistake, /^visit\.json:1:\d+: error: .*\[json-syntax\]$/);
  assert.equal(broken.revision, revision);
  assert.match(await hours(), /one/);
  const told = status(`127.0.0.1:${server.port}`);
  assert.equal(told.status, 1);
  assert.match(told.stdout, /demo {2}revision [0-9a-f]{16}, published \d+ times since the start\n {2}\d+ mistakes? in the files: the last good rules are served\n {2}visit\.json:1:/);
  assert.match(server.output(), /demo\/visit\.json:1:\d+: error/);
  assert.match(server.output(), /The rules of demo have mistakes: the last good ones are served\./);

  writeFileSync(path('visit.json'), withHours('From *two*.'));
  await answers('two');
  assert.equal((await health()).mistakes, 0);
  assert.equal(status(`127.0.0.1:${server.port}`).status, 0);
  assert.equal(status('127.0.0.1:1').status, 3);
  assert.equal(status('nowhere').status, 3);
});

test('deleting what every site needs keeps the last good rules', async () => {
  const clinic = readFileSync(path('clinic.json'));
  unlinkSync(path('clinic.json'));
  await until('the mistake is told', async () => (await health()).mistakes > 0);
  assert.match(await hours(), /two/);
  writeFileSync(path('clinic.json'), clinic);
  await until('it is mended', async () => (await health()).mistakes === 0);
});

test('a new folder is read, and a link that is exchanged', async () => {
  mkdirSync(path('more'));
  writeFileSync(path('more/parking.json'), JSON.stringify({
    topic: 'parking',
    rules: [{ id: 'parking', title: 'Is there parking?', patterns: ['parking'], answer: 'Behind the house.' }],
  }));
  await until('parking is known', async () => (await ask('parking')).rule === 'parking');

  const [first, second] = [join(server.rules, '.first'), join(server.rules, '.second')];
  renameSync(site, first);
  symlinkSync(first, site);
  cpSync(first, second, { recursive: true });
  writeFileSync(join(second, 'visit.json'), withHours('From *three*.'));
  symlinkSync(second, `${site}.new`);
  renameSync(`${site}.new`, site);
  await answers('three');
  rmSync(site);
  renameSync(second, site);
  rmSync(first, { recursive: true });
});

test('a conversation goes on over a reload; what vanished is answered politely', async () => {
  const client = await Client.open(server.port, '/demo/ws', { 'Sec-WebSocket-Protocol': 'verbatim.v1' });
  await client.ask({ type: 'hello', site: 'demo' });
  const first = await client.ask({ type: 'message', id: 'a', text: 'when are you open?' });
  assert.deepEqual(first.choices, [{ value: 'price', title: 'What does it cost?' }]);
  const [hoursRule] = JSON.parse(good).rules;
  writeFileSync(path('visit.json'), JSON.stringify({ topic: 'visit', rules: [{ ...hoursRule, answer: 'From four.', follow_ups: [] }] }));
  await answers('four');
  const pressed = await client.ask({ type: 'choice', id: 'b', value: 'price' });
  assert.equal(pressed.kind, 'fallback');
  assert.equal(pressed.seq, 2);
  const other = await client.ask({ type: 'choice', id: 'c', value: 'never.there' });
  assert.equal(other.code, 'unknown_choice');
  client.destroy();
});

test('many saves in a row, one in five broken: every reply is whole, and memory stays', async () => {
  const failed = [];
  let running = true;
  let asked = 0;
  const visitors = Array.from({ length: 10 }, async () => {
    while (running) {
      const text = await hours().catch((error) => `failed: ${error.message}`);
      ++asked;
      if (!/From \d+\.|From four\./.test(text)) failed.push(text);
    }
  });
  const save = (i) => writeFileSync(path('visit.json'), i % 5 === 4 ? '{ "topic": ' : withHours(`From ${i}.`));
  for (let i = 0; i < 20; ++i) { save(i); await sleep(10); }
  const before = memoryMiB(server.pid);
  for (let i = 20; i < 300; ++i) { save(i); await sleep(10); }
  save(300);
  await answers('From 300.');
  running = false;
  await Promise.all(visitors);
  assert.deepEqual(failed.slice(0, 3), []);
  assert.ok(asked > 50, `${asked} asked`);
  assert.ok(memoryMiB(server.pid) < before + 40, `from ${before} to ${memoryMiB(server.pid)} MiB`);
});
