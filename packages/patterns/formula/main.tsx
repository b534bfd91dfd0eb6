/** A formula and its value. The parser is two modules that import each other. */
import { handler, lift, NAME, pattern, str, UI, type Writable } from "commonfabric";
import { parseSum } from "./sum.ts";
import { tokens } from "./tokens.ts";

interface Answer {
  value: number | null;
  problem: string;
}

function evaluate(formula: string): Answer {
  try {
    const input = tokens(formula);
    const { value, next } = parseSum(input, 0);
    if (next < input.length) return { value: null, problem: `"${input[next]!.text}" is too much.` };
    return { value, problem: "" };
  } catch (error) {
    return { value: null, problem: (error as Error).message };
  }
}

const answer = lift(
  (formula: string) => evaluate(formula),
  { type: "string" },
  {
    type: "object",
    properties: {
      value: { anyOf: [{ type: "number" }, { type: "null" }] },
      problem: { type: "string" },
    },
    required: ["value", "problem"],
  },
);

const enter = handler(
  { type: "object", properties: { formula: { type: "string" } }, required: ["formula"] },
  {
    type: "object",
    properties: { formula: { type: "string", asCell: ["cell"] } },
    required: ["formula"],
  },
  (event: { formula: string }, { formula }: { formula: Writable<string> }) => {
    formula.set(event.formula);
  },
);

export default pattern(
  (input) => {
    const formula = input.key("formula");
    const result = answer(formula);
    return {
      [NAME]: str`${formula} = ${result.key("value")}`,
      [UI]: <output>{result.key("value")}</output>,
      formula,
      value: result.key("value"),
      problem: result.key("problem"),
      enter: enter({ formula }),
    };
  },
  {
    type: "object",
    properties: { formula: { type: "string", default: "1 + 2 * 3" } },
    required: ["formula"],
  },
  {
    type: "object",
    properties: {
      $NAME: { type: "string" },
      $UI: { $ref: "https://commonfabric.org/schemas/vnode.json" },
      formula: { type: "string" },
      value: { anyOf: [{ type: "number" }, { type: "null" }] },
      problem: { type: "string" },
      enter: { asCell: ["stream"] },
    },
    required: ["formula", "value", "problem", "enter"],
  },
);
