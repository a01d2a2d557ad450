// run_vectors on vectors made here, on the verified ones where they are at hand, and on wrong ones, which it must find.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { delivered, deliveredAll, ignored, now, refused, request, secrets, twilioJson, vector } from './sign.mjs';

const shared = fileURLToPath(new URL('../../../shared/data/adapter-vectors.json', import.meta.url));
const runner = fileURLToPath(new URL('run_vectors', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'verbatim-own-vectors-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const play = (file) => new Promise((resolve) => {
  execFile(process.execPath, [runner, file], { maxBuffer: 1 << 24 }, (error, output) => resolve({ code: error?.code ?? 0, output }));
});
const playAll = (vectors) => {
  const file = join(folder, 'vectors.json');
  writeFileSync(file, JSON.stringify(vectors));
  return play(file);
};

const telegram = (update) => request('telegram', { update_id: 1, ...update });
const person = { id: 6, first_name: 'A' };
const said = (message) => ({ message: { message_id: 2, date: now - 5, chat: { id: 5, type: 'private' }, from: person, ...message } });
const fromTelegram = (more) => delivered({ sender: '6', conversation: 'telegram|demobot|5', message_id: '1', ...more });

const whatsapp = (value, field = 'messages') => request('whatsapp', {
  object: 'whatsapp_business_account',
  entry: [{ id: 'w', changes: [{ field, value: { metadata: { phone_number_id: '77' }, ...value } }] }],
});
const wa = (id, from, rest) => ({ id, from, timestamp: String(now - 9), ...rest });
const fromWhatsApp = (more) => ({ sender: '15550101', conversation: 'whatsapp|77|15550101', message_id: 'a', ...more });
const words = (body) => ({ type: 'text', text: { body } });

const page = (platform, items, object = 'page') => request(platform, { object, entry: [{ id: '9', messaging: items }] });
const toPage = (rest, sender = '8') => ({ sender: { id: sender }, recipient: { id: '9' }, timestamp: (now - 3) * 1000, ...rest });

const slack = (event, more) => request('slack', { type: 'event_callback', team_id: 'T1', event_id: 'E1', event_time: now, event, ...more });
const line = (...events) => request('line', { destination: 'D', events });
const toLine = (more) => ({ type: 'message', mode: 'active', timestamp: (now - 4) * 1000, replyToken: 'r', source: { type: 'user', userId: 'U' }, webhookEventId: 'w1', message: { type: 'text', text: 'open?' }, ...more });
const sms = (fields) => request('twilio', new URLSearchParams({ MessageSid: 'SM1', From: '+15550101', To: '+15550100', Body: 'are you open', ...fields }));
const slackAt = (stamp) => {
  const made = slack({ type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'x', ts: '1.1' });
  made.headers['X-Slack-Request-Timestamp'] = stamp;
  return made;
};

