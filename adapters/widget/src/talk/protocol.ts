// The messages of verbatim.v1 as this client reads and writes them.

export interface Span {
  text: string;
  bold?: boolean;
  italic?: boolean;
  href?: string;
}

export type Block =
  | { type: "paragraph"; spans: Span[] }
  | { type: "list"; ordered: boolean; items: Span[][] }
  | { type: "link"; href: string; text: string }
  | { type: "card"; tone: "urgent" | "crisis"; title: string; blocks: Block[] };

export interface Choice {
  value: string;
  title: string;
}

export interface Clinic {
  name: string;
  phone?: string;
  email?: string;
  booking_url?: string;
  emergency?: string;
  opening_hours?: string[];
}

// How the clinic wants its widget to look; attributes of the element win.
export interface Settings {
  accent?: string;
  logo?: string;
  position?: "start" | "end";
  launcher?: string;
  input?: string;
}

export interface Welcome {
  type: "welcome";
  session: string;
  resumed: boolean;
  clinic: Clinic;
  settings?: Settings;
  greeting: Block[];
  notice: string;
  choices: Choice[];
}

// Where a guided consultation stands; `step` is empty at its outcome.
export interface Flow {
  id: string;
  title: string;
  step: string;
  number: number;
  of: number;
}

// What a reply says, without its place in the conversation.
export interface ReplyContent {
  kind: string;
  blocks: Block[];
  choices: Choice[];
  urgency: "none" | "urgent" | "crisis";
  flow?: Flow;
}

export interface Reply extends ReplyContent {
  type: "reply";
  seq: number;
  in_reply_to: string;
  session?: string; // over plain requests
}

export interface Failure {
  type: "error";
  code: string;
  message: string;
  in_reply_to?: string;
  reply?: ReplyContent; // the answer that could not be kept: it is sent again
}

export interface Done {
  type: "done";
  in_reply_to: string;
}

export interface GoingAway {
  type: "going_away";
  retry_after_ms: number;
}

export type ServerFrame = Welcome | Reply | Failure | Done | GoingAway;

export type ClientFrame =
  | { type: "hello"; site: string; locale: string; session: string | undefined; last_seq: number | undefined }
  | { type: "message" | "choice"; id: string; text?: string | undefined; value?: string }
  | { type: "feedback"; id: string; seq: number; helpful: boolean }
  | { type: "erase"; id: string };

const MOST_CHARACTERS = 20_000;
const MOST_ITEMS = 60;
const HIGHEST_SEQ = 1e9;

export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
// Objects of a list; whatever else stands in it is passed over.
export const listOf = <T>(value: T[] | undefined): T[] =>
  Array.isArray(value) ? value.filter((one) => one && typeof one === "object") : [];

function isSound(frame: Partial<ServerFrame>): boolean {
  return frame.type !== "reply" || (Number.isInteger(frame.seq) && frame.seq! > 0 && frame.seq! < HIGHEST_SEQ);
}

// A frame that this client can use, or nothing: broken JSON, unknown types and impossible numbers are passed over.
// It is small enough to show and to store, whatever a server sends.  Fields inside may still be of any type;
// whoever shows them asks textOf and listOf.
export function readFrame(data: unknown): ServerFrame | undefined {
  let room = MOST_CHARACTERS;
  const clip = (_: string, value: unknown): unknown => {
    if (typeof value !== "string") return Array.isArray(value) ? value.slice(0, MOST_ITEMS) : value;
    const text = value.slice(0, room);
    room -= text.length;
    return text === value ? text : `${text}…`;
  };
  try {
    const frame = JSON.parse(data as string, clip) as Partial<ServerFrame>;
    return frame && isSound(frame) ? (frame as ServerFrame) : undefined;
  } catch {
    return undefined;
  }
}
