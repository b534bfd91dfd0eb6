/** Random functions, methods and classes. */
import type { Tape } from "../../../../ts-transformers/test/metamorphic/tape.ts";
import { CodeScope, type Place } from "./code-scope.ts";
import { deeper, writeExpression } from "./expressions.ts";
import { writeStatements } from "./statements.ts";

/** Names of locals; some are those of module-level names, which they shadow. */
export const LOCAL_NAMES: readonly string[] = [
  "x",
  "y",
  "let_",
  "of",
  "async",
  "get",
  "set",
  "f0",
  "c0",
  "c1",
  "value",
  "Object",
  "undefined",
  "Map",
];

interface Kind {
  readonly yields: boolean;
  readonly awaits: boolean;
}

const KINDS: readonly (Kind & { readonly before: string; readonly star: string })[] = [
  { before: "", star: "", yields: false, awaits: false },
  { before: "async ", star: "", yields: false, awaits: true },
  { before: "", star: "*", yields: true, awaits: false },
  { before: "async ", star: "*", yields: true, awaits: true },
];

/** A function expression or an arrow function. */
export function writeFunction(tape: Tape, place: Place): string {
  if (tape.oneIn(2)) return writeArrow(tape, place);
  const kind = tape.of(KINDS);
  const name = tape.oneIn(3) ? "own" : "";
  const scope = new CodeScope(place.scope);
  if (name !== "") scope.declare(name, false);
  return `${kind.before}function${kind.star} ${name}${signature(tape, place, kind, scope)}`;
}

/** A declaration of `name`. */
export function writeFunctionDeclaration(tape: Tape, place: Place, name: string): string {
  const kind = tape.of(KINDS);
  const scope = new CodeScope(place.scope);
  return `${kind.before}function${kind.star} ${name}${signature(tape, place, kind, scope)}`;
}

function writeArrow(tape: Tape, place: Place): string {
  const awaits = tape.oneIn(4);
  const scope = new CodeScope(place.scope);
  const inner = inside(place, { yields: false, awaits }, scope, place.hasThis);
  const params = parameters(tape, inner);
  const head = `${awaits ? "async " : ""}(${params}) =>`;
  return tape.oneIn(2)
    ? `${head} (${writeExpression(tape, inner)})`
    : `${head} ${functionBody(tape, inner)}`;
}

function signature(tape: Tape, place: Place, kind: Kind, scope: CodeScope): string {
  const inner = inside(place, kind, scope, true);
  return `(${parameters(tape, inner)}) ${functionBody(tape, inner)}`;
}

function inside(place: Place, kind: Kind, scope: CodeScope, hasThis: boolean): Place {
  const { yields, awaits } = kind;
  return {
    ...place,
    scope,
    yields,
    awaits,
    hasThis,
    returns: true,
    breaks: false,
    continues: false,
  };
}

/** Parameters of every form; the names are entered into the scope. */
function parameters(tape: Tape, inner: Place): string {
  const list: string[] = [];
  const { scope } = inner;
  // A default is no part of the generator: it must not yield.
  const plain = { ...inner, yields: false, awaits: false, fuel: Math.min(inner.fuel, 1) };
  for (let count = tape.below(4); count > 0; count--) {
    const name = tape.of(LOCAL_NAMES);
    if (!scope.declare(name, true)) continue;
    list.push(
      tape.of([
        name,
        `${name} = ${writeExpression(tape, { ...plain, scope: new CodeScope() })}`,
        `{ a: ${name} = 1 } = {}`,
        `[, ${name}] = [1, 2]`,
        `{ ["a"]: ${name}, ...r${list.length} } = {}`,
      ]),
    );
  }
  if (tape.oneIn(3) && scope.declare("rest", true)) list.push("...rest");
  return list.join(", ");
}

function functionBody(tape: Tape, inner: Place): string {
  const place = deeper(inner);
  const result = tape.oneIn(4) ? "" : ` return ${writeExpression(tape, place)};`;
  return `{ ${writeStatements(tape, place)}${result} }`;
}

/** Members of an object literal: methods and accessors of every kind. */
export function writeMethods(tape: Tape, place: Place): string {
  const members: string[] = [];
  for (let count = 1 + tape.below(3); count > 0; count--) {
    const name = tape.of(["m", '"quoted name"', "[`computed`]", "get", "static", "3", "in"]);
    const method = (kind: Kind) => signature(tape, place, kind, new CodeScope(place.scope));
    members.push(
      tape.of([
        () => `${name}${method({ yields: false, awaits: false })}`,
        () => `*${name}${method({ yields: true, awaits: false })}`,
        () => `async ${name}${method({ yields: false, awaits: true })}`,
        () => `get ${name}() { return ${writeExpression(tape, getter(place))}; }`,
        () => `set ${name}(v) { ${writeStatements(tape, getter(place))} }`,
        () => `${name}: ${writeExpression(tape, place)}`,
      ])(),
    );
  }
  return members.join(", ");
}

function getter(place: Place): Place {
  const kind = { yields: false, awaits: false };
  return deeper(inside(place, kind, new CodeScope(place.scope), true));
}

/** A class, named `name` unless that is empty. */
export function writeClass(tape: Tape, place: Place, name: string): string {
  const scope = new CodeScope(place.scope);
  if (name !== "") scope.declare(name, false);
  const inner: Place = { ...getter({ ...place, scope }), privateName: "hidden" };
  const heritage = tape.of(["", " extends Object", " extends (class { base() {} })"]);
  const expression = () => writeExpression(tape, withoutArguments(inner));
  const members = ["#hidden = 1;"];
  for (let count = tape.below(4); count > 0; count--) {
    members.push(
      tape.of([
        () => `field${count} = ${expression()};`,
        () => `static kept${count} = ${expression()};`,
        () => `static { ${writeStatements(tape, staticBlock(inner))} }`,
        () => `get read${count}() { return this.#hidden; }`,
        () => `*walk${count}() { yield this.#hidden; }`,
        () => `static async [\`made${count}\`]() { return ${writeExpression(tape, inner)}; }`,
        () => `#own${count}() { return 1; }`,
        () => `has${count}(o) { return #hidden in o; }`,
      ])(),
    );
  }
  return `class ${name}${heritage} { ${members.join(" ")} }`;
}

function staticBlock(place: Place): Place {
  return { ...withoutArguments(place), scope: new CodeScope(place.scope) };
}

/** Fields and static blocks have no `arguments` and do not return. */
function withoutArguments(place: Place): Place {
  return { ...place, hasThis: false, returns: false };
}
