// openapi.json tells the truth: every path, method and status in it is what the server does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startChat } from './programs.mjs';
import { check } from './schema_check.mjs';

let server;
let api;
const at = (path) => `http://127.0.0.1:${server.port}${path}`;
before(async () => {
  server = await startChat();
  api = await (await fetch(at('/openapi.json'))).json();
});
after(() => server.stop());

const post = (body, headers = {}) => fetch(at('/v1/demo/messages'), { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

// The reply is one that the document foresees, with a body of the schema it names.
async function foreseen(path, method, reply, status) {
  assert.equal(reply.status, status, `${method} ${path}`);
  const told = api.paths[path][method].responses[String(status)];
  assert.ok(told, `${method} ${path} gives ${status}`);
  const { content } = told.$ref ? api.components.responses[told.$ref.split('/').at(-1)] : told;
  if (!content) return reply.text();
  const [type, { schema }] = Object.entries(content)[0];
  assert.equal(reply.headers.get('content-type'), type);
  if (!type.startsWith('application/json')) return reply.text();
  const body = await reply.json();
  if (schema.$ref) assert.deepEqual(check(schema.$ref.split('/').at(-1), body), []);
  for (const name of schema.required ?? []) assert.ok(name in body, name);
  return body;
}

test('the schema that it refers to is served beside it', async () => {
  const schema = await (await fetch(at('/protocol.schema.json'))).json();
  const named = JSON.stringify(api).match(/protocol\.schema\.json#\/\$defs\/\w+/g);
  assert.ok(named.length > 4);
  for (const one of named) assert.ok(schema.$defs[one.split('/').at(-1)], one);
});

test('every path gives what it says, and its errors', async () => {
  await foreseen('/v1/{site}', 'get', await fetch(at('/v1/demo')), 200);
  await foreseen('/v1/{site}', 'get', await fetch(at('/v1/missing')), 404);
  const posted = await foreseen('/v1/{site}/messages', 'post', await post({ text: 'when are you open?' }, { 'idempotency-key': 'k' }), 200);
  await foreseen('/v1/{site}/messages', 'post', await post({}), 400);
  await foreseen('/v1/{site}/messages', 'post', await post({ id: '1', text: 'x'.repeat(20_000) }), 413);
  await foreseen('/v1/{site}/messages', 'post', await post({ id: '1', text: 'x' }, { 'content-type': 'text/plain' }), 415);
  const authorization = `Bearer ${posted.session}`;
  const kept = await foreseen('/v1/{site}/replies', 'get', await fetch(at('/v1/demo/replies?after=0'), { headers: { authorization } }), 200);
  assert.equal(kept.replies.length, 1);
  await foreseen('/v1/{site}/replies', 'get', await fetch(at('/v1/demo/replies')), 400);
  await foreseen('/v1/{site}/session', 'delete', await fetch(at('/v1/demo/session'), { method: 'DELETE', headers: { authorization } }), 204);
  await foreseen('/v1/{site}/session', 'delete', await fetch(at('/v1/demo/session'), { method: 'DELETE', headers: { authorization } }), 410);
  await foreseen('/v1/{site}/replies', 'get', await fetch(at('/v1/demo/replies'), { headers: { authorization } }), 410);
  await foreseen('/healthz', 'get', await fetch(at('/healthz')), 200);
  await foreseen('/readyz', 'get', await fetch(at('/readyz')), 200);
  const metrics = await foreseen('/metrics', 'get', await fetch(at('/metrics')), 200);
  assert.match(metrics, /verbatim_replies_total\{kind="answer",site="demo"\} 1|verbatim_replies_total\{site="demo",kind="answer"\} 1/);
  await foreseen('/metrics', 'get', await fetch(at('/metrics'), { headers: { 'x-forwarded-for': '203.0.113.7' } }), 404);
});

test('every path of it is a route, and takes the methods it names', async () => {
  for (const [path, methods] of Object.entries(api.paths)) {
    const allow = (await fetch(at(path.replace('{site}', 'demo')), { method: 'PUT' })).headers.get('allow') ?? '';
    for (const method of ['get', 'post', 'delete'])
      assert.equal(allow.split(', ').includes(method.toUpperCase()), method in methods, `${method} ${path}: ${allow}`);
  }
});
