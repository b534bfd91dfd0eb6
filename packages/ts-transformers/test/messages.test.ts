import assert from "node:assert/strict";
import fc from "fast-check";
import ts from "typescript";
import type { CatalogueEntry } from "../catalogue.ts";
import { readCatalogue } from "../catalogue-powers.ts";
import type { DiagnosticCode } from "../diagnostic-code.generated.ts";
import { diagnostic } from "../diagnostics.generated.ts";
import { renderDiagnostic } from "../render-diagnostic.ts";

const catalogue = readCatalogue();

/** Values for every placeholder that are as long as a program can make them. */
function longParams({ params }: CatalogueEntry, text: string, node: ts.Node) {
  return Object.fromEntries(params.map(({ name, type }) => {
    switch (type) {
      case "source":
        return [name, node];
      case "name":
      case "type":
        return [name, text];
      case "position":
        return [name, "in a condition of this statement"];
      case "list":
        return [name, [text, text, text, text, text]];
      case "number":
        return [name, 123_456];
    }
  }));
}

/** The message of an entry of the catalogue, as its constructor makes it. */
function rendered(entry: CatalogueEntry, text: string) {
  const source = `f(${JSON.stringify(text)});`;
  const file = ts.createSourceFile("/a.ts", source, ts.ScriptTarget.ES2023, true);
  const [node] = file.statements;
  const { severity, context, why, instead } = entry;
  const params = Object.fromEntries(entry.params.map(({ name, type }) => [name, type]));
  const code = entry.code as DiagnosticCode;
  return renderDiagnostic(
    node!,
    { code, severity, context, why, instead, params },
    longParams(entry, text, node!),
  );
}

Deno.test("every message is its three parts on one line, with at most 400 characters", () => {
  fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 3000, unit: "binary" }), (text) => {
    for (const entry of catalogue) {
      const { message, context, why, instead } = rendered(entry, text);
      assert.ok(message.length <= 400, `${entry.code}: ${message.length}`);
      assert.equal(message, `${context} ${why} ${instead}`);
      assert.ok(!message.includes("\n") && message.isWellFormed(), entry.code);
    }
  }));
});

Deno.test("the catalogue blames nobody and names nothing internal", () => {
  for (const { code, context, why, instead } of catalogue) {
    for (const part of [context, why, instead]) {
      assert.ok(part.trim() !== "", code);
      assert.doesNotMatch(part, /\bsafe|__cf|\byou\b|n't\b|['*_]{2}/i, `${code}: ${part}`);
      assert.ok(part.split(/[.:] /).length <= 3, `${code} has more than two sentences: ${part}`);
    }
  }
});

Deno.test("the context of a context rule says which context it is", () => {
  for (const { code, context } of catalogue) {
    const [group] = code.split(":");
    // A tool is refused wherever it is made.
    if (code === "pattern-context:patterntool-requires-pattern") continue;
    if (group === "pattern-context") assert.match(context, /^In (pattern context|JSX), /);
    if (group === "compute-context") assert.match(context, /^In compute context, /);
  }
});

const file = ts.createSourceFile("/a.ts", "a + b;", ts.ScriptTarget.ES2023, true);
const [statement] = file.statements;

Deno.test("a long quote is cut in the middle, and a list after three items", () => {
  const { context } = diagnostic.schemaUnknownTypeAccess(statement!, {
    boundary: "The callback of `lift`",
    paths: ["a", "b.c", "d", "e", "f"],
    root: "x".repeat(100),
  });
  const half = "x".repeat(29);
  assert.equal(
    context,
    "The callback of `lift` reads `a`, `b.c`, `d` and 2 more of " +
      `\`${half}...${half.slice(1)}\`, which has type \`unknown\`.`,
  );
});

Deno.test("a finding carries the notes and fixes that it is given, else empty lists", () => {
  const notes = [{ message: "It became reactive here", file: "/a.ts", line: 1, column: 1 }];
  const fixes = [{ title: "Remove it", edits: [{ offset: 0, length: 5, text: "" }] }];
  const full = diagnostic.patternContextEarlyReturn(statement!, {}, { notes, fixes });
  assert.deepEqual([full.notes, full.fixes], [notes, fixes]);
  const bare = diagnostic.patternContextEarlyReturn(statement!);
  assert.deepEqual([bare.notes, bare.fixes, bare.emitted], [[], [], null]);
});
