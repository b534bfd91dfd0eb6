/**
 * What functions and regions of a checked program do with their parameters and captures. Each
 * function is walked once: its summary is memoised and substituted where it is called.
 */
import ts from "typescript";
import type { Provenance } from "../provenance.ts";
import { analyseUnit } from "./analyse-unit.ts";
import { CallGraph } from "./call-graph.ts";
import { type FunctionWithBody, hasBody } from "./callee.ts";
import { exportedFunctions } from "./exported-functions.ts";
import { Handles } from "./handles.ts";
import { NO_FACTS, RootFacts } from "./root-facts.ts";
import { FACT_KINDS, type FunctionSummary, type RootSummary } from "./summary.ts";
import { encodeSummary, type JsonValue } from "./stored-summary.ts";
import type { UnitHost, UnitSummary, UnreadableCellArgument } from "./unit.ts";

export interface CapabilityOptions {
  /** Stored summaries of a module by export name; `undefined` when there are none. */
  readonly importedSummaries?: (
    file: ts.SourceFile,
  ) => ReadonlyMap<string, FunctionSummary> | undefined;
}

export class CapabilityAnalysis {
  readonly #host: UnitHost;
  readonly #options: CapabilityOptions;
  // Bounded by the nodes of the program, with which they go.
  readonly #summaries = new WeakMap<ts.Node, UnitSummary>();
  readonly #running = new WeakSet<ts.Node>();
  readonly #stored = new WeakMap<ts.SourceFile, ReadonlyMap<FunctionWithBody, FunctionSummary>>();

  constructor(provenance: Provenance, options: CapabilityOptions = {}) {
    this.#options = options;
    this.#host = {
      provenance,
      handles: new Handles(provenance.checker),
      calls: new CallGraph(provenance),
      summaryOf: (node) => this.#running.has(node) ? undefined : this.#calleeSummary(node),
    };
  }

  /** One root per parameter, in order. What is returned counts as handed on. */
  ofFunction(node: ts.FunctionLikeDeclaration): FunctionSummary {
    const summary = hasBody(node) ? this.#summary(node) : undefined;
    if (summary === undefined) {
      return {
        roots: node.parameters.map(() => NO_FACTS),
        returns: [],
        recursive: false,
        height: 0,
      };
    }
    const roots = withReturns(summary).slice(0, summary.parameterCount);
    const returns = summary.returns.filter(({ root }) => root < summary.parameterCount);
    return { roots, returns, recursive: summary.recursive, height: summary.height };
  }

  /**
   * What `region`, everything nested in it included, does with each of `roots`, which are declared
   * outside of it. Its value, and what it returns if it is a function, counts as handed on.
   */
  ofRegion(
    region: ts.Node,
    roots: readonly ts.Symbol[],
  ): ReadonlyMap<ts.Symbol, RootSummary> {
    const summary = this.#summary(region);
    const all = withReturns(summary);
    const index = new Map(summary.free.map((symbol, at) => [symbol, summary.parameterCount + at]));
    return new Map(roots.map((symbol) => [symbol, all[index.get(symbol) ?? -1] ?? NO_FACTS]));
  }

  /** Whether the region reaches itself. */
  isRecursive(region: ts.Node): boolean {
    return this.#summary(region).recursive;
  }

  /** Handles in `region` that go to parameters of several wrapper types. */
  unreadableArguments(region: ts.Node): readonly UnreadableCellArgument[] {
    return this.#summary(region).findings;
  }

  /** What callers of the exported functions of `file` need of them: canonical JSON by name. */
  exportedSummaries(file: ts.SourceFile): Readonly<Record<string, JsonValue>> {
    const entries = exportedFunctions(file, this.#host.provenance).map((
      [name, node],
    ) => [name, encodeSummary(calleeForm(this.#summary(node)))] as const);
    return Object.fromEntries(entries);
  }

  #calleeSummary(node: FunctionWithBody): UnitSummary {
    const stored = this.#storedOf(node.getSourceFile()).get(node);
    if (stored === undefined) return this.#summary(node);
    return {
      ...stored,
      parameterCount: stored.roots.length,
      free: [],
      assigned: new Map(),
      findings: [],
    };
  }

  #storedOf(file: ts.SourceFile): ReadonlyMap<FunctionWithBody, FunctionSummary> {
    const known = this.#stored.get(file);
    if (known !== undefined) return known;
    const summaries = this.#options.importedSummaries?.(file);
    const found = new Map<FunctionWithBody, FunctionSummary>();
    if (summaries !== undefined) {
      for (const [name, node] of exportedFunctions(file, this.#host.provenance)) {
        const summary = summaries.get(name);
        if (summary?.roots.length === node.parameters.length) found.set(node, summary);
      }
    }
    this.#stored.set(file, found);
    return found;
  }

  #summary(node: ts.Node): UnitSummary {
    const known = this.#summaries.get(node);
    if (known !== undefined) return known;
    this.#running.add(node);
    try {
      const summary = analyseUnit(this.#host, node);
      this.#summaries.set(node, summary);
      return summary;
    } finally {
      this.#running.delete(node);
    }
  }
}

/** Without captures, of which an exported function has none. */
function calleeForm(summary: UnitSummary): FunctionSummary {
  const { parameterCount, recursive, height } = summary;
  return {
    roots: summary.roots.slice(0, parameterCount),
    returns: summary.returns.filter(({ root }) => root < parameterCount),
    recursive,
    height,
  };
}

/** The roots with what is returned: data is read, handles and whole roots are handed on. */
function withReturns(summary: UnitSummary): readonly RootSummary[] {
  const returned = summary.roots.map(() => new RootFacts());
  for (const { root, path, dynamic, handle, isHandle } of summary.returns) {
    const facts = returned[root]!;
    const isData = !isHandle && handle === undefined;
    if (dynamic && isData) {
      facts.add("wildcards", path);
      continue;
    }
    if (path.length === 0) facts.isPassedOn = true;
    if (handle !== undefined) facts.add("handleParts", path.slice(0, handle));
    facts.add(isData && path.length > 0 ? "reads" : "opaque", path);
  }
  return summary.roots.map((own, index) => {
    const facts = returned[index]!;
    for (const kind of FACT_KINDS) own[kind].forEach((path) => facts.add(kind, path));
    facts.isPassedOn ||= own.passthrough;
    own.defaults.forEach((value, key) => facts.defaults.set(key, value));
    return facts.summary();
  });
}
