// What the parts of the panel know and may ask for.

import type { Announcer } from "./announcer";
import type { Conversation } from "../talk/conversation";
import type { Clinic } from "../talk/protocol";
import type { Texts } from "../texts";

export interface Use {
  readonly texts: Texts;
  readonly clock: Intl.DateTimeFormat; // made once: that takes longer than all else
  readonly announcer: Announcer;
  talk(): Conversation;
  say(text: string, value?: string): void;
  // What is being typed.
  draft(text: string): void;
  clinic(): Clinic | undefined;
  download(): void;
  forget(): void;
  close(): void;
}

export const isOnline = ({ talk }: Use): boolean => talk().status() === "open";
