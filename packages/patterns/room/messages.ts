/** What is said in a room. */
export interface Message {
  author: string;
  text: string;
}

/** The messages after the first `seen`. */
export function since(messages: readonly Message[], seen: number): Message[] {
  return messages.slice(seen);
}
