/**
 * Scan and facts: the one walk over each authored module, from which every decision and every
 * diagnostic comes. It creates no node and changes none.
 */
import ts from "typescript";
import { compareDiagnostics } from "@commonfabric/contract";
import { forbiddenText } from "./0-scan/forbidden-text.ts";
import { isTransformDisabled, misplacedPragmas } from "./0-scan/pragma.ts";
import { importedReservedNames, reservedName } from "./0-scan/reserved-names.ts";
import { runtimeImport } from "./0-scan/runtime-imports.ts";
import { BuilderPlacement } from "./1-facts/builder-placement.ts";
import { planDefaultReexports } from "./1-facts/default-reexport.ts";
import { collectExports } from "./1-facts/exports.ts";
import { FactsBuilder } from "./1-facts/facts-builder.ts";
import { registerBuilders } from "./1-facts/registration.ts";
import { Provenance } from "./1-facts/provenance.ts";
import { analyzeTopLevel, isStringStatement } from "./1-facts/top-level-statement.ts";
import { diagnostic } from "./diagnostics.generated.ts";
import type { TransformDiagnostic } from "./render-diagnostic.ts";
import type { Analysis, AnalyzeOptions, ModuleFacts } from "./types.ts";
import { walk } from "./walk.ts";

/**
 * The facts of `files`, which are files of `program`, and all of their diagnostics in the common
 * order. Never throws on account of authored code: a failure is `transform:internal`. A caller
 * emits nothing when there is an error among the diagnostics.
 */
export function analyze(
  program: ts.Program,
  files: readonly ts.SourceFile[],
  options: AnalyzeOptions = {},
): Analysis {
  const provenance = new Provenance(program.getTypeChecker(), program);
  const modules: ModuleFacts[] = [];
  const diagnostics: TransformDiagnostic[] = [];
  for (const file of files) {
    const facts = new FactsBuilder(file, provenance, options.counters);
    modules.push(analyzeModule(facts));
    diagnostics.push(...withoutRepeats(facts.diagnostics));
  }
  return { modules, diagnostics: diagnostics.sort(compareDiagnostics) };
}

function analyzeModule(facts: FactsBuilder): ModuleFacts {
  const { file } = facts;
  let at: ts.Node = file;
  try {
    facts.diagnostics.push(...misplacedPragmas(file));
    // Of a declaration file nothing is emitted.
    const disabled = file.isDeclarationFile || isTransformDisabled(file.text);
    walkModule(facts, disabled, (node) => at = node);
    if (disabled) return { ...facts.finish(collectExports(facts)), disabled };
    planDefaultReexports(facts);
    registerBuilders(facts);
    return facts.finish(collectExports(facts));
  } catch (error) {
    // Running out of stack is the host's to report, as nesting that is too deep.
    if (error instanceof RangeError) throw error;
    facts.report(diagnostic.transformInternal(at, { expr: at }));
    return {
      ...new FactsBuilder(file, facts.provenance, facts.counters).finish(new Map()),
      disabled: true,
    };
  }
}

/** The walk: the scan looks at every node; facts are taken unless the module disables them. */
function walkModule(facts: FactsBuilder, disabled: boolean, visiting: (node: ts.Node) => void) {
  const { file, counters } = facts;
  if (counters !== undefined) counters.typescriptVisits++;
  const knownReserved = importedReservedNames(file);
  const placement = new BuilderPlacement(facts);
  let isPrologue = true;
  walk(file, (node) => {
    if (isErased(node)) return false;
    visiting(node);
    const refused = runtimeImport(node) ?? reservedName(node, knownReserved) ?? forbiddenText(node);
    if (refused !== undefined) facts.report(refused);
    if (disabled) return true;
    if (node.parent === file && node !== file && node.kind !== ts.SyntaxKind.EndOfFileToken) {
      const statement = node as ts.Statement;
      analyzeTopLevel(facts, statement, isPrologue);
      isPrologue &&= isStringStatement(statement);
    }
    placement.enter(node);
    return true;
  }, (node) => {
    if (!disabled) placement.leave(node);
  });
}

/** Syntax of the type system, of which nothing is emitted. */
function isErased(node: ts.Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) ||
    (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node));
}

/** One culprit, one diagnostic: of several for one range the first group in the order wins. */
function withoutRepeats(found: readonly TransformDiagnostic[]): TransformDiagnostic[] {
  const inside = (inner: TransformDiagnostic, outer: TransformDiagnostic) =>
    inner !== outer && inner.offset! >= outer.offset! &&
    inner.offset! + inner.length! <= outer.offset! + outer.length!;
  const closed = found.filter(({ code }) =>
    code === "module:dynamic-import" || code === "module:top-level-class"
  );
  return found.filter((candidate, index) =>
    !closed.some((outer) => inside(candidate, outer)) &&
    found.findIndex((other) =>
        other.code === candidate.code && other.offset === candidate.offset
      ) ===
      index
  );
}
