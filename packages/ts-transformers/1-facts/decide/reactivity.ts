/**
 * Which values are known through references while a body runs. Provenance is kept by symbol, so
 * equal names in other scopes do not affect each other, and never read off a type: the type of a
 * reactive value is the type of its data. Only handles show in types.
 */
import ts from "typescript";
import type { Provenance } from "../provenance.ts";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import type { HandleTypes } from "../handle-types.ts";

/** The lattice `plain < opaque < cell | stream`, and literals, whose members keep their own. */
export type Reactive =
  | { readonly kind: "plain" }
  | { readonly kind: "opaque" }
  | { readonly kind: "cell" }
  | { readonly kind: "stream" }
  | {
    readonly kind: "structure";
    /** Members of an object literal. */
    readonly members: ReadonlyMap<string, Reactive>;
    /** Elements of an array literal. */
    readonly elements: Reactive | undefined;
  };

export const PLAIN: Reactive = Object.freeze({ kind: "plain" });
export const OPAQUE: Reactive = Object.freeze({ kind: "opaque" });
export const CELL: Reactive = Object.freeze({ kind: "cell" });
export const STREAM: Reactive = Object.freeze({ kind: "stream" });

/** Whether a value is, or holds, a reference. */
export function isReactive(value: Reactive): boolean {
  if (value.kind !== "structure") return value.kind !== "plain";
  return [...value.members.values()].some(isReactive) ||
    (value.elements !== undefined && isReactive(value.elements));
}

/** Whether a value is itself a reference, so that reading a member of it needs `key`. */
export function isReference(value: Reactive): boolean {
  return value.kind === "opaque" || value.kind === "cell" || value.kind === "stream";
}

/** The value that is `a` or `b`. */
export function joined(a: Reactive, b: Reactive): Reactive {
  if (a.kind === "structure" && b.kind === "structure") return joinedStructures(a, b);
  if (a.kind === b.kind) return a;
  if (!isReactive(a) && !isReactive(b)) return PLAIN;
  // Members of a literal are read as members, which references allow as well.
  if (a.kind === "structure" || b.kind === "structure") return UNKNOWN_STRUCTURE;
  return OPAQUE;
}

type Structure = Extract<Reactive, { kind: "structure" }>;

const UNKNOWN_STRUCTURE: Structure = Object.freeze({
  kind: "structure",
  members: new Map(),
  elements: OPAQUE,
});

function joinedStructures(a: Structure, b: Structure): Structure {
  const members = new Map(a.members);
  for (const [key, value] of b.members) {
    const known = members.get(key);
    members.set(key, known === undefined ? value : joined(known, value));
  }
  const elements = a.elements !== undefined && b.elements !== undefined
    ? joined(a.elements, b.elements)
    : a.elements ?? b.elements;
  return { kind: "structure", members, elements };
}

/** What is left of a literal when some of its members were taken. */
function withoutMembers(value: Reactive, taken: ReadonlySet<string>): Reactive {
  if (value.kind !== "structure") return value;
  return {
    ...value,
    members: new Map([...value.members].filter(([name]) => !taken.has(name))),
  };
}

/** Provenance of the values of one module. */
export class Reactivity {
  readonly #symbols = new Map<ts.Symbol, Reactive>();
  #mentions = new Map<ts.Node, boolean>();
  constructor(
    readonly provenance: Provenance,
    readonly handles: HandleTypes,
  ) {}

  /** Whether the code that is being decided runs with data, so that what was a reference is none. */
  isRunning = false;

  /** Runs `decide` for code that runs with data, or that builds a graph. */
  inCode(isRunning: boolean, decide: () => void): void {
    const before = this.isRunning;
    this.isRunning = isRunning;
    try {
      decide();
    } finally {
      this.isRunning = before;
    }
  }

  /** What a captured name is where its boundary is applied. */
  captured(symbol: ts.Symbol, node: ts.Identifier): Reactive {
    const known = this.ofSymbol(symbol, node);
    const isData = this.isRunning && (known.kind === "opaque" || known.kind === "structure");
    return isData ? PLAIN : known;
  }

  /** Records what the local `name` holds. */
  set(name: ts.Identifier, value: Reactive): void {
    const symbol = this.provenance.checker.getSymbolAtLocation(name);
    if (symbol === undefined) return;
    this.#symbols.set(symbol, value);
    // What mentions the name has been looked at with everything around it.
    if (isReactive(value)) this.#mentions = new Map();
  }

