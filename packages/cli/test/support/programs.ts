/** Small programs in explicit form that the tests run. */

/** A leaf, a module in between, and an entry with a counter: one stream, one computation. */
export const COUNTER: Readonly<Record<string, string>> = {
  "counter/leaf.ts": `export const STEP = 1;\n`,
  "counter/mid.ts": `import { STEP } from "./leaf.ts";
export function twice(value: number): number {
  return value * 2 * STEP;
}
`,
  "counter/main.tsx": `import { handler, lift, pattern, type Writable } from "commonfabric";
import { twice } from "./mid.ts";

const state = {
  type: "object",
  properties: { value: { type: "number", asCell: ["cell"] } },
  required: ["value"],
};

const add = handler(
  {
    type: "object",
    properties: { by: { type: "number" } },
    required: ["by"],
    additionalProperties: false,
  },
  state,
  (event: { by: number }, { value }: { value: Writable<number> }) => {
    if (event.by > 100) {
      throw new TypeError("too much");
    }
    console.log("adding", event.by);
    value.set((value.get() ?? 0) + event.by);
  },
);

const double = lift((value: number) => {
  if (value === 13) throw new RangeError("unlucky");
  return twice(value);
}, { type: "number" }, { type: "number" });

export default pattern(
  (input) => {
    const value = input.key("value");
    return { value, double: double(value), add: add({ value }) };
  },
  {
    type: "object",
    properties: { value: { type: "number", default: 0 } },
    required: ["value"],
  },
  {
    type: "object",
    properties: {
      value: { type: "number" },
      double: { type: "number" },
      add: { asCell: ["stream"] },
    },
    required: ["value", "double", "add"],
  },
);
`,
};

/** A pattern without state whose only member is \`title\`. */
export const GREETING = `import { pattern } from "commonfabric";

export default pattern(
  (input) => ({ title: input.key("title") }),
  { type: "object", properties: { title: { type: "string", default: "hello" } } },
  { type: "object", properties: { title: { type: "string" } } },
);
`;
