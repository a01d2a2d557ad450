// The widget's own words.  English is inside; other languages are JSON files beside widget.js.  Whatever the
// clinic says comes from the server, in its own language.

export const english = {
  launcher: "Ask us a question",
  title: "Chat",
  close: "Close the chat",
  log: "Conversation",
  input: "Your question",
  send: "Send",
  you: "You",
  clinic: "Clinic",
  connecting: "Connecting…",
  offline: "No connection. What you type is sent when it is back.",
  lost: "We cannot be reached now.",
  wrong: "This chat is not available now.",
  back: "Connected again.",
  sending: "Sending…",
  waiting: "Not sent yet",
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
  unkept: "This chat is not kept when you leave.",
  start: "Start the chat",
  left: "Characters left: {n}",
};

export type Texts = typeof english;
export type Words = keyof Texts;

const languages = "ar de es fr he it nl pl pt tr uk zh";

export const isRightToLeft = (language: string): boolean => /^(ar|fa|he|ur)/.test(language);

async function load(url: string): Promise<Partial<Texts>> {
  const answer = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout(3000) });
  return Object.fromEntries(Object.entries(await answer.json() as object).filter(([, value]) => typeof value === "string"));
}

// Texts of a language, then those of the page's own file.  What cannot be loaded stays in English.
export async function loadTexts(language: string, home: string, own: string): Promise<Texts> {
  const code = language.toLowerCase().slice(0, 2);
  const urls = [languages.includes(code) ? `${home}/locales/${code}.json` : "", own].filter(Boolean);
  const parts = await Promise.all(urls.map((url) => load(url).catch(() => ({}))));
  return Object.assign({}, english, ...parts) as Texts;
}

// Puts values in: `of` in the place of {of}, and `value` in that of any other name.
export function fill(text: string, value: string | number, of?: number): string {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(name === "of" ? of : value));
}

// The first that is given, where it is the name of a language.
export function languageOf(...wanted: string[]): string {
  try {
    return Intl.getCanonicalLocales(wanted.find((one) => one))[0] ?? "en";
  } catch {
    return "en";
  }
}
