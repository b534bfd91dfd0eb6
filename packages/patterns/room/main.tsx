/** A chat room: messages are the room's, a nickname is the user's, a draft is the session's. */
import {
  action,
  computed,
  type Default,
  NAME,
  pattern,
  type PerSession,
  type PerUser,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";
import { type Message, since } from "./messages.ts";

export interface Input {
  topic?: Writable<string | Default<"general">>;
  nickname?: PerUser<Writable<string | Default<"anonymous">>>;
  draft?: PerSession<Writable<string | Default<"">>>;
}

export interface Output {
  [NAME]: string;
  [UI]: VNode;
  messages: Message[];
  fresh: Message[];
  unread: number;
  muted: string[];
  nickname: string;
  draft: string;
  greeting: string;
  rename: Stream<string>;
  type: Stream<string>;
  say: Stream<void>;
  catchUp: Stream<void>;
  mute: Stream<string>;
}

export default pattern<Input, Output>(({ topic, nickname, draft }) => {
  const messages = new Writable<Message[]>([]);
  const seen = new Writable.perUser(0);
  const muted = new Writable.perUser<string[]>([]);
  const heard = messages.filter(({ author }) => !muted.get().includes(author));
  const fresh = computed(() => since(messages.get(), seen.get()));
  const greeting = nickname.get() === "anonymous" ? "Who are you?" : `Hello ${nickname.get()}`;
  const say = action(() => {
    if (draft.get() === "") return;
    messages.push({ author: nickname.get(), text: draft.get() });
    draft.set("");
  });
  return {
    [NAME]: `#${topic.get()} (${fresh.length})`,
    [UI]: (
      <cf-screen>
        <h1>{greeting}</h1>
        {heard.map(({ author, text }) => (
          <p>
            <b>{author}</b>: {text}
            <button type="button" onClick={() => muted.addUnique(author)}>mute</button>
          </p>
        ))}
        {fresh.length > 0 && <i>{fresh.length} new</i>}
        <cf-input $value={draft} />
        <cf-button disabled={draft.get() === ""} onClick={say}>Send</cf-button>
      </cf-screen>
    ),
    messages,
    fresh,
    unread: fresh.length,
    muted,
    nickname,
    draft,
    greeting,
    rename: action((name: string) => nickname.set(name)),
    type: action((text: string) => draft.set(text)),
    say,
    catchUp: action(() => seen.set(messages.get().length)),
    mute: action((author: string) => muted.addUnique(author)),
  };
});
