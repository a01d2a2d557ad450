// The widget's own words, by language.

export interface Texts {
  open: string;
  close: string;
  conversation: string;
  input: string;
  send: string;
  you: string;
  clinic: string;
  connecting: string;
  offline: string;
  call: string;
  refused: string;
  progress: string;
}

const english: Texts = {
  open: "Ask us a question",
  close: "Close the chat",
  conversation: "Conversation",
  input: "Your question",
  send: "Send",
  you: "You said",
  clinic: "The clinic said",
  connecting: "Connecting…",
  offline: "No connection at the moment. What you type is sent as soon as it is back.",
  call: "You can also call",
  refused: "This could not be sent:",
  progress: "Question {number} of {of}",
};

const spanish: Texts = {
  open: "Pregúntenos",
  close: "Cerrar el chat",
  conversation: "Conversación",
  input: "Su pregunta",
  send: "Enviar",
  you: "Usted dijo",
  clinic: "La clínica dijo",
  connecting: "Conectando…",
  offline: "Sin conexión en este momento. Lo que escriba se enviará en cuanto vuelva.",
  call: "También puede llamar al",
  refused: "No se pudo enviar:",
  progress: "Pregunta {number} de {of}",
};

export function textsFor(locale: string): Texts {
  return locale.toLowerCase().startsWith("es") ? spanish : english;
}
