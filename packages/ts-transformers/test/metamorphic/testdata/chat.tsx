import {
  action,
  computed,
  Default,
  generateText,
  handler,
  NAME,
  pattern,
  Stream,
  UI,
  wish,
  Writable,
} from "commonfabric";
interface Message {
  role: "user" | "assistant";
  content: string;
  at?: number;
}
interface Profile {
  name: string;
}
interface Input {
  messages: Writable<Message[] | Default<[]>>;
  system: Default<string, "be brief">;
  title: string | Default<"Chat">;
}
interface Output {
  messages: Message[];
  send: Stream<{ text: string }>;
}
const send = handler<
  { text?: string; target?: { value?: string } },
  { messages: Writable<Message[]> }
>(
  (event, { messages }) => {
    const content = event?.text ?? event?.target?.value ?? "";
    if (!content.trim()) return;
    messages.push({ role: "user", content });
  },
);
export default pattern<Input>(({ messages, system, title }) => {
  const draft = new Writable("");
  const profile = wish<Profile>({ query: "#profile" });
  const last = computed(() =>
    messages.get().findLast((message) => message.role === "user")?.content ?? ""
  );
  const reply = generateText({ prompt: last, system });
  const submit = action(() => {
    const content = draft.get() || "hello";
    messages.push({ role: "user", content });
    draft.set("");
  });
  return {
    [NAME]: computed(() => `${title}: ${messages.get().length}`),
    [UI]: (
      <cf-screen>
        <h1>{title} {profile.result?.name ?? "guest"}</h1>
        {messages.get().map((message, index) => (
          <div class={message.role === "user" ? "mine" : "theirs"} key={index}>
            <b>{message.role}</b>: {message.content}
            {message.at && <i>{message.at}</i>}
          </div>
        ))}
        {reply.pending ? <cf-loader /> : reply.error ? <p>no answer</p> : <p>{reply.result}</p>}
        <cf-input $value={draft} />
        <cf-button onClick={submit} disabled={messages.get().length > 3}>
          Send {draft.get()}
        </cf-button>
        <cf-button onClick={send({ messages })}>Quick</cf-button>
      </cf-screen>
    ),
    messages,
    last,
  };
});
