/** Notes are nobody's words; a reaction is of who gives it, and to a message that is there. */
import { action, assert, NAME, pattern, TESTS, UI, valueEqual, Writable } from "commonfabric";
import type { Message } from "./messages.ts";
import Transcript from "./main.tsx";

export default pattern(() => {
  const messages = new Writable<Message[]>([{ role: "note", text: "Ann joined" }]);
  const name = new Writable("Ann");
  const chat = Transcript({ messages, name, muted: true });

  return {
    expectRuntimeErrors: 1,
    [TESTS]: [
      { assertion: assert(() => chat.last === "" && chat.turns[0].role === "note") },
      { action: chat.say, event: { message: " one " } },
      { action: chat.say, event: { message: "two?" } },
      {
        assertion: assert(() =>
          valueEqual(chat.turns[1], { role: "user", texts: ["one", "two?"] })
        ),
      },
      { assertion: assert(() => chat.turns.length === 2 && chat[NAME] === "Chat (2 sent)") },
      { action: action(() => messages.push({ role: "note", text: "Bob joined" })) },
      { assertion: assert(() => chat.last === "two?" && chat.turns.length === 3) },
      { action: chat.react, event: { at: 0, reaction: "!" } },
      { action: action(() => name.set("Bob")) },
      { action: chat.react, event: { at: 0, reaction: "!" } },
      { assertion: assert(() => messages.get()[0].reactions?.["!"].join() === "Ann,Bob") },
      { render: chat[UI] },
      { action: chat.react, event: { at: 9, reaction: "!" } },
      { assertion: assert(() => messages.get().length === 4) },
    ],
  };
});
