import assert from "node:assert/strict";
import ts from "typescript";
import { exportSpec, hostTable, REGISTRY } from "@commonfabric/api";
import { helperExport, importableHostExport, SANDBOX_GLOBALS } from "@commonfabric/contract";
import { sortedUtf8 } from "@commonfabric/canonical";
import { readTypeLibs } from "@commonfabric/api/type-libs";
import { generateEs2023 } from "../tasks/generate-type-libs.ts";

const libraries = readTypeLibs();

const parse = (text: string) => ts.createSourceFile("/x.d.ts", text, ts.ScriptTarget.ES2023, true);

const hasModifier = (node: ts.Node, kind: ts.SyntaxKind) =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((m) => m.kind === kind);

/** Names that a declaration file declares as values and as types. */
function declared(file: ts.SourceFile, exportedOnly: boolean) {
  const values = new Set<string>();
  const types = new Set<string>();
  for (const statement of file.statements) {
    const isExport = ts.isExportDeclaration(statement) ||
      hasModifier(statement, ts.SyntaxKind.ExportKeyword);
    if (exportedOnly && !isExport) continue;
    if (ts.isVariableStatement(statement)) {
      statement.declarationList.declarations.forEach((d) => values.add(d.name.getText()));
    } else if (ts.isFunctionDeclaration(statement)) values.add(statement.name!.text);
    else if (ts.isExportDeclaration(statement) && statement.isTypeOnly) {
      const clause = statement.exportClause;
      if (clause !== undefined && ts.isNamedExports(clause)) {
        clause.elements.forEach((element) => types.add(element.name.text));
      }
    } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      types.add(statement.name.text);
    } else if (ts.isModuleDeclaration(statement) && hasValues(statement)) {
      values.add(statement.name.text);
    }
  }
  return { values, types };
}

const hasValues = (namespace: ts.ModuleDeclaration) =>
  namespace.body !== undefined && ts.isModuleBlock(namespace.body) &&
  namespace.body.statements.some((s) => ts.isFunctionDeclaration(s) || ts.isVariableStatement(s));

for (const module of ["commonfabric", "commonfabric/schema", "commonfabric/cfc"] as const) {
  Deno.test(`the registry and the declarations of "${module}" name the same exports`, () => {
    const { values, types } = declared(parse(libraries[module]), true);
    const rows = REGISTRY.filter((r) => r.module === module && !r.name.includes("."));
    const named = (isType: boolean) =>
      rows.filter((r) => (r.category === "type") === isType && r.category !== "internal")
        .map((r) => r.name);
    // The type keys of handles are declared as values, but exist in types only.
    const typeKeys = [...values].filter((name) => name.startsWith("CELL_"));
    typeKeys.forEach((name) => values.delete(name));
    assert.deepEqual(sortedUtf8(values), sortedUtf8(named(false)));
    assert.deepEqual(sortedUtf8([...types, ...typeKeys]), sortedUtf8(named(true)));
  });
}

Deno.test("the libraries declare exactly the values that a compartment has", () => {
  const values = new Set<string>(["undefined"]);
  for (const name of ["es2023", "dom"] as const) {
    declared(parse(libraries[name]), false).values.forEach((value) => values.add(value));
  }
  assert.deepEqual(sortedUtf8(values), sortedUtf8(SANDBOX_GLOBALS.keys()));
});

Deno.test("the committed ES2023 library is what its generator writes", () => {
  assert.equal(libraries.es2023, generateEs2023());
});

Deno.test("an import reaches values, never internal names or types", () => {
  assert.equal(importableHostExport(hostTable, "commonfabric", "pattern")?.category, "builder");
  assert.equal(importableHostExport(hostTable, "commonfabric", "h"), undefined);
  assert.equal(importableHostExport(hostTable, "commonfabric", "VNode"), undefined);
  assert.equal(importableHostExport(hostTable, "commonfabric/schema", "Schema"), undefined);
  assert.equal(helperExport(hostTable, "h")?.category, "internal");
  assert.equal(importableHostExport(hostTable, "commonfabric", "assertRecord"), undefined);
  assert.equal(importableHostExport(hostTable, "commonfabric/cfc", "v")?.verify?.pure, true);
  assert.equal(helperExport(hostTable, "nosuch"), undefined);
});

Deno.test("a value that is also a type keeps the rule of the value", () => {
  assert.equal(hostTable.modules.get("commonfabric")?.exports.get("Cell")?.category, "cell");
  assert.equal(exportSpec("commonfabric", "Cell.for")?.callKind, "cell-for");
});

Deno.test("each builder has the callback rule and argument count of the verifier", () => {
  const rules = REGISTRY.filter((row) => row.category === "builder").map((row) =>
    [row.name, row.verify?.callback, row.verify?.maxArguments] as const
  );
  assert.deepEqual(rules, [
    ["pattern", { kind: "argument", index: 0 }, 4],
    ["render", { kind: "argument", index: 0 }, 4],
    ["lift", { kind: "first-of", count: 3 }, 4],
    ["handler", { kind: "first-or", otherwise: 2 }, 4],
    ["computed", { kind: "argument", index: 0 }, 2],
    ["action", { kind: "argument", index: 0 }, 2],
    ["assert", { kind: "argument", index: 0 }, 2],
    ["derive", { kind: "first-or", first: 1, otherwise: 3 }, 4],
    ["multiUserTest", { kind: "builder-record" }, 1],
  ]);
});

Deno.test("every kind of call and every place of a schema has a row", () => {
  const callKinds = new Set(REGISTRY.flatMap(({ callKind }) => callKind ?? []));
  assert.deepEqual(sortedUtf8(callKinds), [
    "action",
    "assert",
    "cell-factory",
    "cell-for",
    "computed",
    "data",
    "derive",
    "equals",
    "fetch-json",
    "generate",
    "handler",
    "ifElse",
    "lift",
    "pattern",
    "patternTool",
    "render",
    "runtime-call",
    "str",
    "unless",
    "when",
    "wish",
  ]);
  const rules = new Map(REGISTRY.map((spec) => [spec.name, spec.schemaRule]));
  assert.equal(rules.get("wish"), "second-argument");
  assert.equal(rules.get("generateObject"), "options-schema");
  assert.equal(rules.get("sqliteQuery"), "options-row-schema");
  assert.equal(rules.get("Writable.perUser.for"), "cell-for");
});

Deno.test("only helpers that are data in, data out may compute module data", () => {
  const pure = REGISTRY.filter((spec) => spec.category === "call" && spec.verify?.pure === true)
    .map(({ name }) => name);
  assert.deepEqual(sortedUtf8(pure), [
    "dataFile",
    "exchangeRule",
    "exchangeRules",
    "toCompactDebugString",
    "toIndentedDebugString",
    "v",
    "valueEqual",
  ]);
});

Deno.test("the declarations stay within their line budgets", () => {
  const lines = (name: keyof typeof libraries) => libraries[name].split("\n").length;
  assert.ok(lines("commonfabric") <= 900);
  assert.ok(lines("jsx") <= 300);
});
