/** Runs the checks of single nodes over a program, as the walk of the facts does. */
import assert from "node:assert/strict";
import ts from "typescript";
import { CapabilityAnalysis } from "../../1-facts/capability/capability-analysis.ts";
import type { CheckContext } from "../../1-facts/checks/check-context.ts";
import { checkNode } from "../../1-facts/checks/check-node.ts";
import { firstOfGroups } from "../../1-facts/checks/first-of-groups.ts";
import { HandleTypes } from "../../1-facts/handle-types.ts";
import { Provenance } from "../../1-facts/provenance.ts";
import type { TransformDiagnostic } from "../../render-diagnostic.ts";
import { walk, withAssertions } from "../../walk.ts";
import { createProgram } from "../compile.ts";

const IMPORTS = `import {
  action, Cell, cell, computed, fetchJson, fetchJsonUnchecked, handler, pattern, patternTool,
  type Reactive, render, type Stream, UI, Writable,
} from "commonfabric";
`;

/** `text` as a module that has every name of the tests in scope. */
export function withImports(text: string): string {
  return `${IMPORTS}${text}\n`;
}

/** What the checks find in `text`, a whole module. */
export function find(text: string, path = "/main.tsx"): TransformDiagnostic[] {
  const program = createProgram({ [path]: text });
  const file = program.getSourceFile(path)!;
  const provenance = new Provenance(program.getTypeChecker(), program);
  const found: TransformDiagnostic[] = [];
  const context: CheckContext = {
    provenance,
    handles: new HandleTypes(provenance),
    checker: provenance.checker,
    capability: new CapabilityAnalysis(provenance),
    file,
    report: (diagnostic) => void found.push(diagnostic),
    isPatternOwnedBody: (fn) => {
      const { parent } = withAssertions(fn);
      const builder = ts.isCallExpression(parent) ? provenance.builderOf(parent) : undefined;
      return builder?.callKind === "pattern" || builder?.callKind === "render";
    },
  };
  walk(file, (node) => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return false;
    checkNode(context, node);
    return true;
  });
  return firstOfGroups(found, file);
}

/** Code and quoted culprit, the way rows of the tests have them. */
export type Expected = readonly [code: string, culprit: string];

/** Holds what is found in the module `text` against `expected`, in source order. */
export function assertFinds(
  text: string,
  expected: readonly Expected[],
  path?: string,
): TransformDiagnostic[] {
  const whole = withImports(text);
  const found = find(whole, path).sort((a, b) => a.offset! - b.offset!);
  assert.deepEqual(
    found.map(({ code, offset, length }) => [code, whole.slice(offset!, offset! + length!)]),
    expected,
    text,
  );
  return found;
}

/** `text` with the edits of the first fix of `finding`. */
export function applied(text: string, { fixes, code }: TransformDiagnostic): string {
  const [fix] = fixes;
  assert.ok(fix !== undefined, `${code} has no fix`);
  return fix.edits.toSorted((a, b) => b.offset - a.offset).reduce(
    (at, { offset, length, text }) => at.slice(0, offset) + text + at.slice(offset + length),
    text,
  );
}
