/** One sends, others join; what is counted by author follows. */
import { assert, NAME, pattern, TESTS, UI } from "commonfabric";
import Chat from "./main.tsx";

export default pattern(() => {
  const chat = Chat({ messages: [], users: [{ name: "Ann", color: "red" }], me: "Ann" });

  return {
    [TESTS]: [
      { assertion: assert(() => chat[NAME] === "nothing" && chat.latest === null) },
      { action: chat.send, event: { text: "hi" } },
      { action: chat.addUser, event: { name: "Bob" } },
      { assertion: assert(() => chat[NAME] === "Ann: hi" && chat.byUser.Ann === 1) },
      { assertion: assert(() => chat.users[1].color === "grey") },
      { assertion: assert(() => chat.flat.join() === "Ann,hi") },
      { render: chat[UI] },
    ],
  };
});
