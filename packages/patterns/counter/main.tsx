/** A counter with a step, a bounded history and an undo. */
import { handler, lift, NAME, pattern, str, UI, type Writable } from "commonfabric";
import { describe, remember } from "./history.ts";

interface CounterState {
  value: Writable<number>;
  history: Writable<number[]>;
}

const stateSchema = {
  type: "object",
  properties: {
    value: { type: "number", default: 0, asCell: ["cell"] },
    history: { type: "array", items: { type: "number" }, default: [], asCell: ["cell"] },
  },
  required: ["value", "history"],
};

const add = handler(
  {
    type: "object",
    properties: { by: { type: "number", default: 1 } },
    required: ["by"],
  },
  stateSchema,
  (event: { by: number } | undefined, { value, history }: CounterState) => {
    const before = value.get() ?? 0;
    history.set(remember(history.get() ?? [], before));
    value.set(before + (event?.by ?? 1));
  },
);

const undo = handler(false, stateSchema, (_event: unknown, { value, history }: CounterState) => {
  const [last, ...older] = history.get() ?? [];
  if (last === undefined) return;
  value.set(last);
  history.set(older);
});

const size = lift((value: number) => describe(value), { type: "number" }, { type: "string" });

export default pattern(
  (input) => {
    const value = input.key("value");
    const history = input.key("history");
    const increment = add({ value, history });
    return {
      [NAME]: str`Counter: ${value}`,
      [UI]: (
        <div>
          <h1>{value}</h1>
          <button type="button" onClick={increment}>Add one</button>
        </div>
      ),
      value,
      history,
      size: size(value),
      add: increment,
      undo: undo({ value, history }),
    };
  },
  {
    type: "object",
    properties: {
      value: { type: "number", default: 0 },
      history: { type: "array", items: { type: "number" }, default: [] },
    },
    required: ["value", "history"],
  },
  {
    type: "object",
    properties: {
      $NAME: { type: "string" },
      $UI: { $ref: "https://commonfabric.org/schemas/vnode.json" },
      value: { type: "number" },
      history: { type: "array", items: { type: "number" } },
      size: { type: "string" },
      add: { asCell: ["stream"] },
      undo: { asCell: ["stream"] },
    },
    required: ["value", "history", "size", "add", "undo"],
  },
);
