// Verbatim beside a plain Beast echo of the same frame sizes: whole answers a second, latency, memory.
//   node serving.mjs [--rounds 3] [--seconds 2]
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const built = process.env.VERBATIM_BUILD ?? join(root, 'build/release');
const option = (name, otherwise) => Number(process.argv[process.argv.indexOf(`--${name}`) + 1] || otherwise) || otherwise;
const rounds = option('rounds', 3);
const seconds = option('seconds', 2);
const scratch = mkdtempSync(join(tmpdir(), 'verbatim-serving-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

// What visitors might ask: the examples of the shipped rules, each with a word that makes it new.
function questions() {
  const folder = join(root, 'rules/microneedling');
  const all = [];
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.json') && statSync(join(folder, one)).isFile())) {
    const text = readFileSync(join(folder, name), 'utf8').replace(/^\s*\/\/.*$/gm, '');
    try {
      for (const rule of JSON.parse(text).rules ?? []) if (!rule.tier) all.push(...(rule.examples ?? []));
    } catch { /* a file with comments between values: others are enough */ }
  }
  const file = join(scratch, 'questions.txt');
  writeFileSync(file, all.map((one) => one.replace(/["\\]/g, '')).join('\n'));
  return file;
}

const pinned = (core, command, args) => ['taskset', ['-c', String(core), command, ...args]];

async function serve(command, args) {
  const child = spawn(...pinned(0, command, args), { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const port = await new Promise((resolve, reject) => {
    child.on('exit', () => reject(new Error(`${command} ended: ${output}`)));
    child.stdout.on('data', (bytes) => {
      const found = (output += bytes).match(/http:\/\/[^\s/]+:(\d+)\//);
      if (found) resolve(Number(found[1]));
    });
  });
  child.removeAllListeners('exit');
  return { port, pid: child.pid, stop: () => new Promise((resolve) => { child.on('exit', resolve); child.kill('SIGKILL'); }) };
}

const verbatim = (store) => serve(join(built, 'verbatim'), ['serve', '--rules', join(root, 'rules'), '--listen', '127.0.0.1:0', '--threads', '1', '--store', store, '--messages-per-second', '0', '--max-connections', '20000', '--max-conversations', '20000', '--watch', 'false']);
const echo = (bytes) => serve(join(built, 'tests/bench/beast_echo'), ['--reply-bytes', String(bytes)]);

function load(server, args) {
  const run = spawnSync(...pinned(1, join(built, 'tests/bench/load'), ['--port', server.port, '--pid', server.pid, '--seconds', seconds, ...args].map(String)), { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

const chat = ['--path', '/microneedling/ws', '--hello', '{"type":"hello","site":"microneedling"}', '--questions', questions()];
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

async function measure(start, args) {
  const server = await start();
  try {
    return load(server, args);
  } finally {
    await server.stop();
  }
}

let stores = 0;
const kinds = {
  memory: () => verbatim('memory'),
  sqlite: () => verbatim(join(scratch, `chat-${(stores += 1)}.db`)),
};
const sized = await measure(kinds.memory, ['--connections', 10, ...chat]);
console.log(`whole replies have ${sized.reply_bytes} bytes; ${rounds} rounds of ${seconds} s; server and load on a core each`);
console.log('connections  server   answers/s  of the echo  cpu us  p50 us   p99 us   idle B  used B');

for (const connections of [100, 1000, 10000]) {
  const rows = { echo: [], memory: [], sqlite: [] };
  for (let round = 0; round < rounds; round += 1) {
    rows.echo.push(await measure(() => echo(sized.reply_bytes), ['--connections', connections]));
    for (const kind of Object.keys(kinds)) rows[kind].push(await measure(kinds[kind], ['--connections', connections, ...chat]));
  }
  for (const [name, runs] of Object.entries(rows)) {
    const ratio = median(runs.map((run, i) => run.per_second / rows.echo[i].per_second));
    const of = (key, digits = 0) => median(runs.map((run) => run[key])).toFixed(digits);
    console.log(`${String(connections).padStart(11)}  ${name.padEnd(7)} ${of('per_second').padStart(10)} ${ratio.toFixed(2).padStart(12)} ${of('cpu_us', 1).padStart(7)} ${of('p50_us').padStart(7)} ${of('p99_us').padStart(8)} ${of('idle_bytes').padStart(8)} ${of('used_bytes').padStart(7)}`);
  }
}
