/** Random module-level expressions of each class of the grammar. */
import type { Tape } from "../../../../ts-transformers/test/metamorphic/tape.ts";
import { CodeScope, type Place } from "./code-scope.ts";
import { writeExpression } from "./expressions.ts";
import { writeFunction } from "./functions.ts";
import type { Holds, ModuleNames } from "./module-names.ts";

/** How deep functions nest. */
const FUNCTION_FUEL = 4;

const PRIMITIVES: readonly string[] = [
  "1",
  '"text"',
  "'quote \"inside\"'",
  "true",
  "null",
  "undefined",
  "-2.5",
  "10n ** 3n",
  "NaN",
  "Infinity",
  "`plain`",
  "Math.PI",
  "Number.MAX_SAFE_INTEGER",
  "typeof Map",
  "void 1",
  "!true",
  "~0xff",
  '"a" + "b"',
  "1_000 * 60",
];

/** Classes of names that functions may mention; those of computed data mention no builders. */
const IN_THUNKS: readonly Holds[] = ["prim", "data", "func", "ref"];
const IN_FUNCTIONS: readonly Holds[] = [...IN_THUNKS, "builder"];

/** What starts as the place of a function at module level. */
export function functionPlace(names: ModuleNames, holds: readonly Holds[] = IN_FUNCTIONS): Place {
  const scope = new CodeScope();
  for (const name of names.all(...holds)) scope.declare(name, false);
  return {
    scope,
    yields: false,
    awaits: false,
    hasThis: false,
    returns: true,
    breaks: false,
    continues: false,
    fuel: FUNCTION_FUEL,
  };
}

/** A function written in place. */
export function writeDirectFunction(tape: Tape, names: ModuleNames): string {
  return writeFunction(tape, functionPlace(names));
}

export function writePrimitive(tape: Tape, names: ModuleNames, fuel = 3): string {
  const part = () => writePrimitive(tape, names, fuel - 1);
  if (fuel <= 0 || tape.oneIn(3)) {
    const name = names.one(tape, "prim");
    return name !== undefined && tape.oneIn(2) ? name : tape.of(PRIMITIVES);
  }
  return tape.of([
    () => `(${part()} ${tape.of(["+", "===", "<", "!=="])} ${part()})`,
    () => `(${tape.of(["!", "typeof ", "void "])}(${part()}))`,
    () => `\`a\${${part()}} b\${ ${part()} }\``,
    () => `(${part()} ? ${part()} : ${part()})`,
    () => `(${part()} ${tape.of(["&&", "||", "??"])} ${part()})`,
  ])();
}

const KEYS: readonly string[] = [
  "a",
  '"quoted key"',
  "3",
  '["__proto__"]',
  "[1 + 2]",
  "toString",
  "constructor",
  "get",
  "then",
];

/** A data literal; with `computed` it may hold data that is computed. */
export function writeData(
  tape: Tape,
  names: ModuleNames,
  { computed, fuel = 3 }: { computed: boolean; fuel?: number },
): string {
  const part = () => writeData(tape, names, { computed, fuel: fuel - 1 });
  if (fuel <= 0) return writePrimitive(tape, names, 1);
  const forms: (() => string)[] = [
    () => writePrimitive(tape, names, 1),
    () => `[${part()}, , ${part()}, ...[${part()}]]`,
    () => `{ ${tape.of(KEYS)}: ${part()}, b: ${part()}, ...{ c: ${part()} } }`,
    () => `new Map([["k", ${part()}], [${part()}, 2]])`,
    () => `new Set([${part()}])`,
    () => tape.of(["/a[/]b/i", "/\\p{L}/u", "/[[a-z]&&[aeiou]]/v", "/(?<n>x)/ds"]),
    () => names.one(tape, "data") ?? "[]",
  ];
  if (computed) forms.push(() => `__cfHelpers.__cf_data(${writeThunk(tape, names)})`);
  return tape.of(forms)();
}

/** An expression that computes data and nothing else. */
export function writeThunk(tape: Tape, names: ModuleNames): string {
  const data = () => writeData(tape, names, { computed: false, fuel: 2 });
  return tape.of([
    () => `Array.from({ length: 3 }, (_, i) => i * 2)`,
    () => `(() => { const t = {}; for (let i = 0; i < 3; i++) t[i] = (${data()}); return t; })()`,
    () => `Object.keys({ a: (${data()}) })`,
    () => `[1, 2].map((n) => n + 1).concat((${data()}))`,
    () => `JSON.parse(JSON.stringify({ a: 1 }))`,
    () => `(function* () { yield 1; yield* [2]; })().toArray()`,
    () => `Object.fromEntries([["a", (${data()})]])`,
    () => `new (class { value = [1]; #p = 2; read() { return [this.#p]; } })().read()`,
    () => `String(${writeExpression(tape, { ...functionPlace(names, IN_THUNKS), fuel: 2 })})`,
    () => `[(${data()}), 1].toSorted().length`,
  ])();
}

const SCHEMAS = [
  '{ type: "object", properties: { a: { type: "number" } } }',
  "true",
  '{ type: "string", default: "x" }',
];

/** A builder call in one of its conventions. */
export function writeBuilder(tape: Tape, names: ModuleNames): string {
  const fn = () => writeDirectFunction(tape, names);
  const call = (name: string, args: string) =>
    tape.oneIn(2) ? `(0, commonfabric_1.${name})(${args})` : `__cfHelpers.${name}(${args})`;
  const callback = () =>
    tape.of([fn, () => `__cfHardenFn(${fn()})`, () => byName(tape, names) ?? fn()])();
  const schema = () => tape.of(SCHEMAS);
  const schemaCall = () => `__cfHelpers.schema(${schema()})`;
  const value = () => writeData(tape, names, { computed: false, fuel: 2 });
  return tape.of([
    () => call("lift", callback()),
    () => call("lift", `${callback()}, ${schema()}, ${schemaCall()}`),
    () => call("lift", `${schemaCall()}, ${schema()}, ${callback()}`),
    () => call("pattern", `${callback()}, ${schema()}, ${schema()}`),
    () => call("handler", callback()),
    () => call("handler", `${schema()}, ${schema()}, ${callback()}`),
    () => call("computed", callback()),
    () => call("action", callback()),
    () => call("render", callback()),
    () => call("derive", `${value()}, ${callback()}`),
    () => call("derive", `${schema()}, ${schema()}, ${value()}, ${callback()}`),
    () => call("patternTool", `${names.one(tape, "builder") ?? call("lift", fn())}, ${value()}`),
  ])();
}

function byName(tape: Tape, names: ModuleNames): string | undefined {
  return names.one(tape, "func");
}
