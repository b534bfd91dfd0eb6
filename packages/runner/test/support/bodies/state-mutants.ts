/**
 * Mutants of accepted bodies that try to keep state or to have an effect. Each is written where the
 * grammar has a place for it: as a statement of the module, or at the start of one of its functions.
 */
import type { AnyNode } from "acorn";
import type { Tape } from "../../../../ts-transformers/test/metamorphic/tape.ts";
import { children, parseTree } from "../gauntlet/tree.ts";

/** What a mutant may name of the body that it is made from. */
interface Body {
  readonly text: string;
  /** Where module-level statements begin. */
  readonly statements: readonly number[];
  /** Where statements of functions begin. */
  readonly insides: readonly number[];
  readonly functions: readonly string[];
  readonly constants: readonly string[];
  readonly imports: readonly string[];
}

/** Code that keeps something, with the names that it does it to. */
type Writer = (tape: Tape, body: Body) => string;

const any = (tape: Tape, names: readonly string[]) =>
  names.length === 0 ? "Object" : tape.of(names);
const known = (tape: Tape, { functions, constants, imports }: Body) =>
  any(tape, [...functions, ...constants, ...imports]);

/** Statements of the module. */
const AT_MODULE_LEVEL: readonly Writer[] = [
  () => "let added = 0;",
  () => "var added = 0;",
  () => "const added = {};",
  () => "exports.added = [];",
  () => "exports.added = new Map();",
  () => "exports.added = () => {};",
  () => "exports.added = Object.freeze(new Map());",
  () => "exports.added = __cfHelpers.__cf_data(new WeakMap());",
  () => "exports.added = __cfHelpers.__cf_data((() => { let n = 0; return () => n++; })());",
  () => "exports.added = __cfHelpers.__cf_data((function* () { yield 1; })());",
  () => "exports.added = __cfHelpers.__cf_data([new Date(0)]);",
  () => "exports.added = __cfHelpers.__cf_data(Promise.resolve(1));",
  () => "exports.added = __cfHelpers.__cf_data(class { static n = 0; });",
  () => "exports.added = __cfHelpers.__cf_data(Date.now());",
  () => "exports.added = __cfHelpers.__cf_data(Math.random());",
  () => "exports.added = __cfHelpers.__cf_data([].values());",
  () => "exports.added = __cfHelpers.__cf_data(new Uint8Array(2));",
  () => "exports.added = __cfHelpers.__cf_data(/x/g);",
  () => "exports.added = (() => { let n = 0; return () => n++; })();",
  () => "exports.added = __cfHardenFn((() => { let n = 0; return () => n++; })());",
  () => "exports.added = __cfHardenFn(Object.assign(() => {}, { m: new Map() }));",
  () => "exports.added = __cfHardenFn((a = []) => { a.push(1); return a.length; });",
  () => "exports.added = __cfHardenFn(function own() { own.n = (own.n ?? 0) + 1; return own.n; });",
  () => "exports.added = __cfHardenFn(() => { const s = new Set(); s.add(1); return s; });",
  () => "exports.added = (0, commonfabric_1.lift)((() => { let n = 0; return () => n++; })());",
  () => "exports.added = (0, commonfabric_1.lift)(() => 1, { kept: new Map() });",
  () => "exports.added = (0, commonfabric_1.lift)(() => 1, [() => 1]);",
  () => "class Added { static n = 0; }",
  () => "for (const one of [1]) { }",
  () => "{ let n = 0; }",
  () => "console.log(1);",
  () => "if (1) ;",
  () => "throw 1;",
  (tape, body) => `${known(tape, body)}.added = 1;`,
  (tape, body) => `${known(tape, body)}();`,
  (tape, body) => `exports.added = ${known(tape, body)}();`,
  (tape, body) => `exports.added = Object.assign(${known(tape, body)}, { n: 1 });`,
  (tape, body) => `${any(tape, body.functions)} = 1;`,
  (tape, body) => `exports.added = \`\${${any(tape, body.functions)}()}\`;`,
];