const own = [
  vector('telegram', 'topic_of_a_group', telegram(said({ chat: { id: -100123, type: 'supergroup' }, message_thread_id: 77, is_topic_message: true, text: '@demobot hours?' })),
    fromTelegram({ text: '@demobot hours?', conversation: 'telegram|demobot|-100123|77' })),
  vector('telegram', 'edit_ignored', telegram({ edited_message: said({ text: 'x' }).message }), ignored),
  vector('telegram', 'other_bot_ignored', telegram(said({ from: { id: 7, is_bot: true }, text: 'x' })), ignored),
  vector('telegram', 'start', telegram(said({ text: '/start' })), fromTelegram({ text: '/start' })),
  vector('telegram', 'voice', telegram(said({ voice: { file_id: 'v' } })), fromTelegram({ kind: 'audio' })),
  vector('telegram', 'stale', telegram(said({ date: now - 90000, text: 'x' })), { ...fromTelegram({ text: 'x' }), action: 'stale' }, { config: { max_event_age_s: 3600 } }),
  vector('telegram', 'not_json', request('telegram', 'update_id=1'), ignored),
  vector('telegram', 'form_instead_of_json', request('telegram', new URLSearchParams({ update_id: 1 })), ignored),
  vector('telegram', 'unknown_event', telegram({ chat_join_request: {} }), ignored),
  vector('telegram', 'deep_json', request('telegram', '['.repeat(50000)), ignored),
  vector('whatsapp', 'batch_of_two_people', whatsapp({ messages: [wa('a', '15550101', words('one')), wa('b', '15550102', words('two')), wa('c', '15550101', words('three'))] }),
    deliveredAll([fromWhatsApp({ text: 'one' }), { text: 'two', sender: '15550102', conversation: 'whatsapp|77|15550102', message_id: 'b' }, fromWhatsApp({ text: 'three', message_id: 'c' })])),
  vector('whatsapp', 'button', whatsapp({ messages: [wa('a', '15550101', { context: { id: 'o1' }, type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'hours', title: 'When?' } } })] }),
    delivered(fromWhatsApp({ text: 'When?', payload: 'hours', reply_to: 'o1' }))),
  vector('whatsapp', 'list', whatsapp({ messages: [wa('a', '15550101', { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: 'hours', title: 'When?' } } })] }),
    delivered(fromWhatsApp({ text: 'When?', payload: 'hours' }))),
  vector('whatsapp', 'template_button', whatsapp({ messages: [wa('a', '15550101', { type: 'button', button: { text: 'Yes', payload: 'P' } })] }), delivered(fromWhatsApp({ text: 'Yes', payload: 'P' }))),
  vector('whatsapp', 'staff_on_the_telephone', whatsapp({ message_echoes: [wa('a', '15550101', words('x'))] }, 'smb_message_echoes'), ignored),
  vector('whatsapp', 'status', whatsapp({ statuses: [{ id: 'o1', status: 'read' }] }), { ...ignored, action: 'status', message_id: 'o1', statuses: [{ message_id: 'o1', status: 'read' }] }),
  vector('whatsapp', 'sha1_only', (() => {
    const made = whatsapp({ messages: [] });
    return { ...made, headers: { 'Content-Type': 'application/json', 'X-Hub-Signature': 'sha1=00' } };
  })(), refused),
  vector('whatsapp', 'handshake_with_the_wrong_token', { method: 'GET', path: '/hooks/whatsapp?hub.mode=subscribe&hub.challenge=1&hub.verify_token=x', headers: {}, body: '' }, { ...refused, status: 403 }),
  vector('whatsapp', 'handshake_without_mode', { method: 'GET', path: `/hooks/whatsapp?hub.challenge=1&hub.verify_token=${secrets.whatsapp.verify_token}`, headers: {}, body: '' }, { ...refused, status: 403 }),
  vector('messenger', 'batch', page('messenger', [toPage({ message: { mid: 'm1', text: 'one' } }), toPage({ message: { mid: 'm2', text: 'two' } }), toPage({ read: {} })]),
    deliveredAll(['one', 'two'].map((text, i) => ({ text, sender: '8', conversation: 'messenger|9|8', message_id: `m${i + 1}` })))),
  vector('messenger', 'delivery_ignored', page('messenger', [toPage({ delivery: { mids: ['m'] } })]), ignored),
  vector('instagram', 'object_page', page('instagram', [toPage({ message: { mid: 'i1', text: 'open?' } })]), delivered({ text: 'open?', sender: '8', conversation: 'instagram|9|8', message_id: 'i1' })),
  vector('slack', 'url_verification', request('slack', { type: 'url_verification', challenge: '3eZ', token: 't' }), { ...ignored, action: 'handshake', response_body: '3eZ', response_content_type: 'text/plain' }),
  vector('slack', 'mention_twin_ignored', slack({ type: 'message', channel_type: 'channel', channel: 'C1', user: 'U1', text: '<@UBOT> open?', ts: '1.1' }), ignored),
  vector('slack', 'mention', slack({ type: 'app_mention', channel: 'C1', user: 'U1', text: '<@UBOT> open?', ts: '1.1' }), delivered({ text: 'open?', sender: 'U1', conversation: 'slack|T1|C1|1.1', message_id: 'E1' })),
  vector('slack', 'odd_timestamps', slackAt('foobar'), refused),
  vector('slack', 'negative_timestamp', slackAt(`-${now}`), refused),
  vector('slack', 'empty_signature', { ...slackAt(String(now)), headers: { 'X-Slack-Request-Timestamp': String(now), 'X-Slack-Signature': '' } }, refused),
  vector('slack', 'broken_payload', request('slack', new URLSearchParams({ payload: '{' })), ignored),
  vector('twilio', 'sms', sms({}), delivered({ text: 'are you open', sender: '+15550101', conversation: 'twilio|+15550100|+15550101', message_id: 'SM1', response_body: '<Response/>', response_content_type: 'text/xml' })),
  vector('twilio', 'picture', sms({ Body: '', NumMedia: '1', MediaContentType0: 'image/jpeg' }), delivered({ text: '', sender: '+15550101', conversation: 'twilio|+15550100|+15550101', message_id: 'SM1', kind: 'image' })),
  vector('twilio', 'opt_out', sms({ Body: ' Stop ' }), ignored),
  vector('twilio', 'json_with_digest', twilioJson('{"a":1}'), { ...ignored, response_body: '<Response/>' }),
  vector('twilio', 'json_with_another_digest', twilioJson('{"a":1}', '0'.repeat(64)), refused),
  vector('line', 'batch_and_group', line(toLine({}), toLine({ webhookEventId: 'w2', source: { type: 'group', groupId: 'G', userId: 'U' } }), toLine({ webhookEventId: 'w3', type: 'follow' })),
    deliveredAll([{ text: 'open?', sender: 'U', conversation: 'line|D|U', message_id: 'w1', reply_token: 'r' }, { text: 'open?', sender: 'U', conversation: 'line|D|G', message_id: 'w2' }])),
  vector('line', 'sticker', line(toLine({ message: { type: 'sticker', id: '1' } })), delivered({ sender: 'U', conversation: 'line|D|U', message_id: 'w1', kind: 'sticker' })),
  vector('line', 'unfollow_ignored', line(toLine({ type: 'unfollow' })), ignored),
  vector('telegram', 'poll', telegram(said({ poll: { id: '1', question: 'x' } })), fromTelegram({ kind: 'poll' })),
  vector('telegram', 'large_ids', request('telegram', { update_id: 4503599627370495, ...said({ chat: { id: -1001234567890123 }, text: 'open?' }) }),
    fromTelegram({ text: 'open?', conversation: 'telegram|demobot|-1001234567890123', message_id: '4503599627370495' })),
  vector('whatsapp', 'order_ignored', whatsapp({ messages: [wa('a', '15550101', { type: 'order', order: {} })] }), ignored),
  vector('whatsapp', 'new_type_beside_a_question', whatsapp({ messages: [wa('x', '15550101', { type: 'hologram' }), wa('a', '15550101', words('open?'))] }), delivered(fromWhatsApp({ text: 'open?' }))),
  vector('whatsapp', 'status_beside_a_question', whatsapp({ statuses: [{ id: 'o1', status: 'failed', errors: [{ code: 131047 }] }], messages: [wa('a', '15550101', words('open?'))] }),
    { ...delivered(fromWhatsApp({ text: 'open?' })), statuses: [{ message_id: 'o1', status: 'failed', error: 131047 }] }),
  vector('whatsapp', 'digits_in_capitals', (() => {
    const made = whatsapp({ messages: [wa('a', '15550101', words('x'))] });
    const name = Object.keys(made.headers).find((key) => key.toLowerCase() === 'x-hub-signature-256');
    return { ...made, headers: { ...made.headers, [name]: made.headers[name].toUpperCase().replace('SHA256', 'sha256') } };
  })(), refused),
  vector('messenger', 'postback_without_a_name', page('messenger', [toPage({ postback: { title: 'Prices', payload: 'P' } })]), delivered({ text: 'Prices', payload: 'P', sender: '8', conversation: 'messenger|9|8', message_id: null })),
  vector('messenger', 'standby_beside_a_question', request('messenger', { object: 'page', entry: [{ id: '9', standby: [toPage({ message: { mid: 's', text: 'x' } })] }, { id: '9', messaging: [toPage({ message: { mid: 'm', text: 'open?' } })] }] }),
    delivered({ text: 'open?', sender: '8', conversation: 'messenger|9|8', message_id: 'm' })),
  vector('slack', 'entities', slack({ type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'a &amp;lt; b &amp; c', ts: '1.1' }), delivered({ text: 'a &lt; b & c', sender: 'U1', conversation: 'slack|T1|D1', message_id: 'E1' })),
  vector('slack', 'picked_from_a_menu', request('slack', new URLSearchParams({ payload: JSON.stringify({ type: 'block_actions', trigger_id: 't', team: { id: 'T1' }, user: { id: 'U1' }, channel: { id: 'D1' }, actions: [{ type: 'static_select', selected_option: { value: 'hours' } }] }) })),
    delivered({ payload: 'hours', sender: 'U1', conversation: 'slack|T1|D1', message_id: 't' })),
  vector('twilio', 'percent_and_plus', sms({ Body: '100% + 1 %41' }), delivered({ text: '100% + 1 %41', sender: '+15550101', conversation: 'twilio|+15550100|+15550101', message_id: 'SM1' })),
  vector('twilio', 'opt_out_among_words', sms({ Body: 'stop please' }), delivered({ text: 'stop please', sender: '+15550101', conversation: 'twilio|+15550100|+15550101', message_id: 'SM1' })),
  vector('line', 'nobody_in_a_group', line(toLine({ source: { type: 'group', groupId: 'G' } })), delivered({ text: 'open?', sender: null, conversation: 'line|D|G', message_id: 'w1' })),
];
for (const word of ['STOPALL', 'unsubscribe', 'Cancel', 'END', 'quit', 'REVOKE', 'OPTOUT', 'start', 'UNSTOP', 'help', 'info']) own.push(vector('twilio', `carrier_word_${word}`, sms({ Body: word }), ignored));
own.push(vector('twilio', 'sms_again', sms({}), { ...delivered({ message_id: 'SM1', response_body: '<Response/>' }), action: 'duplicate' }, { send_after: 'sms' }));

