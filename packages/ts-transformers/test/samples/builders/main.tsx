import * as cf from "commonfabric";
import { handler as on, lift, NAME, pattern, UI, str } from "commonfabric";
import { pattern as viaBarrel } from "./barrel.ts";
const schema = { type: "object" } as const;
const makeSchema = () => ({ type: "object" });
const double = (input: { n: number }) => input.n * 2;
const add = on(schema, { type: "object" }, (event, state) => { state.items.push(event); });
const doubled = lift(double, makeSchema(), { type: "number" });
const one = cf.lift(() => 1, false, { type: "number", tags: [NAME] });
const keyed = lift(() => 1, { type: "object", properties: { [UI]: schema } }, true);
const barrel = viaBarrel((input) => ({ input }), schema);
const exportedLater = (pattern((input) => ({ input }), schema) as typeof barrel)!;
export const Row = pattern((input) => ({ [UI]: <li>{input.key("element")}</li> }), schema, schema);
export { exportedLater as Later };
export default pattern(({ items }) => ({
  [NAME]: str`${one()}`,
  [UI]: <>{items.mapWithPattern(Row, {})}<Row element={doubled({ n: 1 })} /></>,
  add: add({ items }),
  self: keyed({}), barrel: barrel({ input: 1 }),
}), schema, schema);
const Alias = Row;
const chosen = Math.PI > 3 ? pattern(() => ({ a: 1 }), schema) : pattern(() => ({ a: 2 }), schema);
export const uses = () => [Alias, chosen].length;
