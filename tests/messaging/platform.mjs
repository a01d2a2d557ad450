// A platform on loopback that takes our calls and, when told so, is slow, busy, broken, or loses its answer.
import { once } from 'node:events';
import http from 'node:http';

export async function startPlatform() {
  const calls = []; // { path, body, at, applied }
  const faults = []; // { match, times, status, headers, body, delay, drop }
  const keys = new Set(); // retry keys that were taken
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (bytes) => (body += bytes));
    request.on('end', () => {
      const call = { path: request.url, headers: request.headers, body, at: Date.now(), applied: false };
      calls.push(call);
      const fault = faults.find((one) => call.path.includes(one.match) && body.includes(one.body_has ?? '') && one.times > 0);
      if (fault) --fault.times;
      setTimeout(() => answer(call, fault, response), fault?.delay ?? 0);
    });
  });
  function answer(call, fault, response) {
    const key = call.headers['x-line-retry-key'];
    const repeated = key && keys.has(key);
    if (!fault?.status && !repeated) call.applied = true;
    if (key && !fault?.status) keys.add(key);
    if (fault?.drop) return response.destroy();
    response.writeHead(fault?.status ?? (repeated ? 409 : 200), { 'Content-Type': 'application/json', ...fault?.headers });
    response.end(fault?.body ?? '{"ok":true}');
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    calls,
    faults,
    base: `http://127.0.0.1:${server.address().port}`,
    applied: (match = '') => calls.filter((call) => call.applied && call.path.includes(match)),
    stop: () => (server.closeAllConnections(), server.close()),
  };
}

// Waits until it holds; fails after some seconds.
export async function eventually(holds, what, limit = 10_000) {
  for (const end = Date.now() + limit; Date.now() < end; ) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`not within ${limit} ms: ${what}`);
}
