// The proxies' files of adapters/web/deploy work as they stand: TLS, WebSocket, who the client is.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import tls from 'node:tls';
import { sleep, startChat } from './programs.mjs';
import { frame, handshake, TEXT } from './websocket_client.mjs';

const deploy = (name) => readFileSync(new URL(`../../adapters/web/deploy/${name}`, import.meta.url), 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'verbatim-proxies-'));
const missing = (program) => spawnSync(program, ['-v']).error ? `${program} is not installed` : false;
const running = [];
let server;

before(async () => {
  server = await startChat({ '--requests-per-second': '0.001', '--requests-burst': '6' });
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=chat.example.com', '-keyout', join(scratch, 'key'), '-out', join(scratch, 'crt')]);
  if (made.status === 0) writeFileSync(join(scratch, 'pem'), readFileSync(join(scratch, 'crt'), 'utf8') + readFileSync(join(scratch, 'key'), 'utf8'));
});
after(async () => {
  for (const child of running) child.kill('SIGTERM');
  await server.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const freePort = () => new Promise((resolve) => {
  const probe = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});

async function run(command, args, port) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (bytes) => (errors += bytes));
  running.push(child);
  for (let i = 0; i < 200; i += 1) {
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
      socket.on('error', () => resolve(false));
    });
    if (open) return;
    await sleep(50);
  }
  throw new Error(`${command} does not listen: ${errors}`);
}

// Everything that comes after these bytes were sent, until it holds `wanted` or the connection ends.
function exchange(port, chunks, wanted) {
  return new Promise((resolve, reject) => {
    let got = '';
    const socket = tls.connect({ port, host: '127.0.0.1', servername: 'chat.example.com', rejectUnauthorized: false }, () => socket.write(chunks.shift()));
    socket.setTimeout(15_000, () => reject(new Error(`nothing comes any more: ${got}`)));
    socket.on('data', (bytes) => {
      got += bytes.toString('latin1');
      if (got.includes(wanted) || chunks.length === 0 && got.includes('\r\n\r\n') && wanted === '') { socket.destroy(); resolve(got); }
      else if (got.includes('\r\n\r\n') && chunks.length > 0) socket.write(chunks.shift());
    });
    socket.on('end', () => resolve(got));
    socket.on('error', reject);
  });
}

const get = (port, path, fields = '') => exchange(port, [`GET ${path} HTTP/1.1\r\nHost: chat.example.com\r\nConnection: close\r\n${fields}\r\n`], 'no such text');

async function behaves(port) {
  const chat = await exchange(port, [handshake('/demo/ws', { Host: 'chat.example.com', 'Sec-WebSocket-Protocol': 'verbatim.v1' }),
    Buffer.concat([frame(TEXT, JSON.stringify({ type: 'hello', site: 'demo' })), frame(TEXT, JSON.stringify({ type: 'message', id: 'm1', text: 'when are you open?' }))])], '"in_reply_to":"m1"');
  assert.match(chat, /^HTTP\/1.1 101/);
  assert.match(chat, /"type":"welcome"/);
  assert.match(await get(port, '/metrics'), /^HTTP\/1.1 404/);
  const health = await get(port, '/healthz');
  assert.match(health, /^HTTP\/1.1 200/);
  assert.match(health, /strict-transport-security: max-age/i);
}

test('nginx passes the chat on', { skip: missing('nginx') }, async () => {
  const port = await freePort();
  mkdirSync(join(scratch, 'logs'), { recursive: true });
  const site = deploy('nginx.conf').replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`).replace('127.0.0.1:8080', `127.0.0.1:${server.port}`)
    .replace('/etc/ssl/chat.example.com.crt', join(scratch, 'crt')).replace('/etc/ssl/chat.example.com.key', join(scratch, 'key'));
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${join(scratch, name)};`).join(' ');
  const user = process.getuid() === 0 ? 'user root;' : '';
  writeFileSync(join(scratch, 'nginx.conf'), `${user} daemon off; pid ${join(scratch, 'nginx.pid')}; error_log stderr; events {} http { access_log off; ${places} ${site} }`);
  await run('nginx', ['-p', scratch, '-c', join(scratch, 'nginx.conf')], port);
  await behaves(port);
});

test('HAProxy passes the chat on', { skip: missing('haproxy') }, async () => {
  const port = await freePort();
  const config = deploy('haproxy.cfg').replace('bind :443', `bind 127.0.0.1:${port}`).replace('127.0.0.1:8080', `127.0.0.1:${server.port}`)
    .replace('/etc/ssl/chat.example.com.pem', join(scratch, 'pem'));
  writeFileSync(join(scratch, 'haproxy.cfg'), config);
  await run('haproxy', ['-db', '-f', join(scratch, 'haproxy.cfg')], port);
  await behaves(port);
});

test('a client behind a proxy is limited by its own address, and others are not', async () => {
  const ask = (address) => fetch(`http://127.0.0.1:${server.port}/healthz`, { headers: { 'x-forwarded-for': address } });
  const statuses = [];
  for (let i = 0; i < 8; i += 1) statuses.push((await ask('203.0.113.7')).status);
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 200, 429, 429]);
  assert.equal((await ask('203.0.113.8')).status, 200);
  assert.equal((await fetch(`http://127.0.0.1:${server.port}/healthz`)).status, 200);
});
