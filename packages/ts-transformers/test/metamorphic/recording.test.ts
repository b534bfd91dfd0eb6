/** The harness itself, on emitted modules written by hand: it accepts right ones and sees faults. */
import assert from "node:assert/strict";
import { compileBatch } from "./compile-batch.ts";
import { compareMeanings } from "./compare.ts";

const AUTHORED = `import { computed, handler, NAME, pattern, UI, Writable } from "commonfabric";
interface Item { title: string; done: boolean; price: number }
interface Input { items: Item[]; rate: number; picked: Writable<string>; note?: string }
const add = handler<{ amount: number }, { total: Writable<number>; by: number }>((e, s) => {
  s.total.set(s.total.get() + e.amount * s.by);
});
export default pattern<Input>(({ items, rate, picked, note }) => {
  const total = new Writable(1);
  const open = computed(() => items.filter((i) => !i.done).length);
  return {
    [NAME]: "list",
    [UI]: (
      <div>
        <h1 title={note}>{open > 1 ? "many" : note ?? "none"}</h1>
        {items.map((i, n) => (
          <li key={n} onClick={() => picked.set(i.title)}>{i.price * rate}{i.done && <b>x</b>}</li>
        ))}
        <cf-button onClick={add({ total, by: rate })}>{total.get() + 1}</cf-button>
      </div>
    ),
    open,
  };
});
`;

const EMITTED = `Object.defineProperty(exports, "__esModule", { value: true });
const commonfabric_1 = require("commonfabric");
const add = (0, commonfabric_1.handler)({ type: "object", properties: { amount: { type: "number" } }, required: ["amount"] },
  { type: "object", properties: { total: { type: "number", asCell: ["cell"] }, by: { type: "number" } }, required: ["total", "by"] },
  (e, s) => { s.total.set(s.total.get() + e.amount * s.by); });
const ITEM = { type: "object", properties: { title: { type: "string" }, done: { type: "boolean" }, price: { type: "number" } }, required: ["title", "done", "price"] };
const __cfLift_1 = __cfHelpers.lift(({ items }) => items.filter((i) => !i.done).length,
  { type: "object", properties: { items: { type: "array", items: { type: "object", properties: { done: { type: "boolean" } }, required: ["done"] } } }, required: ["items"] }, { type: "number" });
const __cfLift_2 = __cfHelpers.lift(({ open }) => open > 1, { type: "object", properties: { open: { type: "number" } }, required: ["open"] }, { type: "boolean" });
const __cfLift_3 = __cfHelpers.lift(({ note }) => note ?? "none", { type: "object", properties: { note: { type: "string" } } }, { type: "string" });
const __cfHandler_1 = __cfHelpers.handler(false,
  { type: "object", properties: { picked: { type: "string", asCell: ["writeonly"] }, i: { type: "object", properties: { title: { type: "string" } }, required: ["title"] } }, required: ["picked", "i"] },
  (_, { picked, i }) => picked.set(i.title));
const __cfLift_4 = __cfHelpers.lift(({ i, rate }) => i.price * rate,
  { type: "object", properties: { i: { type: "object", properties: { price: { type: "number" } }, required: ["price"] }, rate: { type: "number" } }, required: ["i", "rate"] }, { type: "number" });
const __cfPattern_1 = __cfHelpers.pattern((__cf_pattern_input) => {
  const i = __cf_pattern_input.key("element");
  const n = __cf_pattern_input.key("index");
  const picked = __cf_pattern_input.key("params", "picked");
  const rate = __cf_pattern_input.key("params", "rate");
  return __cfHelpers.h("li", { key: n, onClick: __cfHandler_1({ picked: picked, i: { title: i.key("title") } }) },
    __cfLift_4({ i: { price: i.key("price") }, rate: rate }),
    __cfHelpers.when(true, true, true, i.key("done"), __cfHelpers.h("b", null, "x")));
}, { type: "object", properties: { element: ITEM, index: { type: "number" }, params: { type: "object", properties: { picked: { type: "string", asCell: ["writeonly"] }, rate: { type: "number" } }, required: ["picked", "rate"] } }, required: ["element", "params"] }, true);
const __cfLift_5 = __cfHelpers.lift(({ total }) => total.get() + 1, { type: "object", properties: { total: { type: "number", asCell: ["readonly"] } }, required: ["total"] }, { type: "number" });
exports.default = (0, commonfabric_1.pattern)((__cf_pattern_input) => {
  const items = __cf_pattern_input.key("items");
  const rate = __cf_pattern_input.key("rate");
  const picked = __cf_pattern_input.key("picked");
  const note = __cf_pattern_input.key("note");
  const total = new commonfabric_1.Writable(1, { type: "number" }).for("total", true);
  const open = __cfLift_1({ items: items }).for("open", true);
  return {
    [commonfabric_1.NAME]: "list",
    [commonfabric_1.UI]: __cfHelpers.h("div", null,
      __cfHelpers.h("h1", { title: note }, __cfHelpers.ifElse(true, true, true, true, __cfLift_2({ open: open }), "many", __cfLift_3({ note: note }))),
      items.mapWithPattern(__cfPattern_1, { picked: picked, rate: rate }),
      __cfHelpers.h("cf-button", { onClick: add({ total: total, by: rate }) }, __cfLift_5({ total: total }))),
    open,
  };
}, { type: "object", properties: { items: { type: "array", items: ITEM }, rate: { type: "number" }, picked: { type: "string", asCell: ["cell"] }, note: { type: "string" } }, required: ["items", "rate", "picked"] }, true);
__cfReg({ __cfLift_1, __cfLift_2, __cfLift_3, __cfHandler_1, __cfLift_4, __cfPattern_1, __cfLift_5, add });
`;