/** Statements of a function, which runs whenever it is called. */
const IN_FUNCTIONS: readonly Writer[] = [
  (tape, body) => `${known(tape, body)} = 1;`,
  (tape, body) => `${known(tape, body)}++;`,
  (tape, body) => `${known(tape, body)} ??= {};`,
  (tape, body) => `[${known(tape, body)}] = [1];`,
  (tape, body) => `({ a: ${known(tape, body)} = 2 } = {});`,
  (tape, body) => `for (${known(tape, body)} of [1]) ;`,
  (tape, body) => `(() => { ${known(tape, body)} += 1; })();`,
  (tape, body) => `${known(tape, body)}.added = [];`,
  (tape, body) => `delete ${known(tape, body)}.name;`,
  (tape, body) => `Object.defineProperty(${known(tape, body)}, "added", { value: 1 });`,
  (tape, body) => `Object.setPrototypeOf(${known(tape, body)}, { added: 1 });`,
  (tape, body) => `(${any(tape, body.functions)}.prototype ?? {}).added = 1;`,
  (tape, body) => `Reflect.set(${known(tape, body)}, "added", 1);`,
  (tape, body) => `Object.assign(${known(tape, body)}, { added: 1 });`,
  (tape, body) =>
    `for (const key of Reflect.ownKeys(${known(tape, body)})) { ` +
    `const { get, set } = Reflect.getOwnPropertyDescriptor(${known(tape, body)}, key) ?? {}; ` +
    "if (get) get.added = (get.added ?? 0) + 1; if (set) set.added = 1; }",
  () => "Object.prototype.added = 1;",
  () => "Array.prototype.push = null;",
  () => "(function* () {}).constructor.prototype.added = 1;",
  () => "Object.getPrototypeOf([][Symbol.iterator]()).added = 1;",
  () => "Symbol.for('added').description.added = 1;",
  () => "((s) => { s.added = 1; })`template`;",
  () => "((s) => { s.raw.push(1); })`template`;",
  () => "RegExp.prototype.lastIndex = 7; /x/.test('x');",
  () => "Map.prototype.set.call(exports, 1, 1);",
  () => "exports.added = 1;",
  () => "exports = {};",
  () => "__cfHelpers.added = 1;",
  () => "__cfHelpers.lift.added = 1;",
  () => "commonfabric_1.added = 1;",
  () => "commonfabric_1.lift.added = 1;",
  () => "globalThis.added = 1;",
  () => "this.added = 1;",
  () => "arguments.callee.added = 1;",
  () => "undeclared = 1;",
  () => "Math.added = 1; Date.prototype.added = 1; console.added = 1;",
  () => "new URL('a:b').constructor.added = 1;",
  () => 'JSON.parse(\'{"__proto__": { "added": 1 }}\').__proto__.added = 2;',
  () => "new (class extends (function (o) { return o; }) { #added = 1; })(Object.prototype);",
  (tape, body) =>
    `new (class extends (function (o) { return o; }) { #added = 1; })(${known(tape, body)});`,
];

/** A mutant of the accepted `text`; `text` itself where it has no place for one. */
export function stateMutant(text: string, tape: Tape): string {
  const body = readBody(text);
  const inside = tape.oneIn(2) && body.insides.length > 0;
  const at = tape.of(inside ? body.insides : body.statements);
  const added = tape.of(inside ? IN_FUNCTIONS : AT_MODULE_LEVEL)(tape, body);
  return `${text.slice(0, at)} ${added} ${text.slice(at)}`;
}

function readBody(text: string): Body {
  const program = parseTree(text);
  const functions: string[] = [];
  const constants: string[] = [];
  const imports: string[] = [];
  for (const statement of program.body) {
    if (statement.type === "FunctionDeclaration") functions.push(statement.id.name);
    if (statement.type !== "VariableDeclaration") continue;
    for (const { id, init } of statement.declarations) {
      if (id.type !== "Identifier") continue;
      const isImport = init != null && text.slice(init.start, init.end).includes("require(");
      (isImport ? imports : constants).push(id.name);
    }
  }
  const statements = program.body.filter((node) =>
    !("directive" in node && node.directive !== undefined)
  ).map(({ start }) => start);
  return { text, statements, insides: insidesOf(program), functions, constants, imports };
}

function insidesOf(program: AnyNode): number[] {
  const starts: number[] = [];
  const pending: AnyNode[] = [program];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    switch (node.type) {
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        if (node.body.type === "BlockStatement") starts.push(node.body.start + 1);
    }
    pending.push(...children(node));
  }
  return starts;
}