  /** Binds names to members of `value`, which keep their own provenance. */
  bind(name: ts.BindingName, value: Reactive): void {
    if (isReference(value)) return this.setAll(name);
    if (ts.isIdentifier(name)) return this.set(name, value);
    const taken = new Set<string>();
    for (const element of name.elements) {
      if (ts.isOmittedExpression(element)) continue;
      if (element.dotDotDotToken !== undefined) {
        this.bind(element.name, withoutMembers(value, taken));
        continue;
      }
      const key = element.propertyName ?? element.name;
      const text = ts.isIdentifier(key) || ts.isStringLiteral(key) ? key.text : undefined;
      if (text !== undefined) taken.add(text);
      this.bind(element.name, this.#bound(name, value, text));
    }
  }

  #bound(pattern: ts.BindingPattern, value: Reactive, key: string | undefined): Reactive {
    if (value.kind !== "structure") return value;
    if (ts.isArrayBindingPattern(pattern)) return value.elements ?? PLAIN;
    return key === undefined
      ? UNKNOWN_STRUCTURE
      : value.members.get(key) ?? value.elements ?? PLAIN;
  }

  /** The same for every name of a binding pattern over a reference. */
  setAll(name: ts.BindingName): void {
    if (ts.isIdentifier(name)) return this.set(name, this.handleOf(name) ?? OPAQUE);
    for (const element of name.elements) {
      if (!ts.isOmittedExpression(element)) this.setAll(element.name);
    }
  }

  /**
   * Runs `decide` with `names` known as references: what a list callback captures reaches it through
   * the graph, also where it is plain outside.
   */
  withReferences(names: readonly ts.Symbol[], decide: () => void): void {
    const before = names.map((name) => [name, this.#symbols.get(name)] as const);
    const mentions = this.#mentions;
    this.#mentions = new Map();
    for (const name of names) {
      const type = this.provenance.checker.getTypeOfSymbol(name);
      const kind = this.handles.kindOf(type);
      const reference = kind === undefined ? OPAQUE : kind === "stream" ? STREAM : CELL;
      this.#symbols.set(name, reference);
    }
    try {
      decide();
    } finally {
      this.#mentions = mentions;
      for (const [name, known] of before) {
        if (known === undefined) this.#symbols.delete(name);
        else this.#symbols.set(name, known);
      }
    }
  }

  /** What the type of `node` says: a cell, a stream, or nothing. */
  handleOf(node: ts.Node): Reactive | undefined {
    const kind = this.handles.kindOfNode(node);
    if (kind === undefined) return undefined;
    return kind === "stream" ? STREAM : CELL;
  }

  ofSymbol(symbol: ts.Symbol | undefined, node: ts.Identifier): Reactive {
    if (symbol === undefined) return PLAIN;
    const known = this.#symbols.get(symbol);
    if (known !== undefined) return known;
    const declaration = symbol.valueDeclaration;
    if (declaration === undefined || !isLocal(declaration)) return PLAIN;
    return this.handleOf(node) ?? PLAIN;
  }

  /** What `expression` gives as authored. */
  of(expression: ts.Expression): Reactive {
    const node = withoutAssertions(expression);
    if (ts.isIdentifier(node)) return this.ofSymbol(this.provenance.local(node), node);
    if (ts.isPropertyAccessExpression(node)) {
      return this.member(this.of(node.expression), node.name.text, node);
    }
    if (ts.isElementAccessExpression(node)) {
      const key = staticKey(node.argumentExpression);
      const base = this.of(node.expression);
      if (key !== undefined) return this.member(base, key, node);
      if (base.kind === "structure") return base.elements ?? (isReactive(base) ? OPAQUE : PLAIN);
      return this.mentions(node) ? this.handleOf(node) ?? OPAQUE : PLAIN;
    }
    if (ts.isObjectLiteralExpression(node)) return this.#literal(node);
    if (ts.isArrayLiteralExpression(node)) return this.#list(node);
    if (ts.isCallExpression(node) && this.#isPlainMap(node)) {
      return this.mentions(node)
        ? { kind: "structure", members: new Map(), elements: OPAQUE }
        : PLAIN;
    }
    if (!this.mentions(node)) return PLAIN;
    return this.handleOf(node) ?? OPAQUE;
  }

  /** `map` of a plain array gives a plain array, whatever its elements are. */
  #isPlainMap(node: ts.CallExpression): boolean {
    const callee = withoutAssertions(node.expression);
    if (!ts.isPropertyAccessExpression(callee)) return false;
    const { checker } = this.provenance;
    const method = callee.name.text;
    const isFrom = method === "from" &&
      withoutAssertions(callee.expression).getText() === "Array" &&
      node.arguments.length === 2 && !this.mentions(node.arguments[0]!);
    if (method !== "map" && !isFrom) return false;
    // With a function given by name the call is lifted as a whole if it mentions a reference.
    const callback = node.arguments[isFrom ? 1 : 0];
    const isInPlace = callback !== undefined && isDirectFunction(withoutAssertions(callback));
    if (!isInPlace && this.mentions(node)) return false;
    const symbol = checker.getSymbolAtLocation(callee.name);
    const isLibrary = symbol?.declarations?.every((declaration) => {
      const file = declaration.getSourceFile();
      return file.isDeclarationFile && !ts.isExternalModule(file);
    });
    return isLibrary === true && (isFrom || !isReference(this.of(callee.expression)));
  }

  /** The member `key` of a value. */
  member(base: Reactive, key: string, node: ts.Node): Reactive {
    switch (base.kind) {
      case "plain":
        return PLAIN;
      case "structure":
        return base.members.get(key) ?? base.elements ?? PLAIN;
      case "opaque":
      case "cell":
      case "stream":
        return this.handleOf(node) ?? OPAQUE;
      default:
        return base satisfies never;
    }
  }

  #literal(node: ts.ObjectLiteralExpression): Reactive {
    const members = new Map<string, Reactive>();
    for (const property of node.properties) {
      if (ts.isShorthandPropertyAssignment(property)) {
        members.set(property.name.text, this.of(property.name));
      } else if (ts.isPropertyAssignment(property)) {
        const key = propertyText(property.name);
        if (key !== undefined) members.set(key, this.of(property.initializer));
        else if (this.mentions(property)) members.set(property.name.getText(), OPAQUE);
      } else if (ts.isSpreadAssignment(property)) {
        const spread = this.of(property.expression);
        if (isReference(spread)) return OPAQUE;
        if (spread.kind === "structure") {
          for (const [key, value] of spread.members) members.set(key, value);
        }
      }
    }
    return { kind: "structure", members, elements: undefined };
  }

