/** A chat: turns of messages, reactions, and handlers that read several cells. */
import {
  computed,
  type Default,
  generateText,
  handler,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";
import { type Message, reply, type Turn, turnsOf } from "./messages.ts";

interface Input {
  messages: Writable<Message[] | Default<[]>>;
  name: Writable<string | Default<"me">>;
  muted: Writable<boolean | Default<false>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  turns: Turn[];
  last: string;
  summary: string;
  say: Stream<{ message: string }>;
  react: Stream<{ at: number; reaction: string }>;
}

const say = handler<
  { detail?: { message: string }; message?: string },
  { messages: Writable<Message[]>; muted: Writable<boolean>; count: Writable<number> }
>((event, { messages, muted, count }) => {
  const text = (event.detail?.message ?? event.message ?? "").trim();
  if (text === "") return;
  const answer: Message[] = muted.get() ? [] : [{ role: "assistant", text: reply(text) }];
  messages.push({ role: "user", text }, ...answer);
  count.increment();
});

const react = handler<
  { at: number; reaction: string },
  { messages: Writable<Message[]>; name: Writable<string> }
>(({ at, reaction }, { messages, name }) => {
  const who = name.get();
  const { reactions = {} } = messages.get()[at]!;
  const before = reactions[reaction] ?? [];
  const after = before.includes(who) ? before.filter((one) => one !== who) : [...before, who];
  messages.key(at).update({ reactions: { ...reactions, [reaction]: after } });
});

export default pattern<Input, Output>(({ messages, name, muted }) => {
  const sent = new Writable(0);
  const turns = computed(() => turnsOf(messages.get()));
  const last = computed(() => messages.get().findLast(({ role }) => role !== "note")?.text ?? "");
  const summary = generateText({
    system: "Summarise in one sentence.",
    prompt: computed(() => messages.get().map(({ role, text }) => `${role}: ${text}`).join("\n")),
  });

  return {
    [NAME]: `Chat (${sent.get()} sent)`,
    [UI]: (
      <cf-screen>
        <cf-vscroll snapToBottom>
          {turns.map((turn) => (
            <section class={`turn ${turn.role}`}>
              <strong>{turn.role === "user" ? name : turn.role}</strong>
              {turn.texts.map((text) => <p>{text}</p>)}
            </section>
          ))}
        </cf-vscroll>
        <ul>
          {messages.map((message, at) => (
            <li>
              {message.text}
              {Object.entries(message.reactions ?? {}).map(([reaction, who]) => (
                <span title={who.join(", ")}>
                  {who.length > 0 ? `${reaction} ${who.length}` : null}
                </span>
              ))}
              <cf-button onClick={() => react({ messages, name }).send({ at, reaction: "👍" })}>
                👍
              </cf-button>
            </li>
          ))}
        </ul>
        {summary.pending ? <cf-loader /> : summary.result ?? <em>no summary</em>}
        <cf-checkbox $checked={muted}>no answers</cf-checkbox>
        <cf-message-input
          placeholder={`Say something, ${name.get()}`}
          oncf-send={say({ messages, muted, count: sent })}
        />
      </cf-screen>
    ),
    turns,
    last,
    summary: summary.result ?? "none",
    say: say({ messages, muted, count: sent }),
    react: react({ messages, name }),
  };
});
