/**
 * What a boundary takes from the functions around it: one tree of paths a root, as short as the
 * uses allow. A method call takes its receiver, a dynamic use the whole root.
 *
 *     state.user.name + state.count     { state: { user: { name }, count } }
 *     state.user?.name, state.user      { state: { user } }
 */
import ts from "typescript";
import type { CapturedValue, CaptureNode, CaptureTree, Segment } from "../../lowering.ts";
import { isWithin, withAssertions } from "../../walk.ts";
import type { HandleTypes } from "../handle-types.ts";
import { staticMemberName } from "../member-names.ts";
import type { Provenance } from "../provenance.ts";
import {
  isLocal,
  isMemberName,
  isReference,
  type Reactive,
  type Reactivity,
} from "./reactivity.ts";

/** A captured value: the names that lead to it, and one authored expression that reads it. */
export interface CapturedLeaf {
  readonly names: readonly string[];
  readonly expression: ts.Expression;
}

export interface CapturedRoot {
  readonly name: string;
  readonly symbol: ts.Symbol;
  /** The first mention. */
  readonly identifier: ts.Identifier;
  /** Whether the root itself is captured, and no path of it. */
  readonly whole: boolean;
}

export interface Captures {
  readonly tree: CaptureTree;
  readonly roots: readonly CapturedRoot[];
  readonly leaves: readonly CapturedLeaf[];
  /** Mentions of functions of the enclosing functions, which no boundary can take. */
  readonly callables: readonly ts.Identifier[];
}

interface Branch {
  readonly members: Map<string, Branch>;
  /** Set when the value itself is captured; then `members` counts for nothing. */
  leaf: ts.Expression | undefined;
}

interface RootBranch extends Branch {
  readonly symbol: ts.Symbol;
  readonly identifier: ts.Identifier;
}

export interface CaptureSources {
  readonly provenance: Provenance;
  readonly handles: HandleTypes;
  readonly reactivity: Reactivity;
}

/** The captures of `region`: of everything in it but `apart`, nested functions included. */
export function collectCaptures(
  sources: CaptureSources,
  region: ts.Node,
  apart: ReadonlySet<ts.Node> = new Set(),
): Captures {
  const roots = new Map<ts.Symbol, RootBranch>();
  const callables: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (apart.has(node)) return;
    if (ts.isIdentifier(node)) mention(node);
    ts.forEachChild(node, visit);
  };
  const mention = (node: ts.Identifier): void => {
    if (isMemberName(node)) return;
    const symbol = sources.provenance.local(node);
    const declaration = symbol?.valueDeclaration ?? symbol?.declarations?.[0];
    if (symbol === undefined || declaration === undefined) return;
    if ((symbol.flags & ts.SymbolFlags.Value) === 0) return;
    if (declaration.getSourceFile() !== region.getSourceFile()) return;
    if (isWithin(declaration, region) || !isLocal(declaration)) return;
    const reactive = sources.reactivity.captured(symbol, node);
    if (isCallable(sources, node)) {
      callables.push(node);
      return;
    }
    const path = capturedPath(sources, node, reactive, region);
    add(roots, symbol, node, path);
  };
  visit(region);
  return finished(sources, [...roots.values()], callables);
}

/** A function of an enclosing function. Factories are applied outside of boundaries, or refused. */
function isCallable({ provenance, handles }: CaptureSources, node: ts.Identifier): boolean {
  return handles.isCallable(provenance.checker.getTypeAtLocation(node)) ||
    provenance.local(node)?.valueDeclaration?.kind === ts.SyntaxKind.FunctionDeclaration;
}

interface CapturedPath {
  readonly names: readonly string[];
  readonly leaf: ts.Expression;
}

/** The longest chain of plain member reads from `root` outward. */
function capturedPath(
  { provenance, handles }: CaptureSources,
  root: ts.Identifier,
  reactive: Reactive,
  region: ts.Node,
): CapturedPath {
  const whole = { names: [], leaf: root };
  if (ts.isShorthandPropertyAssignment(root.parent)) return whole;
  if (reactive.kind === "cell" || reactive.kind === "stream") return whole;
  const names: string[] = [];
  let at: ts.Expression = root;
  while (isWithin(at, region) && at !== region) {
    const outer = withAssertions(at) as ts.Expression;
    const parent = outer.parent;
    if (outer !== at && !isWithin(outer, region)) break;
    const key = memberKey(parent, outer);
    if (key === undefined || !isWithin(parent, region)) break;
    const member = parent as ts.PropertyAccessExpression | ts.ElementAccessExpression;
    if (isCallee(member) || isWritten(member)) break;
    if (isLibraryMember(provenance, member)) break;
    names.push(key);
    at = member;
    // What is below a handle is read through the handle.
    if (handles.kindOfNode(member) !== undefined) break;
  }
  return { names, leaf: at };
}

