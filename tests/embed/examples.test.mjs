// Installs Verbatim, builds the examples against it outside the source tree, and holds all of them to the same words.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startChat, writeSite } from '../protocol/programs.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const build = process.env.VERBATIM_BUILD || join(root, 'build/release');
const sanitizer = process.env.SANITIZE ? [`-fsanitize=${process.env.SANITIZE}`] : [];
const away = mkdtempSync(join(tmpdir(), 'verbatim-embed-'));
process.on('exit', () => rmSync(away, { recursive: true, force: true }));
const prefix = join(away, 'prefix');
const programs = join(away, 'programs');
const rules = join(away, 'demo');
const examples = join(root, 'adapters/examples');
const headers = join(prefix, 'include/verbatim');
const library = join(prefix, 'lib/libverbatim.so.1');
const environment = { ...process.env, LD_LIBRARY_PATH: join(prefix, 'lib'), CMAKE_PREFIX_PATH: prefix };
const run = (command, args, options = {}) =>
  execFileSync(command, args, { encoding: 'utf8', env: environment, stdio: ['pipe', 'pipe', 'inherit'], ...options });

const questions = ['when are you open?', '1', 'I cannot breathe', 'ünknown "question"', ''].join('\n') + '\n';
const expected = [
  'From nine.\n\n- Monday\n- Tuesday',
  'Ten, see prices (https://clinic.example/prices).',
  'I cannot breathe\nCall 112 now.',
  'I do not know that.',
].join('\n\n');

function speaks(output) {
  assert.ok(output.startsWith(`${expected}\n\n`), output);
}

test('it installs, and the installed folder names no other place of this machine', () => {
  run('cmake', ['--install', build, '--component', 'library', '--prefix', prefix]);
  writeSite(rules, 'Demo Clinic');
  for (const name of readdirSync(join(prefix, 'lib/cmake/verbatim'))) {
    const text = readFileSync(join(prefix, 'lib/cmake/verbatim', name), 'utf8');
    assert.ok(!text.includes(root) && !text.includes('/usr/lib/x86'), `${name} holds a path of the build machine`);
  }
});

test('a program that embeds Verbatim has at most 20 lines', () => {
  for (const name of readdirSync(examples).filter((name) => name.startsWith('embed.'))) {
    const lines = readFileSync(join(examples, name), 'utf8').trimEnd().split('\n').length;
    assert.ok(lines <= 20, `${name} has ${lines} lines`);
  }
});

test('every installed header compiles alone, and the C header as C', () => {
  const all = run('find', [headers, '-name', '*.h']).trim().split('\n');
  assert.ok(all.length > 10);
  for (const header of all)
    run('g++', ['-std=c++20', '-fsyntax-only', '-Wall', '-Wextra', '-Werror', `-I${headers}`, '-x', 'c++-header', header]);
  run('gcc', ['-std=c99', '-fsyntax-only', '-Wall', '-Wextra', '-Wpedantic', '-Werror', join(headers, 'verbatim.h')]);
});

test('the shared library shows what its header declares, and nothing else', () => {
  const header = readFileSync(join(headers, 'verbatim.h'), 'utf8');
  const declared = [...header.matchAll(/VERBATIM_API[^;]*?\b(verbatim_\w+)\(/g)].map((match) => match[1]);
  const shown = run('nm', ['-D', '--defined-only', library]).trim().split('\n').map((line) => line.split(' ').pop());
  assert.deepEqual(shown.sort(), declared.sort());
});

test('C++ and C by find_package, outside the source tree', () => {
  cpSync(examples, join(away, 'source'), { recursive: true });
  const flags = sanitizer.length ? [`-DCMAKE_CXX_FLAGS=${sanitizer}`, `-DCMAKE_C_FLAGS=${sanitizer}`] : [];
  run('cmake', ['-S', join(away, 'source'), '-B', programs, '-G', 'Ninja', `-DCMAKE_PREFIX_PATH=${prefix}`, ...flags]);
  run('cmake', ['--build', programs]);
  speaks(run(join(programs, 'embed_cpp'), [rules], { input: questions }));
  speaks(run(join(programs, 'embed_c'), [rules], { input: questions }));
});

test('C by pkg-config', () => {
  const env = { ...environment, PKG_CONFIG_PATH: join(prefix, 'lib/pkgconfig') };
  const options = run('pkg-config', ['--define-variable', `prefix=${prefix}`, '--cflags', '--libs', 'verbatim'], { env });
  const program = join(away, 'by_pkg_config');
  run('cc', [join(examples, 'embed.c'), '-o', program, ...sanitizer, ...options.trim().split(/\s+/)]);
  speaks(run(program, [rules], { input: questions }));
});

test('Python by ctypes', { skip: sanitizer.length > 0 && 'the interpreter is not instrumented' }, () => {
  speaks(run('python3', [join(examples, 'embed.py'), rules, library], { input: questions }));
});

test('Node by HTTP', async () => {
  const server = await startChat();
  const child = spawn(process.execPath, [join(examples, 'embed.mjs'), `http://127.0.0.1:${server.port}/`, 'demo']);
  let output = '';
  child.stdout.on('data', (bytes) => (output += bytes));
  child.stdin.end(questions.replace(/\n\n$/, '\n'));
  await new Promise((resolve) => child.on('close', resolve));
  speaks(output);
  await server.stop();
});

test('a folder with mistakes ends the program with the mistakes, not with a crash', () => {
  writeFileSync(join(rules, 'broken.json'), '{ "topic": 7 ');
  let failure;
  try {
    execFileSync(join(programs, 'embed_c'), [rules], { env: environment, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    failure = error;
  }
  assert.equal(failure?.status, 1);
  assert.match(failure.stderr, /broken\.json:1:/);
});
