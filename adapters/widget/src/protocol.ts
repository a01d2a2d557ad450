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
}

export interface Welcome {
  type: "welcome";
  session: string;
  resumed: boolean;
  clinic: Clinic;
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

export type ServerFrame = Welcome | Reply | Failure;

// What the visitor did; kept until its reply has come.
export type Said = { type: "message"; id: string; text: string } | { type: "choice"; id: string; value: string };

export interface Hello {
  type: "hello";
  site: string;
  session?: string;
  last_seq?: number;
  locale?: string;
}

// A frame that this client knows, or nothing: unknown types and broken JSON are passed over.
export function readFrame(data: unknown): ServerFrame | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const frame = JSON.parse(data) as { type?: unknown };
    return frame.type === "welcome" || frame.type === "reply" || frame.type === "error"
      ? (frame as ServerFrame)
      : undefined;
  } catch {
    return undefined;
  }
}
