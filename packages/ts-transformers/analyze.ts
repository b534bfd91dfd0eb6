/**
 * Scan and facts: the one walk over each authored module, from which every decision and every
 * diagnostic comes. It creates no node and changes none.
 */
import ts from "typescript";
import { compareDiagnostics } from "@commonfabric/contract";
import { SchemaGenerator } from "@commonfabric/schema-generator";
import { forbiddenText } from "./0-scan/forbidden-text.ts";
import { isTransformDisabled, misplacedPragmas } from "./0-scan/pragma.ts";
import { importedReservedNames, reservedName } from "./0-scan/reserved-names.ts";
import { runtimeImport } from "./0-scan/runtime-imports.ts";
import { CapabilityAnalysis } from "./1-facts/capability/capability-analysis.ts";
import { readSummaries } from "./1-facts/capability/stored-summary.ts";
import type { FunctionSummary } from "./1-facts/capability/summary.ts";
import type { CheckContext } from "./1-facts/checks/check-context.ts";
import { checkNode } from "./1-facts/checks/check-node.ts";
import { firstOfGroups } from "./1-facts/checks/first-of-groups.ts";
import { ModuleDecider } from "./1-facts/decide/module-decider.ts";
import { numberHoists } from "./1-facts/decide/number-hoists.ts";
import { planDefaultReexports } from "./1-facts/default-reexport.ts";
import { collectExports } from "./1-facts/exports.ts";
import { FactsBuilder } from "./1-facts/facts-builder.ts";
import { HandleTypes } from "./1-facts/handle-types.ts";
import { registerBuilders } from "./1-facts/registration.ts";
import { rememberingChecker } from "./1-facts/remembering-checker.ts";
import { BuilderSchemas } from "./1-facts/schemas/builder-schemas.ts";
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
  const { provenance, handles, capability, generator } = toolsOf(program, options);
  const modules: ModuleFacts[] = [];
  const diagnostics: TransformDiagnostic[] = [];
  for (const file of files) {
    const facts = new FactsBuilder(file, provenance, options.counters);
    checkWhole(program, file);
    modules.push(analyzeModule(facts, handles, capability, generator));
    diagnostics.push(...firstOfGroups(facts.diagnostics, file));
  }
  return { modules, diagnostics: diagnostics.sort(compareDiagnostics) };
}

/**
 * A check of the whole file keeps the types of its expressions, most of which single questions
 * resolve each time. It is the check that the type gate asks for afterwards; a program that is not
 * to be checked does nothing.
 */
function checkWhole(program: ts.Program, file: ts.SourceFile): void {
  program.getSemanticDiagnostics(file);
}

/** What the modules of one program share: their memos are worth most across modules. */
interface ProgramTools {
  readonly provenance: Provenance;
  readonly handles: HandleTypes;
  readonly capability: CapabilityAnalysis;
  readonly generator: SchemaGenerator;
}

// Goes with the program.
const programTools = new WeakMap<ts.Program, ProgramTools>();

function toolsOf(program: ts.Program, { importedInterface }: AnalyzeOptions): ProgramTools {
  const known = programTools.get(program);
  if (known !== undefined) return known;
  const provenance = new Provenance(rememberingChecker(program.getTypeChecker()), program);
  const tools = {
    provenance,
    handles: new HandleTypes(provenance),
    capability: new CapabilityAnalysis(
      provenance,
      importedInterface === undefined ? {} : {
        importedSummaries: (file) => storedSummaries(importedInterface(file.fileName)),
      },
    ),
    generator: new SchemaGenerator(program),
  };
  programTools.set(program, tools);
  return tools;
}

function storedSummaries(parts: unknown): ReadonlyMap<string, FunctionSummary> | undefined {
  return typeof parts === "object" && parts !== null && "functions" in parts
    ? readSummaries(parts.functions)
    : undefined;
}

function analyzeModule(
  facts: FactsBuilder,
  handles: HandleTypes,
  capability: CapabilityAnalysis,
  generator: SchemaGenerator,
): ModuleFacts {
  const { file } = facts;
  let at: ts.Node = file;
  try {
    facts.diagnostics.push(...misplacedPragmas(file));
    // Of a declaration file nothing is emitted.
    const disabled = file.isDeclarationFile || isTransformDisabled(file.text);
    const schemas = new BuilderSchemas({
      generator,
      provenance: facts.provenance,
      handles,
      capability,
      report: (found) => facts.report(found),
    });
    const decider = new ModuleDecider({ facts, handles, schemas });
    if (!disabled) decider.decide((node) => at = node);
    walkModule({ facts, handles, capability, decider, disabled }, (node) => at = node);
    if (disabled) return { ...facts.finish(collectExports(facts)), disabled };
    planDefaultReexports(facts);
    numberHoists(facts);
    registerBuilders(facts);
    return facts.finish(collectExports(facts), capability.exportedSummaries(file));
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
function walkModule(
  { facts, handles, capability, decider, disabled }: {
    readonly facts: FactsBuilder;
    readonly handles: HandleTypes;
    readonly capability: CapabilityAnalysis;
    readonly decider: ModuleDecider;
    readonly disabled: boolean;
  },
  visiting: (node: ts.Node) => void,
): void {
  const { file, counters, provenance } = facts;
  if (counters !== undefined) counters.typescriptVisits++;
  const knownReserved = importedReservedNames(file);
  const checks: CheckContext = {
    provenance,
    handles,
    checker: provenance.checker,
    capability,
    file,
    report: (found) => facts.report(found),
    isPatternOwnedBody: (fn) => decider.patternOwned.has(fn),
  };
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
    checkNode(checks, node);
    return true;
  });
  if (!disabled) decider.checkPlaces();
}

/** Syntax of the type system, of which nothing is emitted. */
function isErased(node: ts.Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) ||
    (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node));
}
