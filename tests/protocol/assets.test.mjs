// The files of the demo page and the widget: compressed, cacheable, loadable by other sites' pages.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import http from 'node:http';
import { startChat } from './programs.mjs';

let server;
before(async () => (server = await startChat()));
after(() => server.stop());

// The bytes as they were sent: fetch() would unpack them.
function get(path, encodings, method = 'GET') {
  const headers = encodings === undefined ? {} : { 'Accept-Encoding': encodings };
  return new Promise((resolve, reject) => {
    http.request({ port: server.port, host: '127.0.0.1', path, method, headers }, async (reply) => {
      const parts = [];
      for await (const part of reply) parts.push(part);
      resolve({ status: reply.statusCode, headers: reply.headers, bytes: Buffer.concat(parts) });
    }).on('error', reject).end();
  });
}

// What `verbatim serve` prints for the clinic's page.
async function printed() {
  while (!server.output().includes('Widget')) await new Promise((resolve) => setTimeout(resolve, 20));
  return /src="http:\/\/[^/"]+([^"]+)" integrity="sha384-([^"]+)" crossorigin/.exec(server.output());
}

test('a file comes in the best coding that the client takes', async () => {
  const plain = await get('/widget.js');
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.equal(plain.headers.vary, 'Accept-Encoding');
  for (const [asked, coding, unpack] of [
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
    ['br ; q=1.0', 'br', brotliDecompressSync],
  ]) {
    const packed = await get('/widget.js', asked);
    assert.equal(packed.headers['content-encoding'], coding, asked);
    assert.equal(packed.headers['content-type'], 'text/javascript; charset=utf-8');
    assert.ok(unpack(packed.bytes).equals(plain.bytes), asked);
    assert.ok(packed.bytes.length < plain.bytes.length);
  }
  for (const asked of ['', 'identity', '*', 'brotli', 'gzip;q=0', 'gzip; q=0.000', ',;,', 'GZIP2', 'x'.repeat(900)])
    assert.ok((await get('/widget.js', asked)).bytes.equals(plain.bytes), asked);
});

test('the pinned address is cached for ever and has the printed hash', async () => {
  const [, path, hash] = await printed();
  const { status, headers, bytes } = await get(path);
  assert.equal(status, 200);
  assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
  assert.equal(createHash('sha384').update(bytes).digest('base64'), hash);
  assert.ok(bytes.equals((await get('/widget.js')).bytes));
  assert.equal((await get('/widget.js')).headers['cache-control'], 'public, max-age=300');
  assert.equal((await get('/widget/0000000000000000/widget.js')).status, 404);
});

test('pages of other sites may load the widget', async () => {
  const { headers } = await get('/widget.js', 'br');
  assert.equal(headers['access-control-allow-origin'], '*');
  assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal((await get('/')).headers['access-control-allow-origin'], undefined);
});

test('HEAD has the header of GET and no body', async () => {
  const head = await get('/widget.js', 'br', 'HEAD');
  assert.equal(head.bytes.length, 0);
  assert.equal(head.headers['content-length'], (await get('/widget.js', 'br')).headers['content-length']);
});
