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

/** A view whose streams and bound cells are only in the rendered tree. */
export const VIEW = `import { handler, ifElse, lift, pattern, UI, Writable } from "commonfabric";

const S = true;
const VNODE = { $ref: "https://commonfabric.org/schemas/vnode.json" };
const text = { type: "string" };
const item = {
  type: "object",
  properties: { title: text, done: { type: "boolean", default: false } },
  required: ["title", "done"],
};
const items = { type: "array", items: item };

const add = handler(
  { type: "object", properties: { type: text } },
  {
    type: "object",
    properties: { items: { ...items, asCell: ["writeonly"] }, draft: { ...text, asCell: ["cell"] } },
    required: ["items", "draft"],
  },
  (_event, { items, draft }) => {
    items.push({ title: draft.get(), done: false });
    draft.set("");
  },
);

const footer = lift(
  ({ items, draft }) => (
    <footer>
      {items.length} items
      <cf-textarea $value={draft} />
    </footer>
  ),
  {
    type: "object",
    properties: { items: { type: "array", items: { type: "unknown" } }, draft: { ...text, asCell: ["cell"] } },
    required: ["items", "draft"],
  },
  VNODE,
);

const row = pattern(
  (input) => <li><cf-checkbox $checked={input.key("element", "done")} />{input.key("element", "title")}</li>,
  { type: "object", properties: { element: item }, required: ["element"] },
  VNODE,
);

export default pattern(
  (input) => {
    const items = input.key("items");
    const draft = new Writable("", text).for("draft", true);
    return {
      [UI]: (
        <div>
          <cf-input $value={draft} />
          <cf-button onClick={add({ items, draft })}>Add</cf-button>
          {ifElse(S, S, S, S, items.key("0"), <ul>{items.mapWithPattern(row, {})}</ul>, "nothing")}
          {footer({ items, draft })}
        </div>
      ),
      items,
    };
  },
  { type: "object", properties: { items: { ...items, default: [] } }, required: ["items"] },
  { type: "object", properties: { $UI: VNODE, items }, required: ["items"] },
);
`;
