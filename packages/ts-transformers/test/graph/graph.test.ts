/** The judges of emitted trees, on bodies written by hand: right ones pass, each fault is named. */
import assert from "node:assert/strict";
import { graphBreaches } from "./assertions.ts";
import { readEmitted } from "./emitted.ts";
import { rawUses } from "./raw-uses.ts";

const RIGHT = `const commonfabric_1 = require("commonfabric");
const __cfLift_1 = __cfHelpers.lift(({ a }) => a + 1, { type: "object", properties: { a: { type: "number" } } }, { type: "number" });
const __cfHandler_1 = __cfHelpers.handler(false, { type: "object", properties: { sel: { type: "string", asCell: ["writeonly"] } } }, (_, { sel }) => sel.set("x"));
const __cfPattern_1 = __cfHelpers.pattern((__cf_pattern_input) => {
  const sel = __cf_pattern_input.key("params", "sel");
  return __cfHelpers.h("li", { onClick: __cfHandler_1({ sel: sel }) });
}, { type: "object", properties: { element: true, params: { type: "object", properties: { sel: { type: "string", asCell: ["writeonly"] } } } } }, true);
exports.default = (0, commonfabric_1.pattern)((__cf_pattern_input) => {
  const a = __cf_pattern_input.key("a");
  const sel = new commonfabric_1.Writable("", { type: "string" });
  const plain = ["x"].map((s) => __cfHelpers.h("b", null, s + "!"));
  const text = commonfabric_1.str \`n \${a}\`;
  return { next: __cfLift_1({ a: a }).for("next", true), list: __cf_pattern_input.key("list").mapWithPattern(__cfPattern_1, { sel: sel }), plain, text };
}, true, true);
__cfReg({ __cfLift_1, __cfHandler_1, __cfPattern_1 });
`;

Deno.test("a right emitted body has no raw use and no breach of the graph", () => {
  const body = readEmitted(RIGHT);
  assert.deepEqual([...body.builders.keys()], [
    "__cfLift_1",
    "__cfHandler_1",
    "__cfPattern_1",
    "default",
  ]);
  assert.deepEqual(rawUses(body), []);
  assert.deepEqual(graphBreaches(body), []);
});

const RAW: readonly (readonly [string, string])[] = [
  ["an operator", "a + 1"],
  ["a negation", "!a"],
  ["a conditional", `a ? 1 : 2`],
  ["a template", "`${a}`"],
  ["a member", "a.length"],
  ["an element", "a[0]"],
  ["a key", `["x"][a]`],
  ["a call", "Math.max(a)"],
  ["a spread", "[...a]"],
  ["a spread of members", "({ ...a })"],
  ["typeof", "typeof a"],
  ["a member of an applied lift", "__cfLift_1({ a: a }).x"],
];

for (const [name, expression] of RAW) {
  Deno.test(`a raw use is seen: ${name}`, () => {
    const body = readEmitted(RIGHT.replace(`next: __cfLift_1({ a: a })`, `next: (${expression})`));
    assert.notDeepEqual(rawUses(body), []);
  });
}

const BREACHES: readonly (readonly [string, string, string])[] = [
  ["an input that is not mentioned", "a + 1", "1"],
  ["an input that is not given", "__cfLift_1({ a: a })", "__cfLift_1({})"],
  ["an input too many", "__cfLift_1({ a: a })", "__cfLift_1({ a: a, b: a })"],
  [
    "a written cell that is read-only",
    `{ sel: { type: "string", asCell: ["writeonly"] } } }, (_`,
    `{ sel: { type: "string", asCell: ["readonly"] } } }, (_`,
  ],
  [
    "a cell that is read-only above a write",
    `asCell: ["writeonly"] } } } } }, true`,
    `asCell: ["readonly"] } } } } }, true`,
  ],
  ["a hoist that is not registered", "__cfHandler_1, __cfPattern_1 })", "__cfPattern_1 })"],
  [
    "a hoist that is registered twice",
    "__cfReg({ __cfLift_1,",
    "__cfReg({ __cfLift_1, __cfLift_1,",
  ],
];

for (const [name, right, wrong] of BREACHES) {
  Deno.test(`a breach is named: ${name}`, () => {
    assert.ok(RIGHT.includes(right), right);
    assert.equal(graphBreaches(readEmitted(RIGHT.replace(right, wrong))).length, 1);
  });
}

Deno.test("a body without builders registers nothing", () => {
  assert.deepEqual(graphBreaches(readEmitted("exports.a = 1;\n__cfReg({});\n")), [
    "nothing is to register",
  ]);
});
