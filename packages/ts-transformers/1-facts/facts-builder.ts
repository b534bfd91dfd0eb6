/** The facts of one module while its one walk collects them. */
import ts from "typescript";
import type { Counters, SourceSite } from "@commonfabric/contract";
import type { Cause, LocalDestructuring, LoweringAction } from "../lowering.ts";
import type { TransformDiagnostic } from "../render-diagnostic.ts";
import type { ExportFacts, ExpressionAction, ModuleFacts, StatementAction } from "../types.ts";
import type { Provenance } from "./provenance.ts";

/**
 * What a module-level expression is to the verifier: certainly a primitive, a known immutable
 * value, frozen data, a function, a builder, or something that a diagnostic refuses.
 */
export type ValueClass = "prim" | "ref" | "data" | "func" | "builder" | "refused";

export class FactsBuilder {
  readonly diagnostics: TransformDiagnostic[] = [];
  readonly registered: string[] = [];
  readonly sites: Map<string, SourceSite> = new Map();
  /** Classes of module-level constants above the current statement. Bounded by the file. */
  readonly classes: Map<ts.Symbol, ValueClass> = new Map();
  /** Builder calls that are the value of a constant, an export or a branch of one. */
  readonly placedBuilders: Set<ts.Node> = new Set();
  readonly #expressions = new Map<ts.Node, ExpressionAction>();
  readonly #statements = new Map<ts.Statement, StatementAction>();
  readonly #lowerings = new Map<ts.Node, LoweringAction>();
  readonly #regions: ts.Node[] = [];
  readonly #causes = new Map<ts.Node, Cause>();
  readonly #localDestructurings = new Map<ts.Statement, LocalDestructuring>();
  readonly #touched = new Set<ts.Node>();
  readonly #fresh = new Set<string>();
  #temporaries = 0;

  constructor(
    readonly file: ts.SourceFile,
    readonly provenance: Provenance,
    readonly counters: Counters | undefined,
  ) {}

  get checker(): ts.TypeChecker {
    return this.provenance.checker;
  }

  /** Records what the rewrite does with `node`. A node has at most one action. */
  act(node: ts.Node, action: ExpressionAction): void {
    this.#expressions.set(node, action);
    this.#touch(node);
  }

  actOnStatement(statement: ts.Statement, action: StatementAction): void {
    this.#statements.set(statement, action);
    this.#touch(statement);
  }

  /** Records how `node` is lowered. A node has at most one lowering. */
  lower(node: ts.Node, action: LoweringAction): void {
    this.#lowerings.set(node, action);
    if (action.kind === "lifted-expression") this.#regions.push(node);
    else if (action.kind === "lifted-callback") this.#regions.push(action.callback);
    this.#touch(node);
  }

  /** The boundaries that `decide` makes. */
  innerRegions(decide: () => void): readonly ts.Node[] {
    const start = this.#regions.length;
    decide();
    return this.#regions.slice(start);
  }

  /** What `node` is lowered to, as far as it has been decided. */
  lowering(node: ts.Node): LoweringAction | undefined {
    return this.#lowerings.get(node);
  }

  /** What the rewrite does with `node`, as far as it has been decided. */
  action(node: ts.Node): ExpressionAction | undefined {
    return this.#expressions.get(node);
  }

  /** Every lowered node, in the order of decision. */
  lowered(): Iterable<readonly [ts.Node, LoweringAction]> {
    return this.#lowerings;
  }

  /** Every node with an action. */
  acted(): Iterable<readonly [ts.Node, ExpressionAction]> {
    return this.#expressions;
  }

  /** Names the fresh value that `node` is lowered to. */
  nameCause(node: ts.Node, cause: Cause): void {
    this.#causes.set(node, cause);
    this.#touch(node);
  }

  /** Records how a `const` destructuring inside a body is emitted. */
  destructure(statement: ts.Statement, plan: LocalDestructuring): void {
    this.#localDestructurings.set(statement, plan);
    this.#touch(statement);
  }

  #touch(node: ts.Node): void {
    for (let at: ts.Node | undefined = node; at && !this.#touched.has(at); at = at.parent) {
      this.#touched.add(at);
    }
  }

  report(diagnostic: TransformDiagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  /** Whether a finding is at `node` or around it. */
  hasFindingAround(node: ts.Node): boolean {
    const start = node.getStart(this.file);
    return this.diagnostics.some(({ offset, length }) =>
      offset !== null && length !== null && offset <= start && node.end <= offset + length
    );
  }

  /** Remembers what the constant `name` is, for the statements below it. */
  setClass(name: ts.Identifier, value: ValueClass): void {
    const symbol = this.checker.getSymbolAtLocation(name);
    if (symbol !== undefined) this.classes.set(symbol, value);
  }

  /** A helper that did not come straight from its host module is called through `__cfHelpers`. */
  useHelperCallee(call: ts.CallExpression): void {
    const spec = this.provenance.hostValue(call.expression);
    if (spec === undefined || this.provenance.isImportedFromHost(call.expression)) return;
    this.act(call.expression, { kind: "helper", name: spec.name });
  }

  /** `base`, or `base_1`, ...: a name that the file does not use. */
  freshName(base: string): string {
    const { identifiers } = this.file as unknown as {
      readonly identifiers: ReadonlyMap<string, string>;
    };
    let name = base;
    for (let n = 1; identifiers.has(name) || this.#fresh.has(name); n++) name = `${base}_${n}`;
    this.#fresh.add(name);
    return name;
  }

  /** The next name for a temporary of a top-level destructuring. */
  nextTemporary(): string {
    return `__cfData_${++this.#temporaries}`;
  }

  /** The site of `symbol`, authored at `node`. */
  addSite(symbol: string, node: ts.Node, details: Omit<SourceSite, "line" | "col">): void {
    const { line, character } = this.file.getLineAndCharacterOfPosition(node.getStart(this.file));
    this.sites.set(symbol, { line: line + 1, col: character, ...details });
  }

  finish(
    exports: ReadonlyMap<string, ExportFacts>,
    functions: Readonly<Record<string, unknown>> = {},
  ): ModuleFacts {
    return {
      file: this.file,
      disabled: false,
      expressions: this.#expressions,
      statements: this.#statements,
      lowerings: this.#lowerings,
      causes: this.#causes,
      localDestructurings: this.#localDestructurings,
      touched: this.#touched,
      registered: this.registered,
      sites: this.sites,
      exports,
      functions,
      counters: this.counters,
    };
  }
}
