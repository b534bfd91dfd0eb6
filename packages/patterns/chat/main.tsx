/** A chat: messages with reactions, rows that compute, an inline send beside a stream. */
import {
  action,
  Cell,
  computed,
  type Default,
  derive,
  handler,
  lift,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";

interface Message {
  author: string;
  text: string;
  at: number;
  reactions: { emoji: string; by: string[] }[];
}
interface User {
  name: string;
  color: string | Default<"grey">;
}
interface Input {
  messages: Writable<Message[] | Default<[]>>;
  users: Writable<User[] | Default<[{ name: "Ann"; color: "red" }]>>;
  me: string | Default<"Ann">;
}
interface Output {
  [NAME]: string;
  [UI]: VNode;
  messages: Message[];
  users: User[];
  byUser: Record<string, number>;
  latest: Message | null;
  send: Stream<{ text: string }>;
  addUser: Stream<{ name: string }>;
  matrix: number[][];
  flat: string[];
}

const send = handler<{ text: string }, { messages: Writable<Message[]>; me: string }>(
  async ({ text }, { messages, me }) => {
    await Promise.resolve();
    messages.push({ author: me, text, at: Date.now() > 0 ? 1 : 0, reactions: [] });
  },
);

const react = handler<unknown, { message: Writable<Message>; emoji: string; me: string }>(
  (_, { message, emoji, me }) => {
    const existing = message.get().reactions.findIndex((r) => r.emoji === emoji);
    if (existing < 0) {
      message.key("reactions").push({ emoji, by: [me] });
      return;
    }
    const r = message.key("reactions").key(existing);
    const by = r.get().by;
    r.key("by").set(by.includes(me) ? by.filter((b) => b !== me) : [...by, me]);
  },
);

function initials(name: string): string {
  return name.slice(0, 1).toUpperCase();
}
const sizes = lift(({ rows, n }: { rows: string[]; n: number }) => rows.map((r) => [r.length, n]));

export default pattern<Input, Output>(({ messages, users, me }) => {
  const draft = new Cell("");
  const open = new Writable<boolean>(false);
  const byUser = computed(() => {
    const out: Record<string, number> = {};
    for (const m of messages.get()) out[m.author] = (out[m.author] ?? 0) + 1;
    return out;
  });
  const latest = computed(() => messages.get().at(-1) ?? null);
  const authors = computed(() => [...new Set(messages.get().map((m) => m.author))]);
  const matrix = sizes({ rows: authors, n: 2 });
  const header = derive(latest, (l) => l ? `${l.author}: ${l.text}` : "nothing");
  const flat = messages.flatMap((m) => [m.author, m.text]);
  return {
    [NAME]: header,
    [UI]: (
      <div>
        <h2>{header}</h2>
        {messages.map((message) => {
          const mine = computed(() => message.author === me);
          const user = computed(() => users.get().find((u) => u.name === message.author));
          return (
            <div class={mine ? "mine" : "theirs"} style={`color: ${user?.color ?? "black"}`}>
              <b>{initials(message.author)}</b> {message.text}
              {["+", "-"].map((emoji) => (
                <button onClick={react({ message, emoji, me })}>{emoji}</button>
              ))}
              {message.reactions.map((r) => <i>{r.emoji}{r.by.length}</i>)}
            </div>
          );
        })}
        <cf-input $value={draft} />
        <button
          disabled={computed(() => draft.get().trim() === "")}
          onClick={() => {
            messages.push({ author: me, text: draft.get(), at: 0, reactions: [] });
            draft.set("");
          }}
        >
          Send
        </button>
        <button onClick={() => open.set(!open.get())}>toggle</button>
        {open.get() && <ul>{users.map((u) => <li>{u.name} {byUser[u.name] ?? 0}</li>)}</ul>}
        <p>{messages.get().length > 0 ? latest?.text : "no messages"}</p>
        <cf-select $value={draft} items={users.map((u) => ({ label: u.name, value: u.name }))} />
      </div>
    ),
    messages,
    users,
    byUser,
    latest,
    matrix,
    flat,
    send: send({ messages, me }),
    addUser: action<{ name: string }>(({ name }) => {
      users.push({ name, color: "grey" });
    }),
  };
});
