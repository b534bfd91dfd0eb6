import { action, computed, handler, NAME, pattern, UI, Writable } from "commonfabric";
const bump = handler<unknown, { n: Writable<number>; by: number }>((_, { n, by }) =>
  n.set(n.get() + by)
);
interface Input {
  on: boolean;
  steps: number[];
  n: Writable<number>;
}
export default pattern<Input>(({ on, steps, n }) => {
  const reset = action(() => n.set(0));
  const actions = { up: bump({ n, by: 1 }), down: bump({ n, by: -1 }) };
  return {
    [NAME]: "n",
    [UI]: (
      <div>
        <cf-button onClick={on ? actions.up : actions.down}>{n.get()}</cf-button>
        <cf-button onClick={on ? () => n.set(7) : reset}>either</cf-button>
        {steps.map((by) => <cf-button onClick={bump({ n, by: by + 1 })}>{by}</cf-button>)}
        {steps.map((by, at) => (
          <cf-button
            onClick={() => {
              if (by > at) n.set(by);
              else n.set(at + n.get());
            }}
          >
            {by * at}
          </cf-button>
        ))}
        {on && (
          <cf-button onClick={(event) => n.set((event.target?.value ?? "").length)}>
            length
          </cf-button>
        )}
      </div>
    ),
    reset,
    computedUp: computed(() => n.get() > 3 ? "high" : "low"),
  };
});
