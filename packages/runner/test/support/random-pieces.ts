/**
 * Random programs over one argument, and random edits of it. Programs have computations, branches,
 * lists of values and of records, children, and code that makes instances and lists.
 */
import fc from "fast-check";
import { BOOLEAN, handle, list, NUMBER, record, STRING } from "./natural.ts";
import { type Any, FakeSource, H } from "./test-runtime.ts";

const KINDS = [
  "add",
  "half",
  "choose",
  "text",
  "tagged",
  "either",
  "child",
  "made",
  "mapped",
] as const;

/** One computation; sources are inputs and earlier computations, by number. */
interface Step {
  readonly kind: typeof KINDS[number];
  readonly from: readonly [number, number, number];
}

export interface RandomPiece {
  readonly steps: readonly Step[];
}

/** Everything is by place, so that an edit fits whatever was done before it. */
export type Change =
  | { readonly kind: "set" | "setMark"; readonly field: number; readonly value: number }
  | { readonly kind: "push" | "pushRecord" | "noise" | "setDeep"; readonly value: number }
  | { readonly kind: "remove"; readonly field: number }
  | { readonly kind: "drop" | "dropRecord" | "reverse" | "clear" | "removeDeep" };

const FIELDS = ["a", "b", "c"] as const;
const DEEP = record({ x: { ...NUMBER, default: 7 } }, []);
const RECORD = record({ n: NUMBER, marks: { ...list(NUMBER), default: [3] } }, ["n"]);

export const source: FakeSource = new FakeSource();

const row = source.add(
  "row",
  H.pattern(
    (input: Any) => ({ d: lifted.twice(input.key("element")) }),
    record({ element: NUMBER }),
  ),
);
const evenRow = source.add(
  "evenRow",
  H.pattern(
    (input: Any) => lifted.isEven(input.key("element")),
    record({ element: NUMBER }),
    BOOLEAN,
  ),
);
const recordRow = source.add(
  "recordRow",
  H.pattern(
    (input: Any) => ({
      at: input.key("index"),
      n: lifted.twice(input.key("element", "n")),
      marks: input.key("element", "marks").mapWithPattern(row, {}),
    }),
    record({ element: RECORD, index: NUMBER }),
  ),
);
const marksOf = source.add(
  "marksOf",
  H.pattern(
    (input: Any) => input.key("element", "marks"),
    record({ element: RECORD }),
    list(NUMBER),
  ),
);
const Child = source.add(
  "child",
  H.pattern((input: Any) => {
    const inner = new H.Writable(5, NUMBER).for("inner", true);
    const both = lifted.add([input.key("x"), inner]);
    return {
      both,
      text: H.str`<${both}>`,
      kept: H.ifElse(lifted.isEven(input.key("x")), both, inner),
    };
  }, record({ x: NUMBER })),
);

const lifted: Any = {
  add: source.add("add", H.lift(([x, y]: Any) => x + y, list(NUMBER), NUMBER)),
  half: source.add("half", H.lift((x: number) => Math.floor(x / 2), NUMBER, NUMBER)),
  isEven: source.add("even", H.lift((x: number) => x % 2 === 0, NUMBER, BOOLEAN)),
  length: source.add("length", H.lift((text: string) => text.length, STRING, NUMBER)),
  tagged: source.add(
    "tagged",
    H.lift((at: Any) => at.x.get() + 1, record({ x: handle("cell", NUMBER) }), NUMBER),
  ),
  twice: source.add("twice", H.lift((x: number) => x * 2, NUMBER, NUMBER)),
  total: source.add(
    "total",
    H.lift(
      (rows: Any[]) => rows.reduce((sum, { d }) => sum + d, 0),
      list(record({ d: NUMBER })),
      NUMBER,
    ),
  ),
  deep: source.add("deep", H.lift(({ x }: Any) => x * 10, DEEP, NUMBER)),
  /** Instances that running code makes: as many as `x` says. */
  made: source.add(
    "made",
    H.lift(
      ({ x, y }: Any) => Array.from({ length: x % 3 }, (_, at) => Child({ x: y + at })),
      record({ x: NUMBER, y: NUMBER }),
    ),
  ),
  /** A list operator that running code applies, where `x` is even. */
  mapped: source.add(
    "mapped",
    H.lift(
      ({ x, xs }: Any) => x % 2 === 0 ? xs.mapWithPattern(row, {}) : [],
      record({ x: NUMBER, xs: handle("cell", list(NUMBER)) }),
    ),
  ),
  bump: source.add(
    "bump",
    H.handler(
      NUMBER,
      record({ a: handle("cell", NUMBER), xs: handle("cell", list(NUMBER)) }),
      (by: number, { a, xs }: Any) => {
        a.increment(by);
        if (by > 3) xs.push(by);
      },
    ),
  ),
};

