// Answers each line of standard input by a running server: embed.mjs http://127.0.0.1:8080/ SITE
import { createInterface } from 'node:readline';

const headers = { 'Content-Type': 'application/json' };
const line = (spans) => spans.map(({ text, href }) => text + (href && href !== text ? ` (${href})` : '')).join('');
const forms = {
  paragraph: ({ spans }) => line(spans),
  list: ({ ordered, items }) => items.map((item, i) => (ordered ? `${i + 1}. ` : '- ') + line(item)).join('\n'),
  link: (link) => line([link]),
  card: ({ title, blocks }) => `${title}\n${plain(blocks)}`,
};
const plain = (blocks) => blocks.map((block) => forms[block.type](block)).join('\n\n');
let [server, site, session] = process.argv.slice(2);
let id = 0;
for await (const text of createInterface({ input: process.stdin })) {
  const body = JSON.stringify({ id: String(++id), text, session });
  const reply = await (await fetch(new URL(`/v1/${site}/messages`, server), { method: 'POST', headers, body })).json();
  console.log(`${plain(reply.blocks)}\n`);
  session = reply.session;
}
