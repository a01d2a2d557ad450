// Starts the real programs on a free port, and ends them by their process id.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const echo = process.env.VERBATIM_ECHO || join(root, 'build/release/tests/protocol/verbatim_echo');
export const verbatim = process.env.VERBATIM_BIN || join(root, 'build/release/verbatim');

const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

// Resolves when the program says where it listens: { pid, port, output(), stop(), exited }.
export async function start(command, args) {
  // A sanitizer would keep what was freed, and tests of memory count it.
  const env = { ASAN_OPTIONS: 'quarantine_size_mb=4', ...process.env };
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  let errors = '';
  const exited = once(child, 'close').then(([code, signal]) => {
    running.delete(child);
    return { code, signal, errors };
  });
  child.stderr.on('data', (bytes) => (errors += bytes));
  const port = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.stdout.on('data', (bytes) => {
      output += bytes;
      const address = output.match(/http:\/\/[^\s/]+:(\d+)\//);
      if (address) resolve(Number(address[1]));
    });
    exited.then((end) => reject(Object.assign(new Error(`${command} ended: ${errors}`), end)));
  });
  const stop = (signal = 'SIGTERM') => {
    child.kill(signal);
    return exited;
  };
  return { pid: child.pid, port, output: () => output + errors, stop, exited };
}

// What `verbatim status` says of a server.
export const status = (server) => spawnSync(verbatim, ['status', server], { encoding: 'utf8', timeout: 120_000 });

export function startEcho(options = {}) {
  const args = Object.entries({ '--listen': '127.0.0.1:0', ...options }).flat().map(String);
  return start(echo, args);
}

export async function startChat(options = {}) {
  const rules = mkdtempSync(join(tmpdir(), 'verbatim-rules-'));
  writeSite(join(rules, 'demo'), 'Demo Clinic');
  writeSite(join(rules, 'other'), 'Other Clinic');
  const args = Object.entries({ '--rules': rules, '--listen': '127.0.0.1:0', ...options }).flat().map(String);
  process.on('exit', () => rmSync(rules, { recursive: true, force: true }));
  return { ...(await start(verbatim, ['serve', ...args])), rules };
}

export function writeSite(folder, name) {
  mkdirSync(folder);
  writeFileSync(join(folder, 'clinic.json'), JSON.stringify({
    name,
    phone: '+1 555 0100',
    email: 'desk@clinic.example',
    booking_url: 'https://clinic.example/book',
    emergency_number: '112',
    opening_hours: ['Monday to Friday, 9 to 18'],
    widget: { accent: '#0b6b64', position: 'start' },
    greeting: { answer: 'Hello from **us**.', choices: ['hours'] },
    fallback: { answer: 'I do not know that.' },
    clarify: { answer: 'Did you mean one of these?' },
    notice: 'For information only.',
  }));
  const rule = (id, title, patterns, answer, more = {}) => ({ id, title, patterns, examples: [title], answer, ...more });
  writeFileSync(join(folder, 'visit.json'), JSON.stringify({
    topic: 'visit',
    rules: [
      rule('hours', 'When are you open?', ['when * open'], 'From *nine*.\n\n- Monday\n- Tuesday', { follow_ups: ['price'] }),
      rule('price', 'What does it cost?', ['(what|how much) * cost'], 'Ten, see [prices](https://clinic.example/prices).'),
    ],
  }));
  writeFileSync(join(folder, 'safety.json'), JSON.stringify({
    topic: 'safety',
    rules: [rule('breathing', 'I cannot breathe', ['cannot breathe'], 'Call **112** now.', { tier: 'urgent' })],
  }));
}

export function memoryMiB(pid) {
  return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096 / (1 << 20);
}

export const descriptors = (pid) => readdirSync(`/proc/${pid}/fd`).length;

// Seconds of processor time so far.
export function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
