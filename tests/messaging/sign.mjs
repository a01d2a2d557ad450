// Signs webhook requests as the platforms do, and makes vectors of them.
import { createHash, createHmac } from 'node:crypto';

export const hmac = (algorithm, key, data, encoding) => createHmac(algorithm, key).update(data).digest(encoding);
export const secrets = {
  telegram: { secret_token: 'Bot_Secret-0', bot: 'demobot' },
  whatsapp: { app_secret: 'wa-app', verify_token: 'wa-verify' },
  messenger: { app_secret: 'fb-app', verify_token: 'fb-verify' },
  instagram: { app_secret: 'ig-app', verify_token: 'ig-verify' },
  slack: { signing_secret: 'slack-sign', bot_user_id: 'UBOT' },
  twilio: { auth_token: 'twilio-auth' },
  line: { channel_secret: 'line-secret' },
};
export const now = 1_750_000_000;
const twilioUrl = 'https://bot.example.com/hooks/twilio';

const sortedForm = (body) => {
  const fields = {};
  for (const [name, value] of new URLSearchParams(body)) (fields[name] ??= new Set()).add(value);
  return Object.keys(fields).sort().map((name) => [...fields[name]].sort().map((value) => name + value).join('')).join('');
};

const meta = (platform, body) => ({ 'X-Hub-Signature-256': `sha256=${hmac('sha256', secrets[platform].app_secret, body, 'hex')}` });
const headersOf = {
  telegram: () => ({ 'X-Telegram-Bot-Api-Secret-Token': secrets.telegram.secret_token }),
  whatsapp: (body) => meta('whatsapp', body),
  messenger: (body) => meta('messenger', body),
  instagram: (body) => meta('instagram', body),
  slack: (body) => ({
    'X-Slack-Request-Timestamp': String(now),
    'X-Slack-Signature': `v0=${hmac('sha256', secrets.slack.signing_secret, `v0:${now}:${body}`, 'hex')}`,
  }),
  twilio: (body) => ({ 'X-Twilio-Signature': hmac('sha1', secrets.twilio.auth_token, twilioUrl + sortedForm(body), 'base64') }),
  line: (body) => ({ 'x-line-signature': hmac('sha256', secrets.line.channel_secret, body, 'base64') }),
};

// A signed request: an object becomes JSON, URLSearchParams a form, a text stays as it is.
export function request(platform, content, { headers = {}, path } = {}) {
  const form = content instanceof URLSearchParams;
  const body = typeof content === 'string' || form ? String(content) : JSON.stringify(content);
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
  const own = path ?? `/hooks/${platform}${platform === 'telegram' ? '/demobot' : ''}`;
  const signed = { 'Content-Type': type, ...headersOf[platform](body), ...headers };
  return { method: 'POST', path: own, headers: signed, body, ...(platform === 'twilio' && { url: twilioUrl }) };
}

const nothing = { text: null, payload: null, sender: null, conversation: null, message_id: null };
export const refused = { status: 401, verified: false, action: 'reject', ...nothing };
export const ignored = { status: 200, verified: true, action: 'ignore', ...nothing };
export const delivered = (message) => ({ status: 200, verified: true, action: 'deliver', ...nothing, ...message });
export const deliveredAll = (messages) => ({ ...delivered({}), messages: messages.map((one) => ({ ...nothing, ...one })) });

export const vector = (platform, name, made, expect, more = {}) =>
  ({ platform, name, kind: 'good', request: made, secrets: secrets[platform], now, expect, ...more });

// A JSON body that Twilio signs by its digest in the address.
export function twilioJson(body, digest = createHash('sha256').update(body).digest('hex')) {
  const url = `${twilioUrl}?bodySHA256=${digest}`;
  const headers = { 'Content-Type': 'application/json', 'X-Twilio-Signature': hmac('sha1', secrets.twilio.auth_token, url, 'base64') };
  return { method: 'POST', path: `/hooks/twilio?bodySHA256=${digest}`, headers, body, url };
}
