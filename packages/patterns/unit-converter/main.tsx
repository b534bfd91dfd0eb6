/** Converts an amount between units. The units come through a barrel of re-exports. */
import { handler, lift, NAME, pattern, str, UI, type Writable } from "commonfabric";
import { convertUnits, LENGTHS, lengths, MASSES } from "./units/index.ts";

interface Question {
  amount: number;
  from: string;
  to: string;
}

const questionSchema = {
  type: "object",
  properties: {
    amount: { type: "number", default: 1 },
    from: { type: "string", default: "km" },
    to: { type: "string", default: "m" },
  },
  required: ["amount", "from", "to"],
};

const UNITS = [...Object.keys(LENGTHS), ...Object.keys(MASSES)];

function answerTo({ amount, from, to }: Question): string {
  const value = convertUnits(amount, from, to);
  if (value !== undefined) return `${Number(value.toPrecision(6))} ${to}`;
  const unknown = [from, to].find((unit) => !UNITS.includes(unit));
  return unknown === undefined ? `${from} and ${to} do not match` : `${unknown} is no unit`;
}

const answer = lift((question: Question) => answerTo(question), questionSchema, { type: "string" });

const kind = lift(
  (unit: string) => (lengths.isLength(unit) ? "length" : "mass"),
  { type: "string" },
  { type: "string" },
);

const ask = handler(
  questionSchema,
  {
    type: "object",
    properties: { question: { ...questionSchema, asCell: ["cell"] } },
    required: ["question"],
  },
  (event: Question, { question }: { question: Writable<Question> }) => question.set(event),
);

export default pattern(
  (input) => {
    const question = input.key("question");
    const text = answer(question);
    return {
      [NAME]: str`${question.key("amount")} ${question.key("from")} = ${text}`,
      [UI]: <p>{text}</p>,
      question,
      answer: text,
      kind: kind(question.key("from")),
      units: UNITS,
      ask: ask({ question }),
    };
  },
  {
    type: "object",
    properties: { question: { ...questionSchema, default: { amount: 1, from: "km", to: "m" } } },
    required: ["question"],
  },
  {
    type: "object",
    properties: {
      $NAME: { type: "string" },
      $UI: { $ref: "https://commonfabric.org/schemas/vnode.json" },
      question: questionSchema,
      answer: { type: "string" },
      kind: { type: "string" },
      units: { type: "array", items: { type: "string" } },
      ask: { asCell: ["stream"] },
    },
    required: ["question", "answer", "kind", "units", "ask"],
  },
);
