/** Whole generated programs: inputs, helpers, children, locals of the body, the result. */
import fc from "fast-check";
import { Tape, tapeArbitrary } from "../tape.ts";
import { Expressions } from "./expressions.ts";
import { DECLARATIONS, type Holding, type Name, Scope, type TypeName } from "./scope.ts";
import { REFUSED_MARK, writeLocal, writeResults } from "./locals.ts";
import { local, Views } from "./views.ts";

export interface Program {
  readonly text: string;
  /** It has a construct without a lowering, so that the transformer has to refuse it. */
  readonly isRefused: boolean;
  /** Drives the inputs and events as well. */
  readonly numbers: readonly number[];
}

interface InputField {
  readonly name: string;
  readonly type: TypeName;
  readonly holding: Holding;
  readonly declared: string;
}

const INPUTS: readonly InputField[] = [
  field("title", "string"),
  field("count", "number"),
  field("flag", "boolean"),
  field("items", "Item[]"),
  field("names", "string[]"),
  field("owner", "Owner"),
  { name: "note", type: "string | undefined", holding: "data", declared: "note?: string" },
  { name: "guest", type: "Owner | undefined", holding: "data", declared: "guest?: Owner" },
  { name: "extra", type: "Item[] | undefined", holding: "data", declared: "extra?: Item[]" },
  field("scores", "Scores"),
  field("sizes", "number[]"),
  field("tally", "number", "cell"),
  field("pick", "string", "cell"),
  field("log", "string[]", "cell"),
  field("on", "boolean", "cell"),
  field("rows", "Item[]", "cell"),
];

const DEFAULTED: readonly InputField[] = [
  { name: "size", type: "number", holding: "data", declared: "size: Default<number, 12>" },
  { name: "mood", type: "string", holding: "data", declared: `mood: string | Default<"calm">` },
  {
    name: "wares",
    type: "Item[]",
    holding: "data",
    declared: "wares: Item[] | Default<[]>",
  },
  {
    name: "step",
    type: "number",
    holding: "cell",
    declared: "step: Writable<number | Default<2>>",
  },
];

function field(name: string, type: TypeName, holding: Holding = "data"): InputField {
  return { name, type, holding, declared: `${name}: ${declaredType(type, holding)}` };
}

function declaredType(type: TypeName, holding: Holding): string {
  return holding === "cell" ? `Writable<${type}>` : type;
}

/** What a program may use of its module scope; only what it mentions is written. */
const HELPERS: ReadonlyMap<string, string> = new Map([
  ["twice", "const twice = (n: number): number => n * 2;"],
  ["shout", `function shout(s: string): string { return s.toUpperCase() + "!"; }`],
  ["area", "const area = lift((x: { w: number; t: string }) => x.w + x.t.length);"],
  [
    "cheap",
    `const cheap = lift(({ list, below }: { list: Item[]; below: number }) =>
  list.filter((i) => i.price < below).map((i) => i.title)
);`,
  ],
  [
    "bump",
    `const bump = handler<{ amount?: number }, { tally: Writable<number>; by: number }>((e, s) => {
  s.tally.set(s.tally.get() + s.by + (e?.amount ?? 0));
});`,
  ],
  [
    "say",
    `const say = handler((_: unknown, { log, text }: { log: Writable<string[]>; text: string }) => {
  log.push(text);
});`,
  ],
]);

const MAX_DEPTH = 5;

/** Programs from lists of numbers; a shorter list gives a simpler program. */
export const programArbitrary: fc.Arbitrary<Program> = tapeArbitrary.map((numbers) => {
  const text = writeProgram(new Tape(numbers));
  return { text, isRefused: text.includes(REFUSED_MARK), numbers };
});

/** The text of one program. */
export function writeProgram(tape: Tape): string {
  const expressions = new Expressions(tape);
  const children: string[] = [];
  let text = "";
  if (tape.oneIn(2)) {
    text += writeChild(tape, expressions);
    children.push("Card");
  }
  const views = new Views(tape, expressions, { children });
  text += writeMain(tape, expressions, views);
  const body = `${DECLARATIONS}${helpersOf(text)}${text}`;
  return `${importsOf(body)}${body}`;
}

const IMPORTABLE = [
  "action",
  "computed",
  "Default",
  "handler",
  "ifElse",
  "lift",
  "NAME",
  "pattern",
  "str",
  "UI",
  "Writable",
];

function helpersOf(text: string): string {
  return [...HELPERS].filter(([name]) => text.includes(`${name}(`))
    .map(([, helper]) => `${helper}\n`).join("");
}

function importsOf(text: string): string {
  const used = IMPORTABLE.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  return `import { ${used.join(", ")} } from "commonfabric";\n`;
}

/** A child with a label and a number; it has state of its own only outside lists. */
function writeChild(tape: Tape, expressions: Expressions): string {
  const scope = new Scope(
    [local("label", "string"), local("n", "number")],
    "pattern",
  );
  const views = new Views(tape, expressions, { children: [] });
  const out = expressions.of("string", scope, 2);
  const view = views.element(scope, 1);
  return `const Card = pattern<{ label: string; n: number }>(({ label, n }) => ({
  [UI]: ${view},
  out: ${out},
  doubled: n * 2,
}));
`;
}

function writeMain(tape: Tape, expressions: Expressions, views: Views): string {
  const fields = [...INPUTS, ...(tape.oneIn(3) ? DEFAULTED : [])];
  const used = new Set<string>();
  const isWhole = tape.oneIn(4);
  const names = fields.map((one): Name => ({
    text: isWhole ? `input.${one.name}` : one.name,
    type: one.type,
    holding: one.holding,
    use: () => used.add(one.name),
  }));
  let scope = new Scope(names, "pattern");
  const statements: string[] = [];
  for (let count = tape.below(5); count > 0; count--) {
    const written = writeLocal(tape, expressions, views, scope);
    if (written === undefined) continue;
    statements.push(written.text);
    scope = scope.with(...written.names);
  }
  const view = views.element(scope, MAX_DEPTH - 1);
  const title = expressions.of("string", scope, 1);
  const results = writeResults(tape, expressions, scope);
  // Only now it is known which inputs the program mentions.
  const declared = fields.filter(({ name }) => used.has(name));
  const parameter = isWhole ? "input" : `{ ${declared.map(({ name }) => name).join(", ")} }`;
  return `interface Input { ${declared.map((one) => one.declared).join("; ")} }
export default pattern<Input>((${parameter}) => {
${statements.map((statement) => `  ${statement}\n`).join("")}  return {
    [NAME]: ${title},
    [UI]: ${view},
${results.map((result) => `    ${result},\n`).join("")}  };
});
`;
}
