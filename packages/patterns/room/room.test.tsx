/** One room, two users, one of them twice: a name is the user's, a draft the session's. */
import { assert, multiUserTest, NAME, pattern, TESTS, UI, valueEqual } from "commonfabric";
import Room, { type Output } from "./main.tsx";

const setup = pattern<Record<string, never>, { room: Output }>(() => ({ room: Room({}) }));

const ada = pattern<{ setup: { room: Output } }>(({ setup: { room } }) => ({
  [TESTS]: [
    { action: room.rename, event: "Ada" },
    { action: room.type, event: "anyone?" },
    { label: "typed" },
    { await: "looked" },
    { action: room.say },
    { assertion: assert(() => room.draft === "" && room.unread === 1) },
    { label: "said" },
    { await: "answered" },
    { assertion: assert(() => valueEqual(room.fresh[1], { author: "anonymous", text: "me" })) },
    { assertion: assert(() => room.greeting === "Hello Ada" && room.muted.length === 0) },
    { render: room[UI] },
  ],
}));

const phone = pattern<{ setup: { room: Output } }>(({ setup: { room } }) => ({
  [TESTS]: [
    { await: "typed" },
    { assertion: assert(() => room.nickname === "Ada" && room.draft === "") },
    { label: "looked" },
    { await: "answered" },
    { action: room.catchUp },
    { assertion: assert(() => room[NAME] === "#general (0)" && room.messages.length === 2) },
  ],
}));

const bob = pattern<{ setup: { room: Output } }>(({ setup: { room } }) => ({
  [TESTS]: [
    { await: "said" },
    { assertion: assert(() => room.greeting === "Who are you?" && room.draft === "") },
    { assertion: assert(() => valueEqual(room.fresh, [{ author: "Ada", text: "anyone?" }])) },
    { action: room.mute, event: "Ada" },
    { action: room.mute, event: "Ada" },
    { assertion: assert(() => room.muted.join() === "Ada") },
    { action: room.type, event: "me" },
    { action: room.say },
    { assertion: assert(() => room.unread === 2) },
    { label: "answered" },
  ],
}));

export default multiUserTest({
  setup,
  participants: {
    ada: { pattern: ada, user: "ada" },
    phone: { pattern: phone, user: "ada" },
    bob: { pattern: bob, user: "bob" },
  },
});
