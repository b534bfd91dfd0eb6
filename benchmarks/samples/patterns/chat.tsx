import {
  action,
  computed,
  Default,
  generateText,
  handler,
  lift,
  NAME,
  pattern,
  Stream,
  UI,
  type VNode,
  wish,
  Writable,
} from "commonfabric";

/** A message as it was sent. */
interface Message {
  author: string;
  text: string;
  at: number;
  reactions: Reaction[] | Default<[]>;
  replyTo?: string;
}

interface Reaction {
  emoji: string;
  by: string;
}

interface Profile {
  name: string;
  avatar?: string;
}

interface Input {
  topic: string | Default<"General">;
  messages: Writable<Message[] | Default<[]>>;
  muted: string[] | Default<[]>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  messages: Message[];
  unread: number;
  send: Stream<{ text: string }>;
}

interface Day {
  label: string;
  messages: Message[];
}

const EMOJIS = ["+1", "heart", "laugh"];

const DAY = 86_400_000;

/** Messages of people who are not muted, by day. */
const byDay = lift(
  (input: { messages: Message[]; muted: string[] }): Day[] => {
    const days = new Map<number, Message[]>();
    for (const message of input.messages) {
      if (input.muted.includes(message.author)) continue;
      const day = Math.floor(message.at / DAY);
      days.set(day, [...(days.get(day) ?? []), message]);
    }
    return [...days].map(([day, messages]) => ({
      label: new Date(day * DAY).toISOString().slice(0, 10),
      messages,
    }));
  },
);

const authorsOf = lift((messages: Message[]): string[] =>
  [...new Set(messages.map((message) => message.author))].toSorted()
);

const sendMessage = handler<
  { text: string },
  { messages: Writable<Message[]>; author: string }
>(({ text }, { messages, author }) => {
  if (text.trim() === "") return;
  messages.push({
    author,
    text: text.trim(),
    at: Date.now(),
    reactions: [],
  });
});

const react = handler<
  unknown,
  { message: Writable<Message>; emoji: string; by: string }
>((_event, { message, emoji, by }) => {
  const reactions = message.key("reactions");
  const given = reactions.get() ?? [];
  const mine = given.findIndex((r) => r.emoji === emoji && r.by === by);
  reactions.set(
    mine >= 0 ? given.filter((_, index) => index !== mine) : [...given, { emoji, by }],
  );
});

const initials = (name: string): string =>
  name.split(" ").map((part) => part.slice(0, 1).toUpperCase()).join("");

export default pattern<Input, Output>(({ topic, messages, muted }) => {
  const profile = wish<Profile>({ query: "#profile" });
  const me = computed(() => profile.result?.name ?? "anonymous");
  const draft = new Writable("");
  const lastRead = new Writable(0);
  const showSummary = new Writable(false);

  const days = byDay({ messages, muted });
  const authors = authorsOf(messages);
  const unread = computed(() => Math.max(0, messages.get().length - lastRead.get()));

  const summary = generateText({
    prompt: computed(() =>
      showSummary.get() ? messages.get().map((m) => `${m.author}: ${m.text}`).join("\n") : ""
    ),
    system: "Summarise this conversation in two sentences.",
  });

  const submit = action(() => {
    const text = draft.get().trim();
    if (text === "") return;
    messages.push({
      author: me,
      text,
      at: Date.now(),
      reactions: [],
    });
    draft.set("");
  });

  return {
    [NAME]: computed(() => unread > 0 ? `${topic} (${unread})` : topic),
    [UI]: (
      <cf-screen>
        <cf-hstack justify="between" padding="2">
          <cf-heading level={4}>{topic}</cf-heading>
          <cf-hstack gap="1">
            {authors.map((author) => <cf-avatar name={author} size="small" />)}
          </cf-hstack>
          <cf-toggle $pressed={showSummary}>Summary</cf-toggle>
        </cf-hstack>

        {showSummary && (
          <cf-alert status="info">
            {summary.pending
              ? <cf-loader size="small" show-elapsed />
              : summary.error
              ? "No summary is available."
              : summary.result}
          </cf-alert>
        )}

        <cf-vscroll flex snapToBottom fadeEdges>
          {days.map((day) => (
            <section>
              <cf-separator />
              <cf-text tone="muted">{day.label}</cf-text>
              {day.messages.map((message) => (
                <cf-hstack gap="2" align="start">
                  <cf-avatar name={initials(message.author)} />
                  <cf-vstack gap="1">
                    <cf-text variant="strong">
                      {message.author}
                      {message.author === me ? " (you)" : ""}
                    </cf-text>
                    {message.replyTo && <blockquote>{message.replyTo}</blockquote>}
                    <cf-markdown content={message.text} compact />
                    <cf-hstack gap="1">
                      {EMOJIS.map((emoji) => (
                        <cf-button
                          size="small"
                          variant="ghost"
                          onClick={react({ message, emoji, by: me })}
                        >
                          {emoji}
                        </cf-button>
                      ))}
                      {message.reactions.map((reaction) => (
                        <cf-badge>
                          {reaction.emoji} {reaction.by}
                        </cf-badge>
                      ))}
                    </cf-hstack>
                  </cf-vstack>
                </cf-hstack>
              ))}
            </section>
          ))}
        </cf-vscroll>

        <cf-hstack gap="2" padding="2">
          <cf-textarea
            $value={draft}
            rows={2}
            placeholder={`Message ${topic}`}
          />
          <cf-button
            disabled={computed(() => draft.get().trim() === "")}
            onClick={submit}
          >
            Send
          </cf-button>
          {unread > 0 && (
            <cf-button onClick={() => lastRead.set(messages.get().length)}>
              Mark {unread} read
            </cf-button>
          )}
        </cf-hstack>
      </cf-screen>
    ),
    messages,
    unread,
    send: sendMessage({ messages, author: me }),
  };
});