  #list(node: ts.ArrayLiteralExpression): Reactive {
    let elements: Reactive | undefined;
    for (const element of node.elements) {
      let value: Reactive;
      if (ts.isSpreadElement(element)) {
        const spread = this.of(element.expression);
        if (isReference(spread)) return OPAQUE;
        value = spread.kind === "structure" ? spread.elements ?? PLAIN : PLAIN;
      } else {
        value = this.of(element);
      }
      elements = elements === undefined ? value : joined(elements, value);
    }
    return { kind: "structure", members: new Map(), elements };
  }

  /** Whether `node` mentions a reference anywhere, or makes a reactive value. */
  mentions(node: ts.Node): boolean {
    const known = this.#mentions.get(node);
    if (known !== undefined) return known;
    const found = this.#findMention(node);
    this.#mentions.set(node, found);
    return found;
  }

  #findMention(node: ts.Node): boolean {
    if (ts.isTypeNode(node)) return false;
    if (ts.isIdentifier(node)) {
      return !isMemberName(node) && isReactive(this.ofSymbol(this.provenance.local(node), node));
    }
    if (ts.isPropertyAccessExpression(node) && isPath(node)) return isReactive(this.of(node));
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      if (this.makesReactive(node)) return true;
    }
    if (ts.isTaggedTemplateExpression(node)) {
      if (this.provenance.hostValue(node.tag)?.reactiveOrigin === true) return true;
    }
    return ts.forEachChild(node, (child) => this.mentions(child) || undefined) === true;
  }

  /** Whether a call makes a reactive value whatever its arguments are. */
  makesReactive(node: ts.CallExpression | ts.NewExpression): boolean {
    const spec = this.provenance.hostValue(node.expression);
    if (spec !== undefined) return spec.reactiveOrigin;
    return this.isFactory(node.expression);
  }

  /** Whether `callee` is what a builder returned: its type has both schemas. */
  isFactory(callee: ts.Expression): boolean {
    return this.handles.isFactory(withoutAssertions(callee));
  }
}

/** The key of a static element access, or `undefined`. */
export function staticKey(key: ts.Expression): string | undefined {
  const node = withoutAssertions(key);
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isNumericLiteral(node) ? node.text : undefined;
}

/** The text of a property name that is known before the code runs. */
export function propertyText(name: ts.PropertyName): string | undefined {
  if (ts.isComputedPropertyName(name)) return staticKey(name.expression);
  return ts.isPrivateIdentifier(name) ? undefined : name.text;
}

/** A member chain down to a name. */
function isPath(node: ts.Expression): boolean {
  let at = node;
  while (ts.isPropertyAccessExpression(at)) at = withoutAssertions(at.expression);
  return ts.isIdentifier(at);
}

/** Whether a declaration belongs to a function. */
export function isLocal(declaration: ts.Node): boolean {
  return ts.findAncestor(declaration.parent, (at) => ts.isFunctionLike(at)) !== undefined;
}

/** Whether an identifier is the name of a member and not a reference to a binding. */
export function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return true;
  if (ts.isBindingElement(parent)) return parent.propertyName === node || parent.name === node;
  if (ts.isJsxAttribute(parent) || ts.isJsxNamespacedName(parent)) return true;
  if (
    ts.isJsxOpeningLikeElement(parent) || ts.isJsxClosingElement(parent)
  ) return ts.isIdentifier(node) && /^[a-z]/.test(node.text);
  if (ts.isParameter(parent) || ts.isVariableDeclaration(parent)) return parent.name === node;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return true;
  return (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) ||
    ts.isAccessor(parent) || ts.isPropertyDeclaration(parent) || ts.isFunctionLike(parent) ||
    ts.isClassLike(parent)) && (parent as { name?: ts.Node }).name === node;
}
