// The real server with messengers, for tests from outside.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSite } from '../protocol/programs.mjs';
import { now, secrets } from './sign.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const verbatim = process.env.VERBATIM_BIN || join(root, 'build/release/verbatim');
const outbound = { telegram: 'token', whatsapp: 'access_token', messenger: 'access_token', instagram: 'access_token', slack: 'bot_token', line: 'access_token' };

export const folder = mkdtempSync(join(tmpdir(), 'verbatim-messengers-'));
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
mkdirSync(join(folder, 'rules'));
writeSite(join(folder, 'rules/demo'), 'Demo Clinic');

// An account of the channel with the secrets of sign.mjs, and the environment that holds them.
export function account(channel, more = {}) {
  const { bot, bot_user_id, ...hidden } = secrets[channel];
  const environment = { OUTBOUND: 'out-secret' };
  const one = { channel, max_age_s: 3600, ...(bot && { name: bot }), ...(bot_user_id && { bot_user_id }) };
  for (const [name, value] of Object.entries(hidden)) {
    const variable = `${channel}_${name}`.toUpperCase();
    environment[variable] = value;
    one[name] = { env: variable };
  }
  if (outbound[channel]) one[outbound[channel]] = { env: 'OUTBOUND' };
  if (channel === 'twilio') Object.assign(one, { account_sid: 'AC0', public_url: 'https://bot.example.com/hooks/twilio' });
  return { one: { ...one, ...more }, environment };
}

let files = 0;
export async function startServer(accounts, { store = 'memory', command = [verbatim], rules = join(folder, 'rules'), handoff, more = {}, ...rest } = {}) {
  const clock = join(folder, `clock.${++files}`);
  writeFileSync(clock, String(now));
  const file = join(folder, `channels.${files}`);
  writeFileSync(file, JSON.stringify({ accounts: accounts.map(({ one }) => one), test: { clock }, ...rest }));
  const environment = Object.assign({}, more, ...accounts.map((one) => one.environment));
  const args = ['serve', '--rules', rules, '--listen', '127.0.0.1:0', '--channels', file, '--store', store];
  if (handoff) args.push('--handoff', JSON.stringify(handoff));
  const child = spawn(command[0], [...command.slice(1), ...args], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stderr.on('data', (bytes) => (output += bytes));
  const exited = once(child, 'close').then(() => running.delete(child));
  running.add(child);
  const port = await new Promise((resolve, reject) => {
    child.stdout.on('data', (bytes) => {
      const address = (output += bytes).match(/http:\/\/[^\s/]+:(\d+)\//);
      if (address) resolve(Number(address[1]));
    });
    exited.then(() => reject(new Error(output)));
  });
  return {
    port,
    pid: child.pid,
    output: () => output,
    send: (made) => send(port, made),
    stop: (signal = 'SIGTERM') => (child.kill(signal), exited),
  };
}

export function send(port, { method, path, headers, body }) {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body ?? '');
    const request = http.request({ host: '127.0.0.1', port, method, path, headers: { ...headers, 'Content-Length': bytes.length } }, (response) => {
      let text = '';
      response.on('data', (part) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'], body: text }));
    });
    request.on('error', reject);
    request.end(bytes);
  });
}
