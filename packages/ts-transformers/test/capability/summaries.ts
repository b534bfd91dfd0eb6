/** Analyses small programs and prints summaries as one line of text, for tables of expectations. */
import ts from "typescript";
import {
  CapabilityAnalysis,
  type CapabilityOptions,
} from "../../1-facts/capability/capability-analysis.ts";
import { readSummaries } from "../../1-facts/capability/stored-summary.ts";
import {
  FACT_KINDS,
  type FunctionSummary,
  type RootSummary,
} from "../../1-facts/capability/summary.ts";
import { Provenance } from "../../1-facts/provenance.ts";
import { createProgram, type Files } from "../compile.ts";

export interface Analysed {
  readonly program: ts.Program;
  readonly analysis: CapabilityAnalysis;
  /** The summary of a function of `/main.tsx`. */
  summary(name: string): FunctionSummary;
  /** What the `index`-th call of `region(...)` in `/main.tsx` does with captured names. */
  region(names: readonly string[], index?: number): readonly RootSummary[];
}

export function analyseFiles(files: Files | string, options: CapabilityOptions = {}): Analysed {
  const program = createProgram(typeof files === "string" ? { "/main.tsx": files } : files);
  const provenance = new Provenance(program.getTypeChecker(), program);
  const analysis = new CapabilityAnalysis(provenance, options);
  const main = program.getSourceFile("/main.tsx")!;
  return {
    program,
    analysis,
    summary: (name) => analysis.ofFunction(functionNamed(main, name)),
    region: (names, index = 0) => {
      const node = regionCalls(main)[index]!.arguments[0]!;
      const symbols = names.map((name) =>
        program.getTypeChecker().resolveName(name, node, ts.SymbolFlags.Value, false)!
      );
      const found = analysis.ofRegion(node, symbols);
      return symbols.map((symbol) => found.get(symbol)!);
    },
  };
}

/** The same program, the summaries of `/lib.ts` coming from their stored form. */
export function analyseWithStored(files: Files): Analysed {
  const { program, analysis } = analyseFiles(files);
  const stored = JSON.stringify(analysis.exportedSummaries(program.getSourceFile("/lib.tsx")!));
  return analyseFiles(files, {
    importedSummaries: (file) =>
      file.fileName === "/lib.tsx" ? readSummaries(JSON.parse(stored)) : undefined,
  });
}

function functionNamed(file: ts.SourceFile, name: string): ts.FunctionLikeDeclaration {
  for (const statement of file.statements) {
    if (
      ts.isFunctionDeclaration(statement) && statement.name?.text === name &&
      statement.body !== undefined
    ) return statement;
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: bound, initializer } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(bound) || bound.text !== name || initializer === undefined) continue;
      if (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) {
        return initializer;
      }
    }
  }
  throw new Error(`No function ${JSON.stringify(name)}`);
}

function regionCalls(file: ts.SourceFile): ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) && ts.isIdentifier(node.expression) &&
      node.expression.text === "region"
    ) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** `reads a.b c; writes d`: lists in a fixed order, an empty path as `()`. */
export function lineOf(root: RootSummary): string {
  const lists = FACT_KINDS.filter((kind) => root[kind].length > 0)
    .map((kind) => `${kind} ${root[kind].map((path) => path.join(".") || "()").join(" ")}`);
  return [...lists, ...(root.passthrough ? ["passthrough"] : [])].join("; ");
}
