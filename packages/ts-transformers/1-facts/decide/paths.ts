/** Member chains: `x.y.z` over a reference is `x.key("y", "z")`. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import type { Segment } from "../../lowering.ts";
import { withoutAssertions } from "../../walk.ts";
import { inComputed } from "../checks/fixes.ts";
import { isLibraryMember } from "./captures.ts";
import type { Deciding, Site } from "./deciding.ts";
import { isCellRead } from "./reject.ts";
import { liftExpression } from "./lift-expression.ts";
import { isReference, type Reactive, staticKey } from "./reactivity.ts";

export type MemberAccess = ts.PropertyAccessExpression | ts.ElementAccessExpression;

export function isMemberAccess(node: ts.Node): node is MemberAccess {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

/** The segment that `node` reads of its base, or `undefined` when it is known at run time only. */
export function segmentOf(d: Deciding, node: MemberAccess): Segment | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    return ts.isPrivateIdentifier(node.name) ? undefined : node.name.text;
  }
  const key = staticKey(node.argumentExpression);
  if (key !== undefined) return key;
  const constant = d.provenance.hostValue(node.argumentExpression);
  return constant?.category === "constant" ? node.argumentExpression : undefined;
}

/** Whether `node` computes something of its base instead of naming a part of it. */
function isComputedMember(d: Deciding, node: MemberAccess): boolean {
  if (isIndex(node)) return isText(d, node.expression);
  return isLibraryMember(d.provenance, node);
}

/** Of a text nothing is stored but the whole. */
function isText(d: Deciding, node: ts.Expression): boolean {
  const { checker } = d.provenance;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node));
  return (type.flags & ts.TypeFlags.StringLike) !== 0;
}

function isIndex(node: MemberAccess): boolean {
  return ts.isElementAccessExpression(node) &&
    ts.isNumericLiteral(withoutAssertions(node.argumentExpression));
}

/** Decides a member chain. */
export function decidePath(d: Deciding, node: MemberAccess, site: Site): Reactive {
  if (!d.reactivity.mentions(node)) {
    d.value(node.expression, { ...site, container: undefined });
    if (ts.isElementAccessExpression(node)) {
      d.value(node.argumentExpression, { ...site, container: undefined });
    }
    return d.reactivity.of(node);
  }
  const path: Segment[] = [];
  let at: ts.Expression = node;
  while (isMemberAccess(at)) {
    const base = withoutAssertions(at.expression);
    const of = d.reactivity.of(base);
    const segment = segmentOf(d, at);
    const key = segment === undefined && ts.isElementAccessExpression(at)
      ? at.argumentExpression
      : undefined;
    if (key !== undefined && isReference(of)) return dynamicKey(d, node, at === node, site);
    // A plain record at a key that is known later is a computation like any other.
    if (key !== undefined && d.reactivity.mentions(key)) return liftExpression(d, node, site);
    if (of.kind === "structure" || segment === undefined) break;
    if (isComputedMember(d, at)) return liftExpression(d, node, site);
    if (!isReference(of)) break;
    path.unshift(segment);
    at = base;
  }
  if (path.length === 0) {
    const base = withoutAssertions(node.expression);
    if (!ts.isIdentifier(base)) {
      d.value(base, { context: site.context, container: "call-argument", isPart: true });
    }
    return d.reactivity.of(node);
  }
  // Of what a cell holds only the path is read.
  if (isCellRead(d, at)) return liftExpression(d, node, site);
  // The root is a name, a member of a literal, or an expression that gives a reference.
  if (!ts.isIdentifier(at) && !isMemberAccess(at)) {
    const root = d.value(at, { ...site, container: site.container ?? "call-argument" });
    if (!isReference(root)) return d.reactivity.of(node);
  }
  d.facts.lower(node, { kind: "key-path", root: at, path });
  return d.reactivity.of(node);
}

function dynamicKey(d: Deciding, node: MemberAccess, isOutermost: boolean, site: Site): Reactive {
  const { context, container } = site;
  const isAlone = isOutermost && container !== undefined && !site.isPart &&
    !context.inJsxExpression && context.owner !== "array-method" &&
    container !== "template-span";
  if (isAlone) {
    d.report(diagnostic.patternContextComputation(node, {
      expr: node,
      position: "with a key that is known later",
    }, { fixes: inComputed(d.provenance, node) }));
    return d.reactivity.of(node);
  }
  return liftExpression(d, node, site);
}
