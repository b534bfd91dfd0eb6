/**
 * Writes `types/es2023.d.ts`: TypeScript's own ES2023 libraries and the iterator helpers in one
 * file without comments, trimmed to the values that a compartment has. Run it when the pinned
 * TypeScript or the table of sandbox globals changes:
 * `deno run --allow-read --allow-write packages/api/tasks/generate-type-libs.ts`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import ts from "typescript";
import { SANDBOX_GLOBALS } from "@commonfabric/contract";

const OUTPUT = new URL("../types/es2023.d.ts", import.meta.url);
const ROOTS = ["es2023", "es2025.iterator"];

/** Libraries none of whose values exist in a compartment, and which no other library refers to. */
const LEFT_OUT = new Set(["decorators", "decorators.legacy", "es2015.proxy", "es2021.weakref"]);

/** Types that describe only values which do not exist in a compartment. */
const DEAD_TYPES: ReadonlySet<string> = new Set([
  "Atomics",
  "FunctionConstructor",
  "Float32ArrayConstructor",
  "Float64ArrayConstructor",
  "SharedArrayBufferConstructor",
]);

/**
 * The value `Iterator`. TypeScript declares it in a module with an abstract class, a form that a
 * global script cannot have; its helper methods are taken over as they are.
 */
const ITERATOR_VALUE = `interface IteratorConstructor {
    readonly prototype: IteratorObject<unknown, undefined, unknown>;
    from<T>(value: Iterator<T, unknown, undefined> | Iterable<T, unknown, undefined>): IteratorObject<T, undefined, unknown>;
}
declare var Iterator: IteratorConstructor & (abstract new <T = unknown>() => IteratorObject<T, undefined, unknown>);
`;

/** The text of the trimmed library. */
export function generateEs2023(): string {
  const directory = dirname(ts.getDefaultLibFilePath({}));
  const seen = new Set<string>();
  const order: ts.SourceFile[] = [];
  const visit = (name: string) => {
    if (seen.has(name) || LEFT_OUT.has(name)) return;
    seen.add(name);
    const path = `${directory}/lib.${name}.d.ts`;
    const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2023);
    for (const reference of file.libReferenceDirectives) visit(reference.fileName);
    order.push(file);
  };
  ROOTS.forEach(visit);
  const printer = ts.createPrinter({ removeComments: true });
  const statements = order.flatMap((file) =>
    globalStatements(file).flatMap((statement) => {
      const kept = trimmed(statement);
      return kept === undefined ? [] : [printer.printNode(ts.EmitHint.Unspecified, kept, file)];
    })
  );
  return `// Made by tasks/generate-type-libs.ts from TypeScript ${ts.version}; do not edit.\n` +
    "// Copyright (c) Microsoft Corporation, Apache License 2.0. Changed: comments, and names that\n" +
    "// the sandbox withholds, are removed.\n" +
    `${statements.join("\n")}\n${ITERATOR_VALUE}`;
}

/** The statements of a library; of one written as a module, the interfaces it adds globally. */
function globalStatements(file: ts.SourceFile): readonly ts.Statement[] {
  if (!ts.isExternalModule(file)) return file.statements;
  const blocks = file.statements.filter(ts.isModuleDeclaration).map((global) => global.body!);
  return blocks.filter(ts.isModuleBlock).flatMap((block) =>
    block.statements.filter((s) =>
      ts.isInterfaceDeclaration(s) && s.name.text !== "IteratorConstructor"
    )
  );
}

/** `statement` without the values that no compartment has, or `undefined` when nothing is left. */
function trimmed(statement: ts.Statement): ts.Statement | undefined {
  if (ts.isVariableStatement(statement)) {
    const names = statement.declarationList.declarations.map((d) => (d.name as ts.Identifier).text);
    return names.every((name) => SANDBOX_GLOBALS.has(name)) ? statement : undefined;
  }
  if (ts.isFunctionDeclaration(statement)) {
    return SANDBOX_GLOBALS.has(statement.name!.text) ? statement : undefined;
  }
  if (ts.isInterfaceDeclaration(statement)) {
    return DEAD_TYPES.has(statement.name.text) ? undefined : statement;
  }
  if (ts.isModuleDeclaration(statement)) return trimmedNamespace(statement);
  return statement;
}

/** A namespace whose name is no sandbox global keeps its types only. */
function trimmedNamespace(namespace: ts.ModuleDeclaration): ts.Statement | undefined {
  const body = namespace.body;
  if (body === undefined || !ts.isModuleBlock(body)) return undefined;
  if (SANDBOX_GLOBALS.has(namespace.name.text)) return namespace;
  const types = body.statements.filter((s) =>
    ts.isInterfaceDeclaration(s) || ts.isTypeAliasDeclaration(s)
  );
  const { factory } = ts;
  return factory.updateModuleDeclaration(
    namespace,
    namespace.modifiers,
    namespace.name,
    factory.updateModuleBlock(body, types),
  );
}

if (import.meta.main) {
  writeFileSync(OUTPUT, generateEs2023());
}
