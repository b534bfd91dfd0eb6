/** The state of the analysis of one function: what its names may be, and the facts found so far. */
import ts from "typescript";
import { isWithin } from "../../walk.ts";
import type { Provenance } from "../provenance.ts";
import type { CallGraph } from "./call-graph.ts";
import type { FunctionWithBody } from "./callee.ts";
import type { Handles } from "./handles.ts";
import { RootFacts } from "./root-facts.ts";
import type { FactKind, FunctionSummary, ReturnRef, SourceRef } from "./summary.ts";
import { isEqualValue, join, NOTHING, place, refKey, type Value, whole, widen } from "./value.ts";

/** A cell that is handed to a parameter of several wrapper types. */
export interface UnreadableCellArgument {
  readonly node: ts.Expression;
  readonly callee: ts.Expression;
  readonly type: ts.Type;
}

/** The summary of a function: its roots are the parameters, then `free`. */
export interface UnitSummary extends FunctionSummary {
  readonly parameterCount: number;
  /** Names of enclosing functions that it uses, each a root. */
  readonly free: readonly ts.Symbol[];
  /** What it assigns to names of enclosing functions. */
  readonly assigned: ReadonlyMap<ts.Symbol, Value>;
  readonly findings: readonly UnreadableCellArgument[];
}

/** What the units of one program share. */
export interface UnitHost {
  readonly provenance: Provenance;
  readonly handles: Handles;
  readonly calls: CallGraph;
  /** `undefined` while the function itself is being walked. */
  summaryOf(node: FunctionWithBody): UnitSummary | undefined;
}

/** Facts that are about a handle: recorded at its path, not at what `key` navigated to. */
const HANDLE_FACTS: ReadonlySet<FactKind> = new Set([
  "handleReads",
  "handleWrites",
  "handleParts",
  "unverified",
]);
/** Facts of a part of a handle that are none of the handle itself. */
const REACHED_FACTS: ReadonlySet<FactKind> = new Set(["opaque", "identity", "presence"]);
/** Facts that need the whole prefix when a part of the path is unknown. */
const WIDENED_FACTS: ReadonlySet<FactKind> = new Set([
  "reads",
  "fullReads",
  "identity",
  "presence",
]);

export class Unit {
  readonly host: UnitHost;
  readonly node: ts.Node;
  readonly #env = new Map<ts.Symbol, Value>();
  readonly #free = new Map<ts.Symbol, number>();
  readonly #assigned = new Map<ts.Symbol, Value>();
  readonly #lookedUp = new Set<ts.Symbol>();
  readonly #parameterCount: number;
  readonly #sources: (unit: Unit, node: ts.Expression) => Value;
  #facts: RootFacts[] = [];
  #returns = new Map<string, ReturnRef>();
  #findings: UnreadableCellArgument[] = [];
  #isWidening = false;
  /** A name was read before all that it may be was known: another round is needed. */
  isDirty = false;
  isRecursive = false;
  height = 1;

