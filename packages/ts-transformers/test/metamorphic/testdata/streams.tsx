import { action, computed, NAME, pattern, Stream, UI, Writable } from "commonfabric";
interface Input {
  out: Stream<{ text: string; n: number }>;
  texts: string[];
  n: Writable<number>;
}
export default pattern<Input>(({ out, texts, n }) => {
  const echo = action<{ text?: string }>((event) => {
    n.set(n.get() + 1);
    out.send({ text: event?.text ?? "none", n: n.get() });
  });
  const twice = action(() => {
    echo.send({ text: "a" });
    echo.send({ text: "b" });
  });
  return {
    [NAME]: "streams",
    [UI]: (
      <div>
        <cf-button onClick={echo}>{n}</cf-button>
        <cf-button onClick={twice}>twice</cf-button>
        {texts.map((text) => (
          <cf-button onClick={() => out.send({ text, n: n.get() })}>{text}</cf-button>
        ))}
        {computed(() => texts.length + n.get())}
      </div>
    ),
    echo,
  };
});
