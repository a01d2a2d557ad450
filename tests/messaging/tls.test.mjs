// Calls to platforms go only to who can prove its name: certificates are checked, with a made-up authority.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { eventually } from './platform.mjs';
import { account, folder, startServer } from './server.mjs';
import { now, request } from './sign.mjs';

const stops = [];
after(() => stops.map((stop) => stop()));

const at = (name) => join(folder, `tls-${name}`);
function openssl(...args) {
  const made = spawnSync('openssl', args, { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
}
const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
openssl('req', '-x509', ...key, '-days', '2', '-subj', '/CN=Made-up authority', '-keyout', at('ca.key'), '-out', at('ca.pem'));

// A certificate of that authority for a name, good from so many days on for so many days.
function certificate(name, days = '2') {
  writeFileSync(at(`${name}.ext`), `subjectAltName=DNS:${name}\n`);
  openssl('req', '-new', ...key, '-subj', `/CN=${name}`, '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`));
  openssl('x509', '-req', '-in', at(`${name}.csr`), '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-days', days, '-extfile', at(`${name}.ext`), '-out', at(`${name}.pem`));
  return { cert: readFileSync(at(`${name}.pem`)), key: readFileSync(at(`${name}.key`)) };
}

async function startPlatform(identity) {
  const calls = [];
  const handshakes = { refused: 0 };
  const server = https.createServer(identity, (message, response) => {
    message.resume().on('end', () => response.end('{"ok":true}'));
    calls.push(message.url);
  });
  server.on('tlsClientError', () => ++handshakes.refused);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => (server.closeAllConnections(), server.close()));
  return { calls, handshakes, base: `https://localhost:${server.address().port}` };
}

async function say(platform, more) {
  const server = await startServer([account('telegram', { api_base: platform.base })], { more });
  stops.push(() => server.stop('SIGKILL'));
  const chat = { id: 5 };
  const { status } = await server.send(request('telegram', { update_id: 1, message: { message_id: 1, date: now, chat, from: chat, text: 'open?' } }));
  assert.equal(status, 200);
  return server;
}

const authority = { SSL_CERT_FILE: at('ca.pem') };

async function refuses(identity, more) {
  const platform = await startPlatform(identity);
  const server = await say(platform, more);
  await eventually(() => platform.handshakes.refused >= 2, 'two tries');
  assert.deepEqual(platform.calls, [], 'nothing was said to it');
  const { body } = await server.send({ method: 'GET', path: '/metrics' });
  assert.match(body, /verbatim_channel_messages_total\{result="sent"\} 0/);
  assert.match(body, /verbatim_channel_messages_total\{result="retried"\} [1-9]/);
}

test('a certificate of the configured authority for the right name is believed', async () => {
  const platform = await startPlatform(certificate('localhost'));
  await say(platform, authority);
  await eventually(() => platform.calls.length === 1, 'the answer');
  assert.match(platform.calls[0], /\/sendMessage$/);
});

test('a certificate for another name is refused', () => refuses(certificate('platform.example.com'), authority));

test('a certificate of an authority that nobody knows is refused', () => refuses(certificate('localhost'), {}));

test('a certificate that has expired is refused', () => refuses(certificate('localhost', '-1'), authority));
