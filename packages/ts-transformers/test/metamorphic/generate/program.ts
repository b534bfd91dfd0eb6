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
  ["isDone", "function isDone(i: Item): boolean { return i.done; }"],
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
    "wipe",
    `const wipe = handler<unknown, { list: Writable<Item[]>; least: number }>((_, { list, least }) => {
  list.set(list.get().filter((i) => i.price > least));
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
  const hasCard = tape.oneIn(2);
  const hasPanel = tape.oneIn(3);
  let text = hasCard ? writeChild(tape, expressions, "Card") : "";
  if (hasPanel) text += writeChild(tape, expressions, "Panel");
  const views = new Views(tape, expressions, {
    lists: hasCard ? ["Card"] : [],
    single: hasPanel ? ["Panel"] : [],
  });
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
  "Stream",
  "UI",
  "VNode",
  "Writable",
];

function helpersOf(text: string): string {
  return [...HELPERS].filter(([name]) => new RegExp(`\\b${name}\\b`).test(text))
    .map(([, helper]) => `${helper}\n`).join("");
}

function importsOf(text: string): string {
  const used = IMPORTABLE.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  return `import { ${used.join(", ")} } from "commonfabric";\n`;
}

const CHILD_INPUTS: readonly InputField[] = [
  field("label", "string"),
  field("n", "number"),
  field("hits", "number", "cell"),
];

/** A child with state of its own; `Card` is for lists and has none. */
function writeChild(tape: Tape, expressions: Expressions, name: "Card" | "Panel"): string {
  const isPanel = name === "Panel";
  const fields = CHILD_INPUTS.slice(0, isPanel ? 3 : 2);
  const own = isPanel ? [local("state", "string", "cell"), local("hits", "number", "cell")] : [];
  const scope = new Scope([local("label", "string"), local("n", "number"), ...own], "pattern");
  const views = new Views(tape, expressions, { lists: [], single: [] });
  const out = expressions.of("string", scope, 2);
  const view = views.element(scope, isPanel ? 2 : 1);
  const state = isPanel ? `  const state = new Writable("s");\n` : "";
  const poke = isPanel ? `\n    poke: action(() => { ${views.write(scope, 1)}; }),` : "";
  const shape = `out: string; doubled: number; [UI]: VNode${isPanel ? "; poke: Stream<void>" : ""}`;
  const types = `{ ${fields.map((one) => one.declared).join("; ")} }, { ${shape} }`;
  return `const ${name} = pattern<${types}>(({ ${fields.map((one) => one.name).join(", ")} }) => {
${state}  return {
    [UI]: ${view},
    out: ${out},
    doubled: n * 2,${poke}
  };
});
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
