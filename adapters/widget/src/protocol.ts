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

export interface Reply {
  type: "reply";
  seq: number;
  in_reply_to: string;
  kind: string;
  blocks: Block[];
  choices: Choice[];
  urgency: "none" | "urgent" | "crisis";
  flow?: Flow;
}

export interface Failure {
  type: "error";
  code: string;
  message: string;
  in_reply_to?: string;
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
  | { type: "hello"; site: string; locale: string; session?: string; last_seq?: number }
  | { type: "message"; id: string; text: string }
  | { type: "choice"; id: string; value: string }
  | { type: "feedback"; id: string; seq: number; helpful: boolean }
  | { type: "erase"; id: string };

const MOST_CHARACTERS = 20_000;
const MOST_ITEMS = 60;
const DEEPEST = 10;
const HIGHEST_SEQ = 1e9;

// A copy of a JSON value that is small enough to show and to store, whatever a server sends.
function clipped(value: unknown, room: { left: number }, depth = 0): unknown {
  if (typeof value === "string") {
    const text = value.slice(0, room.left);
    room.left -= text.length;
    return text.length < value.length ? `${text}…` : text;
  }
  if (!value || typeof value !== "object") return value;
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((one) => clipped(one, room, depth + 1));
  return Object.fromEntries(Object.entries(value).slice(0, MOST_ITEMS).map(([key, one]) => [key, clipped(one, room, depth + 1)]));
}

export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
// Objects of a list; whatever else stands in it is passed over.
export const listOf = <T>(value: T[] | undefined): T[] =>
  Array.isArray(value) ? value.filter((one) => one && typeof one === "object") : [];

function sound(frame: Partial<ServerFrame>): boolean {
  if (frame.type === "reply") return Number.isInteger(frame.seq) && frame.seq! > 0 && frame.seq! < HIGHEST_SEQ;
  return frame.type !== "welcome" || (!!frame.clinic && typeof frame.clinic === "object");
}

// A frame that this client can use, or nothing: broken JSON, unknown types and impossible numbers are passed over.
// Fields inside may still be of any type; whoever shows them asks textOf and listOf.
export function readFrame(data: unknown): ServerFrame | undefined {
  try {
    const frame = clipped(JSON.parse(data as string), { left: MOST_CHARACTERS }) as Partial<ServerFrame>;
    return frame && sound(frame) ? (frame as ServerFrame) : undefined;
  } catch {
    return undefined;
  }
}
