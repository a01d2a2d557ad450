// Settings: the file, the environment and the flags say the same, and what is wrong is one sentence each.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { verbatim } from './programs.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'verbatim-settings-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

function run(args, env = {}) {
  return spawnSync(verbatim, args, { encoding: 'utf8', timeout: 120_000, env: { ...process.env, ...env } });
}

let files = 0;
function file(text) {
  const path = join(scratch, `settings-${(files += 1)}.json`);
  writeFileSync(path, typeof text === 'string' ? text : JSON.stringify(text));
  return path;
}

const show = (settings, env) => JSON.parse(run(['config', 'show', ...(settings ? [file(settings)] : [])], env).stdout);

test('every setting is shown, described, and a flag', () => {
  const names = Object.keys(show());
  const schema = JSON.parse(run(['config', 'schema']).stdout);
  const help = run(['serve', '--help']).stdout;
  assert.deepEqual(Object.keys(schema.properties).filter((name) => name !== '$schema'), names);
  for (const name of names) {
    assert.ok(schema.properties[name].description.length > 5, name);
    assert.ok(help.includes(`--${name.replaceAll('_', '-')} `), name);
  }
});

test('the environment wins over the file', () => {
  const settings = show({ listen: '127.0.0.1:1', max_connections: 7, allowed_origins: ['https://a.example'] }, {
    VERBATIM_MAX_CONNECTIONS: '9', VERBATIM_ALLOWED_ORIGINS: 'https://b.example,https://c.example',
  });
  assert.equal(settings.listen, '127.0.0.1:1');
  assert.equal(settings.max_connections, 9);
  assert.deepEqual(settings.allowed_origins, ['https://b.example', 'https://c.example']);
});

test('a file may have comments, and a sound one is said to be sound', () => {
  const { status, stdout } = run(['config', 'check', file('{ // for the clinic\n "listen": "127.0.0.1:80" }')]);
  assert.equal(status, 0);
  assert.match(stdout, /sound/);
});

test('all that is wrong is said at once, with the name of the setting and what it may be', () => {
  const { status, stderr } = run(['config', 'check', file({ listen: 8080, max_connections: 'many', threads: -1, log_format: 'xml', colour: 'red', allowed_origins: 'x', watch: 1, max_header_bytes: 2000.5 })]);
  assert.equal(status, 2);
  for (const sentence of [
    '"listen" must be text in quotes.', '"max_connections" must be a number.', '"threads" must be from 0 to 1024.',
    '"log_format" must be human or json.', '"colour" is no setting: `verbatim config show` lists them.',
    '"allowed_origins" must be a list of texts.', '"watch" must be true or false.', '"max_header_bytes" must be a whole number.',
  ]) assert.ok(stderr.includes(sentence), `${sentence}\n${stderr}`);
});

test('a file that is missing, broken, or no object is one sentence', () => {
  for (const [path, sentence] of [
    [join(scratch, 'missing.json'), /cannot be read/],
    [file('{"listen": '), /line 1, column/],
    [file('[1]'), /must be one object/],
    [file('\u0000\u0001'), /line 1, column/],
  ]) {
    const { status, stderr } = run(['config', 'check', path]);
    assert.equal(status, 2);
    assert.match(stderr, sentence);
    assert.equal(stderr.trim().split('\n').length, 1);
  }
});

test('a server with wrong settings does not start', () => {
  for (const [args, code, sentence] of [
    [['--listen', 'nonsense', '--store', 'memory'], 3, /not address:port/],
    [['--max-connections', 'many'], 2, /--max-connections must be a number/],
    [['--trusted-proxies', 'nobody', '--listen', '127.0.0.1:0'], 3, /"nobody" in trusted_proxies is no address/],
    [['--store', join(scratch, 'no', 'such', 'folder.db')], 3, /no\/such\/folder\.db/],
    [['--config', join(scratch, 'missing.json')], 2, /cannot be read/],
  ]) {
    const rules = new URL('../../rules', import.meta.url).pathname;
    const { status, stderr } = run(['serve', '--rules', rules, ...args]);
    assert.equal(status, code, stderr);
    assert.match(stderr, sentence);
  }
});
