import { handler, lift, pattern, UI } from "commonfabric";
const S = { type: "object" } as const;
const offset = 3;
const make = (kind: string) => ({ type: kind }), made = make("object"),
  early = pattern((input) => ({ a: lift(() => 1, made, S)({}), input }), make(made.type));
export const first = 1, second = pattern((input) => ({ input, s: handler(false, made, () => {})({}) }), make(`${first}`));
const used = pattern((input) => {
  const total = lift((x: { a: number }) => x.a + offset, S, { type: "number" })({ a: input.key("a") });
  const clear = handler(false, S, (_, state) => state.a.set(0)).with({ a: input.key("a") });
  return {
    total,
    clear,
    rows: input.key("rows").mapWithPattern(
      pattern((row) => ({ [UI]: <b>{lift(() => Math.max(1, 2), false, S)()}</b>, row: row.key("element") }), S),
      {},
    ),
    Child: pattern((child) => ({ child }), S)({ a: 1 }),
  };
}, S);
export default used;