  constructor(
    host: UnitHost,
    node: ts.Node,
    sources: (unit: Unit, node: ts.Expression) => Value,
  ) {
    this.host = host;
    this.node = node;
    this.#sources = sources;
    this.#parameterCount = ts.isFunctionLike(node) ? node.parameters.length : 0;
    for (let i = 0; i < this.#parameterCount; i++) this.#facts.push(new RootFacts());
  }

  /** Starts a round over the body; what names may be is kept. */
  begin(isWidening: boolean): void {
    this.#facts = this.#facts.map(() => new RootFacts());
    this.#returns = new Map();
    this.#findings = [];
    this.#lookedUp.clear();
    this.isDirty = false;
    this.#isWidening = isWidening;
  }

  sourceOf(node: ts.Expression): Value {
    return this.#sources(this, node);
  }

  typeOf(node: ts.Node): ts.Type {
    return this.host.handles.typeOf(node);
  }

  parameter(index: number): Value {
    return place(index);
  }

  /** What the name may be; names of modules and of the host are nothing. */
  lookup(symbol: ts.Symbol): Value {
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    if (declaration === undefined || ts.isFunctionDeclaration(declaration)) return NOTHING;
    if (this.contains(declaration)) {
      this.#lookedUp.add(symbol);
      return this.#env.get(symbol) ?? NOTHING;
    }
    if (ts.findAncestor(declaration.parent, ts.isFunctionLike) === undefined) return NOTHING;
    let index = this.#free.get(symbol);
    if (index === undefined) {
      index = this.#facts.length;
      this.#free.set(symbol, index);
      this.#facts.push(new RootFacts());
    }
    return join(place(index), this.#assigned.get(symbol) ?? NOTHING);
  }

  /** Whether `node` is written inside the analysed node. */
  contains(node: ts.Node): boolean {
    return isWithin(node, this.node);
  }

  /** Adds to what the name may be. */
  bind(symbol: ts.Symbol, value: Value): void {
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    const isOwn = declaration !== undefined && this.contains(declaration);
    const names = isOwn ? this.#env : this.#assigned;
    const known = names.get(symbol) ?? NOTHING;
    let joined = join(known, value);
    if (isEqualValue(known, joined)) return;
    if (this.#isWidening) joined = widen(joined);
    names.set(symbol, joined);
    if (isOwn ? this.#lookedUp.has(symbol) : this.#free.has(symbol)) {
      this.isDirty ||= !isEqualValue(known, joined);
    }
  }

  /** Records a fact at one place. */
  fact(kind: FactKind, ref: SourceRef): void {
    const facts = this.#facts[ref.root]!;
    const handlePath = ref.handle === undefined ? ref.path : ref.path.slice(0, ref.handle);
    if (HANDLE_FACTS.has(kind)) {
      // A handle in an unknown place: whatever is there is needed as it is declared.
      const isUnplaced = ref.dynamic && ref.handle === undefined;
      if (!isUnplaced) return facts.add(kind, handlePath);
      return facts.add("wildcards", withoutTrailingElements(ref.path));
    }
    if (ref.handle !== undefined && REACHED_FACTS.has(kind)) facts.add("handleParts", handlePath);
    if (kind === "comparable") {
      if (ref.dynamic && ref.handle === undefined) return facts.add("wildcards", ref.path);
      facts.add(kind, handlePath);
      if (!ref.dynamic) facts.add(kind, ref.path);
      return;
    }
    if (kind === "wildcards" || (ref.dynamic && WIDENED_FACTS.has(kind))) {
      return facts.add("wildcards", withoutTrailingElements(ref.path));
    }
    facts.add(kind, ref.path);
  }

  /** Records a fact of the value itself, not of members of fresh values. */
  record(kind: FactKind, value: Value): void {
    for (const ref of whole(value)) this.fact(kind, ref);
  }

  /** Records a fact of the value and of all that fresh values hold. */
  recordDeep(kind: FactKind, value: Value): void {
    for (const ref of value) this.fact(kind, ref);
  }

  passOn(ref: SourceRef): void {
    if (ref.path.length === 0) this.#facts[ref.root]!.isPassedOn = true;
  }

  addDefault(ref: SourceRef, value: unknown): void {
    this.#facts[ref.root]!.defaults.set(ref.path.join("\u0000"), value);
  }

  addReturn(ref: SourceRef, isHandle: boolean): void {
    this.#returns.set(`${refKey(ref)}|${isHandle}`, { ...ref, isHandle });
  }

  addFinding(finding: UnreadableCellArgument): void {
    this.#findings.push(finding);
  }

  addFindings(findings: readonly UnreadableCellArgument[]): void {
    for (const finding of findings) {
      if (!this.#findings.includes(finding)) this.#findings.push(finding);
    }
  }

  summary(): UnitSummary {
    return {
      parameterCount: this.#parameterCount,
      roots: this.#facts.map((facts) => facts.summary()),
      free: [...this.#free.keys()],
      returns: [...this.#returns.values()],
      assigned: this.#assigned,
      recursive: this.isRecursive,
      height: this.height,
      findings: this.#findings,
    };
  }
}

/** An element of a list that is needed whole needs the list. */
function withoutTrailingElements(path: readonly string[]): readonly string[] {
  let length = path.length;
  while (length > 0 && path[length - 1] === "*") length--;
  return path.slice(0, length);
}
