/** Looks up what a function reads in the declared type of its root: only heads of paths. */
import ts from "typescript";
import { sortedUtf8 } from "@commonfabric/canonical";
import { diagnostic } from "../../diagnostics.generated.ts";
import { withoutAssertions } from "../../walk.ts";
import { calledFunction } from "../capability/callee.ts";
import { FACT_KINDS, type Path, type RootSummary } from "../capability/summary.ts";
import type { SchemaTools } from "./schema-tools.ts";

export interface Access {
  readonly boundary: string;
  /** The name of the root in the function. */
  readonly name: string;
  readonly type: ts.Type;
  readonly summary: RootSummary;
  readonly at: ts.Node;
  /** The code of the boundary. What only a callee reads is a member of what the callee declares. */
  readonly region: ts.Node;
  /** Reading a member is a use of its value; in a pattern body it only makes a reference. */
  readonly isValue: boolean;
}

type Finding = "ok" | "missing" | "unknown";

const EXEMPT = ts.TypeFlags.Any | ts.TypeFlags.Never;
const PARAMETER = ts.TypeFlags.TypeParameter;

/** Reports heads that the type does not have, and reads of what is `unknown`. */
export function checkAccess(access: Access, tools: SchemaTools): void {
  const { boundary, name, type, summary, at } = access;
  if (name.startsWith("__") || (type.flags & EXEMPT) !== 0) return;
  const heads = headsOf(summary);
  if (isOpaque(type)) {
    const paths = [...heads.keys()];
    if (paths.length === 0 && summary.wildcards.length === 0) return;
    return tools.report(diagnostic.schemaUnknownTypeAccess(at, {
      boundary: sentenceStart(boundary),
      paths: paths.length === 0 ? ["*"] : paths,
      root: name,
    }));
  }
  const found = [...heads].map(([head, isRead]) => [head, lookup(access, head, isRead, tools)]);
  const missing = found.filter(([, finding]) => finding === "missing").map(([head]) => head!)
    .filter((head) => isTaken(access.region, head, tools));
  const unknown = found.filter(([, finding]) => finding === "unknown").map(([head]) => head!);
  if (missing.length > 0) {
    tools.report(diagnostic.schemaPathNotInType(at, {
      boundary: sentenceStart(boundary),
      paths: missing,
      root: name,
      type: tools.provenance.checker.typeToString(type),
      them: missing.length === 1 ? "it" : "them",
    }));
  }
  const asValues = unknown.filter((head) => namesBelow(summary, head).length === 0);
  for (const head of unknown) {
    const paths = namesBelow(summary, head);
    if (paths.length === 0) continue;
    // A destructured name is the author's own word for the member.
    const root = bindsNames(at) ? head : `${name}.${head}`;
    tools.report(diagnostic.schemaUnknownTypeAccess(at, {
      boundary: sentenceStart(boundary),
      paths,
      root,
    }));
  }
  if (asValues.length > 0) {
    tools.report(diagnostic.schemaUnknownTypeAccess(at, {
      boundary: sentenceStart(boundary),
      paths: asValues,
      root: name,
    }));
  }
}

const CALL_DEPTH = 8;

/**
 * Whether `region` itself takes the member `name` of something, or a function that it calls takes it
 * of a value whose type does not declare it.
 */
function isTaken(region: ts.Node, name: string, tools: SchemaTools): boolean {
  return isWritten(region, name) || isTakenByCallees(region, name, tools, new Set());
}

