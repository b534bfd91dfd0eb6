/**
 * Random module bodies from the accept grammar: every statement form with every kind of value. What
 * comes out must be accepted.
 */
import { Tape } from "../../../../ts-transformers/test/metamorphic/tape.ts";
import { writeFunctionDeclaration } from "./functions.ts";
import { ModuleNames } from "./module-names.ts";
import {
  functionPlace,
  writeBuilder,
  writeData,
  writeDirectFunction,
  writePrimitive,
  writeThunk,
} from "./module-values.ts";

/** A body under construction. */
interface Draft {
  readonly tape: Tape;
  readonly names: ModuleNames;
  readonly statements: string[];
  readonly exported: string[];
  readonly hoists: string[];
}

const MOST_STATEMENTS = 10;

/** The body that `numbers` stand for. */
export function writeBody(numbers: readonly number[]): string {
  const tape = new Tape(numbers);
  const draft: Draft = {
    tape,
    names: new ModuleNames(),
    statements: [],
    exported: [],
    hoists: [],
  };
  const functions = functionDeclarations(draft);
  imports(draft);
  for (let count = 1 + tape.below(MOST_STATEMENTS); count > 0; count--) tape.of(FORMS)(draft);
  // Declarations stand anywhere; their bodies see every name of the module.
  for (const name of functions) {
    const at = tape.below(draft.statements.length + 1);
    const text = writeFunctionDeclaration(tape, functionPlace(draft.names), name);
    draft.statements.splice(at, 0, text);
  }
  if (draft.hoists.length > 0) draft.statements.push(`__cfReg({ ${draft.hoists.join(", ")} });`);
  const separator = tape.of(["\n", "\n\n", "\n; ", "\n/* between */ "]);
  const end = tape.of(["", "\n", "\n// end"]);
  return `${head(draft).join("\n")}\n${draft.statements.join(separator)}${end}`;
}

function head({ tape, exported }: Draft): string[] {
  const lines = ['"use strict";'];
  if (tape.oneIn(4)) lines.push('"another directive";');
  lines.push('Object.defineProperty(exports, "__esModule", { value: true });');
  if (exported.length > 0 && tape.oneIn(2)) {
    lines.push(`exports.${exported.join(" = exports.")} = void 0;`);
  }
  return lines;
}

function functionDeclarations({ tape, names, exported, statements }: Draft): string[] {
  const functions: string[] = [];
  for (let count = tape.below(4); count > 0; count--) {
    const name = `f${functions.length}`;
    functions.push(name);
    names.add(name, "func");
    if (tape.oneIn(2)) {
      statements.push(`exports.${name} = ${name};`);
      exported.push(name);
    }
    if (tape.oneIn(4)) statements.push(`__cfHardenFn(${name});`);
  }
  return functions;
}

/** Imports first: the host always, other modules in every form that TypeScript emits. */
function imports(draft: Draft): void {
  const { tape, names, statements } = draft;
  statements.push('const commonfabric_1 = require("commonfabric");');
  for (let count = tape.below(4); count > 0; count--) {
    const [path, local] = [`./m${count}.ts`, `m${count}_1`];
    tape.of([
      () => {
        statements.push(`const ${local} = require("${path}");`);
        names.add(`${local}.value`, "ref");
      },
      () => {
        statements.push(`const ${local} = __importDefault(require("${path}"));`);
        names.add(`${local}.default`, "ref");
      },
      () => {
        statements.push(
          `const ${local} = __importStar(require("${path}")), also${count} = ${local};`,
        );
        names.add(local, "namespace");
      },
      () => statements.push(`require("${path}");`),
      () => reexport(draft, path, local),
      () => statements.push(`__exportStar(require("${path}"), exports);`),
      () => exportValue(draft, "ns", `__importStar(require("${path}"))`),
    ])();
  }
}

function reexport({ names, statements, tape }: Draft, path: string, local: string): void {
  const name = names.fresh("again");
  const getter = (value: string) =>
    `Object.defineProperty(exports, "${name}", { enumerable: true, get: function () { return ${value}; } });`;
  statements.push(`var ${local} = require("${path}");`);
  statements.push(
    tape.oneIn(3) ? getter(`__importDefault(${local}).default`) : getter(`${local}.a`),
  );
}

/** `exports.N = value`, under a name of one form or another. */
function exportValue(
  { names, statements, exported, tape }: Draft,
  prefix: string,
  value: string,
): void {
  const name = names.fresh(prefix);
  if (tape.oneIn(4)) {
    statements.push(`exports["${name} as text"] = ${value};`);
    return;
  }
  statements.push(`exports.${name} = ${value};`);
  exported.push(name);
}

type Form = (draft: Draft) => void;

/** A constant or an export of `value`. */
function define(draft: Draft, holds: "prim" | "data" | "func" | "builder", value: string): void {
  if (draft.tape.oneIn(2)) {
    exportValue(draft, "e", value);
    return;
  }
  const name = draft.names.fresh("c");
  draft.statements.push(`const ${name} = ${value};`);
  draft.names.add(name, holds);
}

const FORMS: readonly Form[] = [
  (draft) => define(draft, "prim", writePrimitive(draft.tape, draft.names)),
  (draft) =>
    define(
      draft,
      "data",
      `__cfHelpers.__cf_data(${writeData(draft.tape, draft.names, { computed: true })})`,
    ),
  (draft) => define(draft, "data", `__cfHelpers.__cf_data(${writeThunk(draft.tape, draft.names)})`),
  (draft) => define(draft, "data", `__cfHelpers.schema({ type: "number", enum: [1, 2] })`),
  (draft) => define(draft, "func", hardened(draft)),
  (draft) => define(draft, "func", hardened(draft)),
  (draft) => define(draft, "builder", writeBuilder(draft.tape, draft.names)),
  (draft) => define(draft, "builder", writeBuilder(draft.tape, draft.names)),
  hoist,
  (draft) => {
    const data = draft.names.one(draft.tape, "data");
    if (data !== undefined) exportValue(draft, "member", `${data}.a`);
  },
  (draft) => {
    const known = draft.names.one(draft.tape, "func", "data", "prim", "builder");
    if (known !== undefined) exportValue(draft, "known", known);
  },
  (draft) => {
    const [one, other] = [draft.names.one(draft.tape, "func"), draft.names.one(draft.tape, "data")];
    if (one === undefined || other === undefined) return;
    exportValue(
      draft,
      "chosen",
      `${writePrimitive(draft.tape, draft.names, 1)} ? ${one} : ${other}`,
    );
  },
  (draft) => draft.statements.push(";"),
];

function hardened({ tape, names }: Draft): string {
  const name = tape.oneIn(2) ? `, "named"` : "";
  return `__cfHardenFn(${writeDirectFunction(tape, names)}${name})`;
}

function hoist(draft: Draft): void {
  const { tape, names, statements, hoists } = draft;
  const name = `__cf${tape.of(["Lift", "Handler", "Pattern"])}_${hoists.length + 1}`;
  statements.push(`const ${name} = ${writeBuilder(tape, names)};`);
  hoists.push(name);
  names.add(name, "builder");
}
