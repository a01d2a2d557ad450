// The widget's own words.  English is inside; other languages are JSON files beside widget.js, loaded when the
// chat is first opened.  Whatever the clinic says comes from the server in its own language.

const english = {
  launcher: "Ask us a question",
  title: "Chat",
  close: "Close the chat",
  log: "Conversation",
  input: "Your question",
  send: "Send",
  you: "You",
  clinic: "Clinic",
  connecting: "Connecting…",
  offline: "No connection. What you type is sent as soon as it is back.",
  lost: "We cannot be reached at the moment.",
  wrong: "This chat is not available at the moment.",
  back: "Connected again.",
  sending: "Sending…",
  waiting: "Waiting for the connection",
  refused: "Not sent.",
  again: "Try again",
  typing: "Writing…",
  newer: "New messages: {n}",
  unread: "Unread messages: {n}",
  progress: "Question {n} of {of}",
  person: "Talk to a person",
  call: "Call {x}",
  mail: "Write to {x}",
  book: "Book a visit",
  hours: "Opening hours",
  more: "More",
  save: "Download this chat",
  erase: "Delete this chat",
  sure: "Delete for good?",
  yes: "Yes, delete",
  no: "No, keep it",
  sound: "Sound",
  copy: "Copy",
  copied: "Copied",
  helped: "This helped",
  not: "This did not help",
  thanks: "Thank you.",
  unkept: "This chat is not kept when you leave the page.",
  start: "Start the chat",
  left: "Characters left: {n}",
};

export type Texts = typeof english;
export type Words = keyof Texts;

// The launcher speaks the visitor's language before anything is loaded.
const launchers: Record<string, string> = {
  ar: "اطرح سؤالاً",
  de: "Fragen Sie uns",
  es: "Pregúntenos",
  fr: "Posez une question",
  he: "שאלו אותנו",
  it: "Fai una domanda",
  nl: "Stel een vraag",
  pl: "Zadaj pytanie",
  pt: "Faça uma pergunta",
  tr: "Bize sorun",
  uk: "Запитайте нас",
  zh: "向我们提问",
};

export const isRightToLeft = (language: string): boolean => /^(ar|fa|he|ur)/.test(language);

const codeOf = (language: string): string => language.toLowerCase().split(/[-_]/)[0]!;

export function firstTexts(language: string): Texts {
  const launcher = launchers[codeOf(language)];
  return launcher ? { ...english, launcher } : english;
}

async function load(url: string): Promise<Partial<Texts>> {
  const answer = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout?.(3000) as AbortSignal });
  const found = (await answer.json()) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(found).filter(([key, value]) => key in english && typeof value === "string"));
}

// Texts of a language, then those of the page's own file.  What cannot be loaded stays in English.
export async function loadTexts(language: string, home: string, own: string | null): Promise<Texts> {
  const code = codeOf(language);
  const urls = [code in launchers ? `${home}/locales/${code}.json` : null, own];
  const parts = await Promise.all(urls.map((url) => (url ? load(url).catch(() => ({})) : {})));
  return Object.assign({ ...firstTexts(language) }, ...parts) as Texts;
}

// Puts values in the place of {names}.
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
