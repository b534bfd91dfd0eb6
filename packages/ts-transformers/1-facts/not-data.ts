/** Which types certainly hold no plain data, and what to write instead of each. */
import ts from "typescript";
import { isHandleBrand } from "./handle-types.ts";

/** Why a value is no data. */
export interface NotData {
  readonly kind:
    | "factory"
    | "function"
    | "handle"
    | "instance"
    | "promise"
    | "regular-expression"
    | "builder"
    | "namespace"
    | "view"
    | "host-call";
  /** What to write instead. */
  readonly alternative: string;
}

const ALTERNATIVES: Readonly<Record<NotData["kind"], string>> = {
  factory: 'Apply it where it is used, inside a pattern: `Child.inSpace("name")({ ... })`.',
  function: "Write the function itself as the value of the `const`.",
  handle: "Create it inside a pattern.",
  instance: "Use a plain object, or create it inside the function that needs it.",
  promise: "Await it inside a handler.",
  "regular-expression":
    "Drop the flags `g` and `y`, or create the expression inside the function that uses it.",
  builder: "Call it by the name under which it is imported.",
  view: "Write a function that returns it.",
  "host-call": "Call it inside the function or pattern that needs it.",
  namespace: 'Name the exports that are used: `export { pattern } from "commonfabric"`.',
};

export function notData(kind: NotData["kind"]): NotData {
  return { kind, alternative: ALTERNATIVES[kind] };
}

/** Interfaces of the language and of the sandbox whose instances the freezer refuses. */
const INSTANCES: ReadonlySet<string> = new Set([
  "AggregateError",
  "ArrayBuffer",
  "AsyncGenerator",
  "AsyncIterableIterator",
  "BigInt64Array",
  "BigUint64Array",
  "DataView",
  "Date",
  "Error",
  "EvalError",
  "Generator",
  "Headers",
  "Int16Array",
  "Int32Array",
  "Int8Array",
  "IteratorObject",
  "IterableIterator",
  "Iterator",
  "RangeError",
  "ReferenceError",
  "Request",
  "Response",
  "SyntaxError",
  "TextDecoder",
  "TextEncoder",
  "TypeError",
  "URIError",
  "URL",
  "URLSearchParams",
  "Uint16Array",
  "Uint32Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "WeakMap",
  "WeakSet",
]);
const PROMISES: ReadonlySet<string> = new Set(["Promise", "PromiseLike"]);

const UNDECIDED = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter |
  ts.TypeFlags.Never | ts.TypeFlags.IndexedAccess | ts.TypeFlags.Conditional;

/** Why every value of `type` is no data, or `undefined` when some value may be. */
export function certainlyNotData(checker: ts.TypeChecker, type: ts.Type): NotData | undefined {
  if ((type.flags & UNDECIDED) !== 0) return undefined;
  if (type.isUnion()) {
    const members = type.types.map((member) => certainlyNotData(checker, member));
    return members.every((member) => member !== undefined) ? members[0] : undefined;
  }
  if (checker.getPropertiesOfType(type).some(isHandleBrand)) {
    return notData("handle");
  }
  if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return undefined;
  if (isDerivedFactory(checker, type)) return notData("factory");
  if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) {
    return notData("function");
  }
  const symbol = type.getSymbol();
  if (symbol === undefined) return undefined;
  if ((symbol.flags & ts.SymbolFlags.Class) !== 0) return notData("instance");
  if (!isGlobal(symbol)) return undefined;
  if (PROMISES.has(symbol.name)) return notData("promise");
  return INSTANCES.has(symbol.name) ? notData("instance") : undefined;
}

/** What `inSpace` and `asScope` of a factory give: builders of a module make the factories itself. */
function isDerivedFactory(checker: ts.TypeChecker, type: ts.Type): boolean {
  return ["argumentSchema", "asScope"].every((name) =>
    checker.getPropertyOfType(type, name) !== undefined
  );
}

/** Whether `symbol` is declared by a library: a declaration file that is a global script. */
export function isGlobal(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((declaration) => {
    const file = declaration.getSourceFile();
    return file.isDeclarationFile && !ts.isExternalModule(file);
  });
}