const count = (output) => output.match(/(\d+) passed, (\d+) failed\n$/).slice(1).map(Number);

test('requests made here: every one is believed or refused, read and answered as it should be', async () => {
  const { code, output } = await playAll(own);
  assert.deepEqual(count(output), [own.length, 0], output);
  assert.equal(code, 0);
});

test('the verified vectors', { skip: !existsSync(shared) && 'they are not beside this checkout' }, async () => {
  const { code, output } = await play(shared);
  assert.match(output, /\n?\d+ passed, 0 failed\n$/);
  assert.ok(count(output)[0] > 50);
  assert.equal(code, 0);
});

test('a vector that says what is not so is found, whatever it says wrong', async () => {
  const sms1 = own.find((one) => one.name === 'sms');
  const wrong = (change) => ({ ...sms1, expect: { ...sms1.expect, ...change } });
  const wrongs = [
    wrong({ status: 401 }), wrong({ verified: false }), wrong({ action: 'ignore' }), wrong({ text: 'other' }), wrong({ sender: '+15550109' }),
    wrong({ conversation: 'twilio|x|y' }), wrong({ message_id: 'SM9' }), wrong({ response_body: 'x' }), wrong({ response_content_type: 'text/plain' }),
    wrong({ payload: 'x' }), wrong({ kind: 'image' }), { ...sms1, send_after: 'no such vector' },
    { ...sms1, request: { ...sms1.request, body: `${sms1.request.body}x` } }, { ...sms1, secrets: { auth_token: 'another' } },
  ];
  const { code, output } = await playAll(wrongs);
  assert.deepEqual(count(output), [0, wrongs.length], output);
  assert.equal(code, 1);
});
