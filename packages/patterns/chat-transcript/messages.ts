/** Messages of a chat. */

export type Role = "user" | "assistant" | "note";

export interface Message {
  role: Role;
  text: string;
  /** Who reacted with what: names by reaction. */
  reactions?: Record<string, string[]>;
}

/** Messages of one speaker in a row belong together. */
export interface Turn {
  role: Role;
  texts: string[];
}

export function turnsOf(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = [];
  for (const { role, text } of messages) {
    const last = turns.at(-1);
    if (last?.role === role) last.texts.push(text);
    else turns.push({ role, texts: [text] });
  }
  return turns;
}

export function reply(text: string): string {
  return text.endsWith("?") ? "Good question." : `You said "${text}".`;
}