/** The key that `parent` reads of `inner`, when it is known and not optional. */
function memberKey(parent: ts.Node, inner: ts.Node): string | undefined {
  const isMember = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  // Elements of lists stay in their list: an index is no member name of a capture.
  return isMember && parent.expression === inner ? staticMemberName(parent) : undefined;
}

function isCallee(node: ts.Expression): boolean {
  const outer = withAssertions(node);
  const { parent } = outer;
  return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) &&
      parent.expression === outer ||
    ts.isTaggedTemplateExpression(parent) && parent.tag === outer;
}

function isWritten(node: ts.Expression): boolean {
  const outer = withAssertions(node);
  const { parent } = outer;
  if (ts.isBinaryExpression(parent) && parent.left === outer) {
    return parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return parent.operator === ts.SyntaxKind.PlusPlusToken ||
      parent.operator === ts.SyntaxKind.MinusMinusToken;
  }
  return ts.isDeleteExpression(parent);
}

/** A member of a library type, such as `length`: it is computed, not stored. */
export function isLibraryMember(
  provenance: Provenance,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): boolean {
  const name = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  const symbol = provenance.checker.getSymbolAtLocation(name);
  return symbol !== undefined && isLibraryDeclared(symbol);
}

export function isLibraryDeclared(symbol: ts.Symbol): boolean {
  const declarations = symbol.declarations ?? [];
  return declarations.length > 0 && declarations.every((declaration) => {
    const file = declaration.getSourceFile();
    return file.isDeclarationFile && !ts.isExternalModule(file);
  });
}

function add(
  roots: Map<ts.Symbol, RootBranch>,
  symbol: ts.Symbol,
  identifier: ts.Identifier,
  path: CapturedPath,
): void {
  let root = roots.get(symbol);
  if (root === undefined) {
    root = { symbol, identifier, members: new Map(), leaf: undefined };
    roots.set(symbol, root);
  }
  let at: Branch = root;
  for (const name of path.names) {
    if (at.leaf !== undefined) return;
    let next = at.members.get(name);
    if (next === undefined) {
      next = { members: new Map(), leaf: undefined };
      at.members.set(name, next);
    }
    at = next;
  }
  at.leaf ??= path.leaf;
}

function finished(
  { reactivity }: CaptureSources,
  roots: readonly RootBranch[],
  callables: readonly ts.Identifier[],
): Captures {
  const leaves: CapturedLeaf[] = [];
  const node = (
    branch: Branch,
    root: string,
    names: readonly string[],
    at: Reactive,
    plain: readonly string[],
    path: readonly Segment[],
  ): CaptureNode => {
    if (branch.leaf !== undefined) {
      leaves.push({ names, expression: branch.leaf });
      const value: CapturedValue = {
        root,
        path: [...plain, ...path],
        isReference: isReference(at) || path.length > 0,
        plainSegments: plain.length,
      };
      return { kind: "value", value };
    }
    const members = new Map<string, CaptureNode>();
    for (const [name, inner] of branch.members) {
      const member = memberOf(at, name);
      const below = isReference(at);
      members.set(
        name,
        node(
          inner,
          root,
          [...names, name],
          member,
          below ? plain : [...plain, name],
          below ? [...path, name] : path,
        ),
      );
    }
    return { kind: "members", members };
  };
  const memberOf = (at: Reactive, name: string): Reactive =>
    at.kind === "structure" ? at.members.get(name) ?? { kind: "plain" } : at;
  const tree = new Map<string, CaptureNode>();
  for (const root of roots) {
    const name = root.identifier.text;
    const reactive = reactivity.captured(root.symbol, root.identifier);
    tree.set(name, node(root, name, [name], reactive, [], []));
  }
  return {
    tree,
    leaves,
    callables,
    roots: roots.map(({ symbol, identifier, leaf }) => ({
      name: identifier.text,
      symbol,
      identifier,
      whole: leaf !== undefined,
    })),
  };
}