function isTakenByCallees(
  region: ts.Node,
  name: string,
  tools: SchemaTools,
  seen: Set<ts.Node>,
): boolean {
  const { checker } = tools.provenance;
  const visit = (node: ts.Node): boolean => {
    const called = ts.isCallExpression(node)
      ? calledFunction(withoutAssertions(node.expression), tools.provenance)
      : undefined;
    if (called !== undefined && !seen.has(called) && seen.size < CALL_DEPTH) {
      seen.add(called);
      const isCast = (at: ts.Node): boolean =>
        (ts.isPropertyAccessExpression(at) && at.name.text === name &&
          checker.getSymbolAtLocation(at.name) === undefined) ||
        ts.forEachChild(at, (child) => isCast(child) || undefined) === true;
      if (isCast(called) || isTakenByCallees(called, name, tools, seen)) return true;
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return visit(region);
}

/** Whether `region` itself takes the member `name` of something. */
function isWritten(region: ts.Node, name: string): boolean {
  if (memberName(region) === name) return true;
  return ts.forEachChild(region, (child) => isWritten(child, name) || undefined) === true;
}

function memberName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  const key = ts.isElementAccessExpression(node)
    ? node.argumentExpression
    : ts.isBindingElement(node)
    ? node.propertyName ?? node.name
    : undefined;
  return key !== undefined &&
      (ts.isIdentifier(key) || ts.isStringLiteralLike(key) || ts.isNumericLiteral(key))
    ? key.text
    : undefined;
}

/** The names that are used right below `head`. */
function namesBelow(summary: RootSummary, head: string): string[] {
  const names = FACT_KINDS.flatMap((kind) =>
    summary[kind].filter((path) => path[0] === head && path.length > 1).map((path) => path[1]!)
  );
  return sortedUtf8(new Set(names)).filter((name) => name !== "*");
}

function bindsNames(at: ts.Node): boolean {
  return ts.isParameter(at) && !ts.isIdentifier(at.name);
}

function sentenceStart(boundary: string): string {
  return boundary.charAt(0).toUpperCase() + boundary.slice(1);
}

/** `unknown`, or a type parameter that says nothing. */
function isOpaque(type: ts.Type): boolean {
  if ((type.flags & ts.TypeFlags.Unknown) !== 0) return true;
  const bound = (type.flags & PARAMETER) !== 0 ? type.getConstraint() : undefined;
  return (type.flags & PARAMETER) !== 0 &&
    (bound === undefined || (bound.flags & ts.TypeFlags.Unknown) !== 0);
}

/** Each head, and whether it is read as a value or deeper. */
function headsOf(summary: RootSummary): ReadonlyMap<string, "deeper" | "value" | "only there"> {
  const heads = new Map<string, "deeper" | "value" | "only there">();
  const add = (paths: readonly Path[], isValue: boolean) => {
    for (const [head, ...rest] of paths) {
      if (head === undefined || head === "*") continue;
      if (rest.length > 0) heads.set(head, "deeper");
      else if (heads.get(head) !== "deeper" && isValue) heads.set(head, "value");
      else if (!heads.has(head)) heads.set(head, "only there");
    }
  };
  add(summary.reads, true);
  add(summary.fullReads, true);
  add(summary.wildcards, true);
  add(summary.writes, false);
  add(summary.opaque, false);
  add(summary.identity, false);
  add(summary.comparable, false);
  return heads;
}

function lookup(
  { type, isValue }: Access,
  head: string,
  use: "deeper" | "value" | "only there",
  tools: SchemaTools,
): Finding {
  const { checker } = tools.provenance;
  const units = dataUnits(type, tools);
  // `.get()` of what is no cell has its own finding, and a negative index is an unknown one.
  if (units.length === 0 || head === "get" || /^-\d+$/.test(head)) return "ok";
  let isThere = false;
  let isUnknown = false;
  for (const unit of units) {
    if ((unit.flags & EXEMPT) !== 0) return "ok";
    const member = memberOf(unit, head, checker);
    if (member === undefined) continue;
    isThere = true;
    isUnknown = member !== "any" && (member.flags & ts.TypeFlags.Unknown) !== 0;
  }
  if (!isThere) return "missing";
  const isRead = use === "deeper" || (use === "value" && isValue);
  return isUnknown && isRead ? "unknown" : "ok";
}

/** The alternatives of a root that can have members; of a handle, those of its content. */
function dataUnits(type: ts.Type, tools: SchemaTools): readonly ts.Type[] {
  const units = type.isUnion() ? type.types : [type];
  return units.flatMap((unit) => {
    if ((unit.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0) return [];
    const { handle } = tools.generator.host.marks(unit);
    return handle === undefined ? [unit] : dataUnits(handle.inner, tools);
  });
}

function memberOf(
  unit: ts.Type,
  head: string,
  checker: ts.TypeChecker,
): ts.Type | "any" | undefined {
  const apparent = checker.getApparentType(unit);
  const property = checker.getPropertyOfType(apparent, head);
  if (property !== undefined) return checker.getTypeOfSymbol(property);
  if ((unit.flags & ts.TypeFlags.Unknown) !== 0) return undefined;
  const isNumeric = /^\d+$/.test(head);
  const index = checker.getIndexTypeOfType(apparent, ts.IndexKind.String) ??
    (isNumeric ? checker.getIndexTypeOfType(apparent, ts.IndexKind.Number) : undefined);
  return index;
}