const NUMBERS = Array.from({ length: 200 }, (_, index) => (index * 7919) % 104729);

/** Compares the authored program with `body`. */
function compareWith(body: string) {
  const module = compileBatch({ "/main.tsx": AUTHORED }).get("/main.tsx")!;
  return compareMeanings(new Map([["/main.tsx", { ...module, body }]]), "/main.tsx", NUMBERS);
}

Deno.test("a right emitted module renders and reacts as its authored text", () => {
  const { events, changes, liftRuns } = compareWith(EMITTED);
  assert.ok(events > 8 && changes > 6 && liftRuns > 10, `${events} ${changes} ${liftRuns}`);
});

const FAULTS: readonly (readonly [string, string, string])[] = [
  [
    "a property that the schema of a lift forgot",
    `properties: { price: { type: "number" } }, required: ["price"]`,
    `properties: {}`,
  ],
  [
    "a handle that is too narrow for a write",
    `asCell: ["cell"] }, by`,
    `asCell: ["readonly"] }, by`,
  ],
  [
    "a capability that is wider below a boundary",
    `picked: { type: "string", asCell: ["writeonly"] }, rate: {`,
    `picked: { type: "string", asCell: ["readonly"] }, rate: {`,
  ],
  [
    "branches in the wrong order",
    `"many", __cfLift_3({ note: note })`,
    `__cfLift_3({ note: note }), "many"`,
  ],
  [
    "a missing input of a lift",
    `__cfLift_4({ i: { price: i.key("price") }, rate: rate })`,
    `__cfLift_4({ i: { price: i.key("price") } })`,
  ],
  ["an operator over a reference", `__cfLift_2({ open: open }),`, `open > 1,`],
  ["a result that is not reactive", `title: note`, `title: "a"`],
  [
    "a parameter that the list schema does not declare",
    `, rate: { type: "number" } }, required: ["picked", "rate"] }`,
    ` }, required: ["picked"] }`,
  ],
];

for (const [name, right, wrong] of FAULTS) {
  Deno.test(`the comparison sees ${name}`, () => {
    assert.ok(EMITTED.includes(right), right);
    assert.throws(() => compareWith(EMITTED.replace(right, wrong)));
  });
}
