/** A counter with a step, a bounded history and an undo. */
import {
  action,
  type Default,
  handler,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import { describe, remember } from "./history.ts";

interface Input {
  value: Writable<number | Default<0>>;
  history: Writable<number[] | Default<[]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  value: number;
  history: number[];
  size: string;
  add: Stream<{ by?: number }>;
  undo: Stream<void>;
}

const add = handler<{ by?: number }, { value: Writable<number>; history: Writable<number[]> }>(
  ({ by = 1 }, { value, history }) => {
    const before = value.get();
    history.set(remember(history.get(), before));
    value.set(before + by);
  },
);

export default pattern<Input, Output>(({ value, history }) => {
  const undo = action(() => {
    const [last, ...older] = history.get();
    if (last === undefined) return;
    value.set(last);
    history.set(older);
  });
  const size = describe(value.get());

  return {
    [NAME]: `Counter: ${value.get()}`,
    [UI]: (
      <cf-vstack gap="2">
        <h1>{value}</h1>
        <p>a {size} number</p>
        <cf-hstack gap="1">
          <cf-button onClick={add({ value, history })}>Add one</cf-button>
          <cf-button onClick={() => value.set(value.get() * 2)}>Double</cf-button>
          <cf-button disabled={history.get().length === 0} onClick={undo}>Undo</cf-button>
        </cf-hstack>
      </cf-vstack>
    ),
    value,
    history,
    size,
    add: add({ value, history }),
    undo,
  };
});
