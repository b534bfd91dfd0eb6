import { action, computed, handler, lift, NAME, pattern, UI, Writable } from "commonfabric";
interface Option {
  label: string;
  votes: string[];
}
interface Input {
  question: string;
  options: Writable<Option[]>;
  me: string;
  closed: boolean;
}
const vote = handler<unknown, { options: Writable<Option[]>; label: string; me: string }>(
  (_, { options, label, me }) => {
    const next = options.get().map((option) => {
      const others = option.votes.filter((name) => name !== me);
      return option.label === label
        ? { ...option, votes: [...others, me] }
        : { ...option, votes: others };
    });
    options.set(next);
  },
);
const percent = lift(({ part, whole }: { part: number; whole: number }) =>
  whole === 0 ? 0 : Math.round(100 * part / whole)
);
export default pattern<Input>(({ question, options, me, closed }) => {
  const total = computed(() => options.get().reduce((sum, option) => sum + option.votes.length, 0));
  const winner = computed(() => {
    let best: Option | undefined;
    for (const option of options.get()) {
      if (best === undefined || option.votes.length > best.votes.length) best = option;
    }
    return best?.label;
  });
  const reset = action(() => options.set(options.get().map(({ label }) => ({ label, votes: [] }))));
  return {
    [NAME]: question || "Poll",
    [UI]: (
      <div>
        {options.map((option) => (
          <li>
            {option.label}: {percent({ part: option.votes.length, whole: total })}%
            {closed ? null : (
              <cf-button onClick={vote({ options, label: option.label, me })}>
                {option.votes.includes(me) ? "voted" : "vote"}
              </cf-button>
            )}
          </li>
        ))}
        {closed && winner ? <b>{winner}</b> : <i>{total} votes</i>}
        <cf-button onClick={reset}>reset</cf-button>
      </div>
    ),
    winner,
    total,
  };
});
