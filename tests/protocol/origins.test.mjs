// Which pages may use a chat: those that the operator names for all clinics, and those that a clinic names.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { start, verbatim, writeSite } from './programs.mjs';
import { handshake, RawSocket } from './websocket_client.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'verbatim-origins-'));
const rules = join(scratch, 'rules');
let server;

before(() => {
  mkdirSync(rules);
  for (const site of ['named', 'open']) writeSite(join(rules, site), site);
  const file = join(rules, 'named', 'clinic.json');
  const clinic = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...clinic, widget: { pages: ['https://clinic.example'] } }));
});
after(() => rmSync(scratch, { recursive: true, force: true }));

async function served(options, work) {
  server = await start(verbatim, ['serve', '--rules', rules, '--listen', '127.0.0.1:0', '--store', 'memory', ...options]);
  try {
    await work();
  } finally {
    await server.stop();
  }
}

async function socket(site, origin) {
  const raw = new RawSocket(server.port);
  raw.write(handshake(`/${site}/ws`, { Origin: origin }));
  const { status } = await raw.head();
  raw.destroy();
  return status;
}

async function post(site, origin) {
  const reply = await fetch(`http://127.0.0.1:${server.port}/v1/${site}/messages`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', ...(origin ? { Origin: origin } : {}) },
    body: JSON.stringify({ id: '1', text: 'when are you open' }),
  });
  return reply.status;
}

const alike = ['https://clinic.example.evil.example', 'https://evil-clinic.example', 'http://clinic.example',
  'https://clinic.example:444', 'https://clinic.example@evil.example', 'null'];

test('a clinic names its pages, and others are kept out of its chat only', () => served([], async () => {
  assert.equal(await socket('named', 'https://clinic.example'), 101);
  assert.equal(await post('named', 'https://clinic.example'), 200);
  for (const origin of alike) {
    assert.deepEqual([origin, await socket('named', origin), await post('named', origin)], [origin, 403, 403]);
    assert.equal(await socket('open', origin), 101);
  }
  assert.equal(await post('named', null), 200, 'a program sends no origin');
}));

test('what the operator names is good for every clinic', () => served(['--allowed-origins', 'https://all.example'], async () => {
  assert.equal(await socket('named', 'https://all.example'), 101);
  assert.equal(await socket('named', 'https://clinic.example'), 101);
  assert.equal(await socket('open', 'https://all.example'), 101);
  assert.equal(await socket('open', 'https://clinic.example'), 403);
}));
