/** Random expressions inside functions: every form of the language that a body may use there. */
import type { Tape } from "../../../../ts-transformers/test/metamorphic/tape.ts";
import type { Place } from "./code-scope.ts";
import { writeBlock } from "./statements.ts";
import { writeClass, writeFunction, writeMethods } from "./functions.ts";

/** Code that has no parts. */
const LEAVES: readonly string[] = [
  "1",
  "0",
  '"text"',
  "true",
  "null",
  "undefined",
  "(-1)",
  "3.5e2",
  "0x1f",
  "0b11",
  "0o17",
  "1_000",
  "10n",
  ".5",
  "NaN",
  "Infinity",
  "'it\\'s'",
  '"caf\\u00e9"',
  "`plain`",
  "/a[/]b/",
  "/(?<year>\\d{4})/v",
  "/[\\p{L}--[a-z]]/v",
  "/x/dgimsuy",
  "/(?i:ab)c/",
  "[]",
  "({})",
  "Math.PI",
  "Number.MAX_SAFE_INTEGER",
  "Symbol.iterator",
  "Object.prototype",
  "new Map()",
  "new Set([1, 2])",
  "new Date(0)",
  "new Error('x')",
  "JSON.stringify({ a: 1 })",
  "[1, , 3]",
  "({ __proto__: null })",
];

type Maker = (tape: Tape, place: Place) => string;

const BINARY = "+ - * / % ** == != === !== < > <= >= << >> >>> & | ^".split(" ");
const UNARY = ["!", "-", "+", "~", "typeof ", "void "];
const PROPERTY = ["a", "b", "length", "name", "constructor", "size", "then", "class", "of", "eval"];
const METHODS = ["toString()", "valueOf()", "slice(0)", "map((q) => q)", "keys()", "at(0)"];

const FORMS: readonly Maker[] = [
  (tape, place) => `(${sub(tape, place)} ${tape.of(BINARY)} ${sub(tape, place)})`,
  (tape, place) => `(${tape.of(UNARY)}(${sub(tape, place)}))`,
  (tape, place) => `(${sub(tape, place)} ${tape.of(["&&", "||", "??"])} ${sub(tape, place)})`,
  (tape, place) => `(${sub(tape, place)} ? ${sub(tape, place)} : ${sub(tape, place)})`,
  (tape, place) => `\`a\${${sub(tape, place)}}b\${ ${sub(tape, place)} }\``,
  (tape, place) => `String.raw\`\\u\${${sub(tape, place)}}\``,
  (tape, place) => `((s, ...v) => [s.raw, v])\`x\${${sub(tape, place)}}\``,
  (tape, place) => `(${sub(tape, place)})${tape.of([".", "?."])}${tape.of(PROPERTY)}`,
  (tape, place) => `(${sub(tape, place)})${tape.of(["", "?."])}[${sub(tape, place)}]`,
  (tape, place) => `(${sub(tape, place)})?.${tape.of(METHODS)}`,
  (tape, place) => `[${sub(tape, place)}, ...[${sub(tape, place)}]]`,
  (tape, place) => `({ a: ${sub(tape, place)}, ["b" + 1]: ${sub(tape, place)}, ...{ c: 1 } })`,
  (tape, place) => `({ ${writeMethods(tape, deeper(place))} })`,
  (tape, place) => `(${writeFunction(tape, deeper(place))})`,
  (tape, place) => `(${writeFunction(tape, deeper(place))})(${sub(tape, place)})`,
  (tape, place) => `(${writeClass(tape, deeper(place), "")})`,
  (tape, place) => `new (${writeClass(tape, deeper(place), "Named")})(${sub(tape, place)})`,
  (tape, place) => `(${sub(tape, place)}, ${sub(tape, place)})`,
  (tape, place) => `(${sub(tape, place)} in { a: 1 })`,
  (tape, place) => `(${sub(tape, place)} instanceof Object)`,
  (tape, place) => `(delete ({ a: ${sub(tape, place)} }).a)`,
  (tape, place) => `Object.keys(${sub(tape, place)})`,
  (tape, place) => `Array.from({ length: 2 }, (_, i) => i + ${sub(tape, fresh(place))})`,
  (tape, place) => `(({ a, b: [c] = [2], ...d }) => [a, c, d])({ a: ${sub(tape, place)} })`,
  (tape, place) => `((a, b = a, ...c) => { ${writeBlock(tape, fresh(place))} return c; })(1)`,
  (tape, place) => assignment(tape, place),
  (tape, place) => importedCall(tape, place),
  (tape, place) => named(tape, place),
  (tape, place) => named(tape, place),
  (tape, place) => around(tape, place),
];

/** An expression; never one that begins like a statement. */
export function writeExpression(tape: Tape, place: Place): string {
  if (place.fuel <= 0 || tape.oneIn(4)) return tape.oneIn(2) ? named(tape, place) : leaf(tape);
  return tape.of(FORMS)(tape, place);
}

function leaf(tape: Tape): string {
  return tape.of(LEAVES);
}

function sub(tape: Tape, place: Place): string {
  return writeExpression(tape, deeper(place));
}

export function deeper(place: Place): Place {
  return { ...place, fuel: place.fuel - 1 };
}

/** Inside an arrow function: what yields and awaits is another function. */
function fresh(place: Place): Place {
  const outside = { yields: false, awaits: false, breaks: false, continues: false };
  return { ...deeper(place), ...outside, returns: true };
}

function named(tape: Tape, place: Place): string {
  const names = place.scope.readable();
  return names.length === 0 ? "0" : tape.of(names);
}

/** A call of what another module exports: the only names with a dot. */
function importedCall(tape: Tape, place: Place): string {
  const names = place.scope.readable().filter((name) => name.includes("."));
  if (names.length === 0) return leaf(tape);
  return `(0, ${tape.of(names)})(${sub(tape, place)}, ...[${sub(tape, place)}])`;
}

function assignment(tape: Tape, place: Place): string {
  const names = place.scope.assignable();
  if (names.length === 0) return leaf(tape);
  const [name, other] = [tape.of(names), tape.of(names)];
  return tape.of([
    `(${name} = ${sub(tape, place)})`,
    `${name}++`,
    `--${name}`,
    `(${name} += ${sub(tape, place)})`,
    `(${name} ??= ${sub(tape, place)})`,
    `([${name}, ${other} = 1] = [1, 2])`,
    `({ a: ${name}, ...${other} } = { a: ${sub(tape, place)}, b: 2 })`,
  ]);
}

/** What only certain surroundings allow. */
function around(tape: Tape, place: Place): string {
  const forms = ["(0, Math.max)(1, 2)"];
  if (place.hasThis) forms.push("this", "new.target", "arguments.length");
  if (place.yields) forms.push("(yield)", "(yield 1)", "(yield* [1, 2])");
  if (place.awaits) forms.push("(await 1)", "(await null)");
  if (place.privateName !== undefined) {
    forms.push(`(#${place.privateName} in this)`, `this.#${place.privateName}`);
  }
  return tape.of(forms);
}