const ARGUMENT = record({
  ...Object.fromEntries(FIELDS.map((field) => [field, { ...NUMBER, default: 1 }])),
  xs: { ...list(NUMBER), default: [1, 2] },
  records: { ...list(RECORD), default: [] },
  deep: DEEP,
}, []);

let programs = 0;

/** The pattern of `piece`, under a pointer of its own. */
export function patternOf({ steps }: RandomPiece): Any {
  const body = (input: Any) => {
    const values: Any[] = FIELDS.map((field) => input.key(field));
    values.push(lifted.total(input.key("xs").mapWithPattern(row, {})));
    const shown: Record<string, Any> = {};
    for (const [at, { kind, from }] of steps.entries()) {
      const [x, y, z] = from.map((place) => values[place % values.length]);
      const made = makeStep(kind, input, { x, y, z });
      if ("value" in made) values.push(made.value);
      if ("shown" in made) shown[`s${at}`] = made.shown;
    }
    for (const [at, value] of values.entries()) shown[`v${at}`] = value;
    return {
      ...shown,
      deep: lifted.deep(input.key("deep")),
      kept: input.key("xs").filterWithPattern(evenRow, {}),
      rows: input.key("records").mapWithPattern(recordRow, {}),
      marks: input.key("records").flatMapWithPattern(marksOf, {}),
      bump: lifted.bump({ a: input.key("a"), xs: input.key("xs") }),
    };
  };
  return source.add(`random${++programs}`, H.pattern(body, ARGUMENT));
}

function makeStep(
  kind: Step["kind"],
  input: Any,
  { x, y, z }: { readonly x: Any; readonly y: Any; readonly z: Any },
): { readonly value?: Any; readonly shown?: Any } {
  switch (kind) {
    case "add":
      return { value: lifted.add([x, y]) };
    case "half":
      return { value: lifted.half(x) };
    case "choose":
      return { value: H.ifElse(lifted.isEven(x), y, z) };
    case "either":
      return { value: H.unless(lifted.half(x), H.when(y, z)) };
    case "text":
      return { value: lifted.length(H.str`${x}/${y}`) };
    case "tagged":
      return { value: lifted.tagged({ x }) };
    case "child": {
      const child = Child({ x });
      return { value: child.key("both"), shown: child };
    }
    case "made":
      return { shown: lifted.made({ x, y }) };
    case "mapped":
      return { shown: lifted.mapped({ x, xs: input.key("xs") }) };
    default:
      return kind satisfies never;
  }
}

/** Makes `change` to the argument cell of a piece; `makeRecord` gives a cell with a record. */
export function applyChange(
  argument: Any,
  change: Change,
  makeRecord: (value: unknown) => unknown,
): void {
  const raw = (key: string): Any[] => argument.key(key).getRaw() ?? [];
  switch (change.kind) {
    case "set":
      return argument.key(FIELDS[change.field]!).set(change.value);
    case "remove":
      return argument.key(FIELDS[change.field]!).set(undefined);
    case "push":
      return argument.key("xs").push(change.value);
    case "drop":
      return argument.key("xs").set(raw("xs").slice(1));
    case "clear":
      return argument.key("xs").set(undefined);
    case "pushRecord":
      return argument.key("records").push(makeRecord(
        change.value % 2 === 0 ? { n: change.value } : { n: change.value, marks: [change.value] },
      ));
    case "dropRecord":
      return argument.key("records").set(raw("records").slice(1));
    case "reverse":
      return argument.key("records").set(raw("records").toReversed());
    case "setMark": {
      const length = raw("records").length;
      if (length === 0) return;
      return argument.key("records", change.field % length, "marks").set([change.value, 1]);
    }
    case "setDeep":
      return argument.key("deep").set({ x: change.value });
    case "removeDeep":
      return argument.key("deep").set({});
    case "noise":
      return argument.key("noise").set(change.value);
    default:
      return change satisfies never;
  }
}

const number = fc.integer({ min: 0, max: 9 });
const field = fc.nat(FIELDS.length - 1);

export const arbitraryPiece: fc.Arbitrary<RandomPiece> = fc.record({
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      from: fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12)),
    }),
    { maxLength: 6 },
  ),
});

export const arbitraryChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constantFrom("set" as const, "setMark" as const), field, value: number }),
  fc.record({
    kind: fc.constantFrom(
      "push" as const,
      "pushRecord" as const,
      "noise" as const,
      "setDeep" as const,
    ),
    value: number,
  }),
  fc.record({ kind: fc.constant("remove" as const), field }),
  fc.record({
    kind: fc.constantFrom(
      "drop" as const,
      "dropRecord" as const,
      "reverse" as const,
      "clear" as const,
      "removeDeep" as const,
    ),
  }),
);

/** Whether what is computed can stay unwanted for a while. */
export function hasBranches({ steps }: RandomPiece): boolean {
  return steps.some(({ kind }) => ["choose", "either", "child"].includes(kind));
}
