/** Two users in one room: what one sends the other reads, under the name of whoever sent it. */
import { assert, multiUserTest, pattern, TESTS, Writable } from "commonfabric";
import Chat from "./main.tsx";

interface Message {
  author: string;
  text: string;
  at: number;
  reactions: { emoji: string; by: string[] }[];
}
interface User {
  name: string;
  color: string;
}
interface Room {
  messages: Writable<Message[]>;
  users: Writable<User[]>;
}

const setup = pattern<Record<string, never>, Room>(() => {
  const messages = new Writable<Message[]>([]);
  const users = new Writable<User[]>([]);
  return { messages, users };
});

const ann = pattern<{ setup: Room }>(({ setup }) => {
  const chat = Chat({ messages: setup.messages, users: setup.users, me: "Ann" });
  return {
    [TESTS]: [
      { action: chat.addUser, event: { name: "Ann" } },
      { action: chat.send, event: { text: "anyone?" } },
      { label: "asked" },
      { await: "answered" },
      { assertion: assert(() => chat.latest?.text === "here" && chat.latest.author === "Bob") },
      { assertion: assert(() => chat.users.length === 2) },
    ],
  };
});

const bob = pattern<{ setup: Room }>(({ setup }) => {
  const chat = Chat({ messages: setup.messages, users: setup.users, me: "Bob" });
  return {
    [TESTS]: [
      { await: "asked" },
      { assertion: assert(() => chat.flat.join() === "Ann,anyone?") },
      { action: chat.addUser, event: { name: "Bob" } },
      { action: chat.send, event: { text: "here" } },
      { assertion: assert(() => chat.byUser.Ann === 1 && chat.byUser.Bob === 1) },
      { label: "answered" },
    ],
  };
});

export default multiUserTest({ setup, participants: { ann, bob } });
