/** Random statements inside functions. Every loop ends, whatever the values are. */
import type { Tape } from "../../../../ts-transformers/test/metamorphic/tape.ts";
import { CodeScope, type Place } from "./code-scope.ts";
import { deeper, writeExpression } from "./expressions.ts";
import { LOCAL_NAMES, writeClass, writeFunctionDeclaration } from "./functions.ts";

type Maker = (tape: Tape, place: Place) => string;

const FORMS: readonly Maker[] = [
  (tape, place) => `(${writeExpression(tape, place)});`,
  (tape, place) => declaration(tape, place),
  (tape, place) => declaration(tape, place),
  (tape, place) => `if (${writeExpression(tape, place)}) ${block(tape, place)}`,
  (tape, place) =>
    `if (${writeExpression(tape, place)}) ; else if (1) ${block(tape, place)} else ${
      block(tape, place)
    }`,
  (tape, place) => `for (let i = 0; i < 2; i++) ${loop(tape, place, "i")}`,
  (tape, place) => `for (const item of [1, 2]) ${loop(tape, place, "item")}`,
  (tape, place) => `for (const key in { a: 1, b: 2 }) ${loop(tape, place, "key")}`,
  (tape, place) => `for (const [k, { length }] of [["a", "b"]]) ${loop(tape, place, "k")}`,
  (tape, place) => `for (var turn = 0; turn < 2; turn++) ${loop(tape, place, "turn_")}`,
  (tape, place) => `do ${block(tape, place)} while (false)`,
  (tape, place) =>
    `while (true) { ${inner(tape, { ...place, breaks: true, continues: false })} break; }`,
  (tape, place) =>
    `switch (${writeExpression(tape, place)}) { case 1: ${inner(tape, breaking(place))} default: ${
      inner(tape, breaking(place))
    } }`,
  (tape, place) =>
    `try ${block(tape, place)} catch (caught) ${block(tape, holding(place, "caught"))}`,
  (tape, place) => `try { throw ${writeExpression(tape, place)}; } catch { }`,
  (tape, place) => `try ${block(tape, place)} finally ${block(tape, place)}`,
  (tape, place) => {
    // One label within another must have another name.
    const label = `outer${Math.max(place.fuel, -5) + 5}`;
    return `${label}: { ${inner(tape, place)} break ${label}; }`;
  },
  () => `eval_: for (const z of [1]) { continue eval_; }`,
  (tape, place) => block(tape, place),
  (_tape, place) => place.continues ? "continue;" : ";",
  (_tape, place) => place.breaks ? "break;" : ";",
  (tape, place) => place.returns ? `return ${writeExpression(tape, place)};` : ";",
  (_tape, place) => place.awaits ? "for await (const w of [1]) { w; }" : "/* comment */",
  () => "// a line comment\n",
  nestedFunction,
  nestedClass,
];

/** A few statements; the locals that they declare are entered into the scope. */
export function writeStatements(tape: Tape, place: Place): string {
  const list: string[] = [];
  for (let count = tape.below(place.fuel > 1 ? 4 : 2); count > 0; count--) {
    list.push(tape.of(FORMS)(tape, deeper(place)));
  }
  return list.join(tape.of([" ", "\n"]));
}

/** Statements in a scope of their own, without braces. */
export function writeBlock(tape: Tape, place: Place): string {
  return inner(tape, place);
}

function inner(tape: Tape, place: Place): string {
  if (place.fuel <= 0) return ";";
  return `{ ${writeStatements(tape, { ...place, scope: new CodeScope(place.scope) })} }`;
}

function block(tape: Tape, place: Place): string {
  return `{ ${inner(tape, place)} }`;
}

function loop(tape: Tape, place: Place, variable: string): string {
  return block(tape, { ...holding(breaking(place), variable), continues: true });
}

function breaking(place: Place): Place {
  return { ...place, breaks: true };
}

/** `place` with one more name that can be read. */
function holding(place: Place, name: string): Place {
  const scope = new CodeScope(place.scope);
  if (!name.endsWith("_")) scope.declare(name, false);
  return { ...place, scope };
}

function declaration(tape: Tape, place: Place): string {
  const name = tape.of(LOCAL_NAMES);
  const value = writeExpression(tape, place);
  const keyword = tape.of(["const", "let"]);
  if (!place.scope.declare(name, keyword === "let")) return ";";
  return tape.of([
    `${keyword} ${name} = ${value};`,
    `${keyword} { ${name} = 1 } = { a: ${value} };`,
    `${keyword} [${name}, ...more_${name}] = [${value}, 2];`,
  ]);
}

function nestedFunction(tape: Tape, place: Place): string {
  if (place.fuel <= 0 || !place.scope.declare("nested", false)) return ";";
  const text = writeFunctionDeclaration(
    tape,
    { ...deeper(place), scope: new CodeScope() },
    "nested",
  );
  return `${text} nested();`;
}

function nestedClass(tape: Tape, place: Place): string {
  if (place.fuel <= 0 || !place.scope.declare("Inner", false)) return ";";
  return `${writeClass(tape, { ...deeper(place), scope: new CodeScope() }, "Inner")}`;
}
