/** Captures as parts of a schema: each captured path with its type, and as much of it as is used. */
import ts from "typescript";
import type { MemberPart, Projection, SchemaPart } from "@commonfabric/schema-generator";
import { diagnostic } from "../../diagnostics.generated.ts";
import type { CaptureNode } from "../../lowering.ts";
import { staticValue } from "../capability/bindings.ts";
import { projectionOf } from "../capability/projection-of.ts";
import type { RootSummary } from "../capability/summary.ts";
import type { CapturedLeaf, CapturedRoot, Captures } from "../decide/captures.ts";
import {
  capturedType,
  type CaptureTypes,
  type MemberType,
  typesOfCapture,
} from "./declared-types.ts";
import { isAskedFor, isElement, mayBeAbsent } from "./absence.ts";
import type { SchemaTools } from "./schema-tools.ts";
import { checkAccess } from "./shrink-validation.ts";

export type Members = ReadonlyMap<string, MemberPart>;

/** The members of the record of captures, and what is wrong with them. */
export function capturedParts(
  captures: Captures,
  summaries: ReadonlyMap<ts.Symbol, RootSummary>,
  region: ts.Node,
  boundary: string,
  tools: SchemaTools,
): Members {
  const leaves = new Map(captures.leaves.map((leaf) => [leaf.names.join("\u0000"), leaf]));
  return new Map(captures.roots.map((root) => {
    const summary = summaries.get(root.symbol);
    const at: Branch = {
      root,
      types: typesOfCapture(root.symbol, tools),
      projection: summary === undefined ? undefined : projectionOf(summary, "full"),
      leaves,
      tools,
    };
    if (summary !== undefined) validate(at, summary, region, boundary);
    const node = captures.tree.get(root.name);
    return [root.name, part(node, [root.name], at)];
  }));
}

interface Branch {
  readonly root: CapturedRoot;
  readonly types: CaptureTypes;
  readonly projection: Projection | undefined;
  readonly leaves: ReadonlyMap<string, CapturedLeaf>;
  readonly tools: SchemaTools;
}

function part(node: CaptureNode | undefined, names: readonly string[], at: Branch): MemberPart {
  if (node === undefined || node.kind === "value") return leafPart(names, at);
  const members = new Map<string, MemberPart>();
  for (const [name, inner] of node.members) members.set(name, part(inner, [...names, name], at));
  return { part: { kind: "record", members } };
}

function leafPart(names: readonly string[], at: Branch): MemberPart {
  const [, ...below] = names;
  const projection = at.projection === undefined ? undefined : projectionAt(at.projection, below);
  const leaf = at.leaves.get(names.join("\u0000"));
  const { provenance } = at.tools;
  const found: MemberType = capturedType(at.types, below, at.tools) ?? {
    type: provenance.checker.getTypeAtLocation(leaf?.expression ?? at.root.identifier),
    optional: mayBeAbsent(leaf?.expression, provenance),
  };
  const isUnknown = (found.type.flags & ts.TypeFlags.Unknown) !== 0;
  if (isUnknown && projection?.identity === undefined) {
    const name = names.join(".");
    at.tools.report(
      diagnostic.reactiveCaptureUnknownType(leaf?.expression ?? at.root.identifier, { name }),
    );
  }
  const ownDefault = below.length === 0 ? bindingDefault(at.root.symbol) : undefined;
  const type: SchemaPart = {
    kind: "type",
    type: found.type,
    typeNode: found.node,
    projection: ownDefault === undefined
      ? projection
      : { ...(projection ?? { all: true }), default: ownDefault.value },
    widen: true,
    mode: "full",
  };
  return {
    part: type,
    optional: found.optional || (below.length === 0 && isElement(at.root.symbol, provenance)) ||
      isAskedFor(leaf?.expression, at.root.symbol, provenance),
    ...(found.isDefined === true && { defined: true }),
  };
}

/** The static default of a destructured pattern parameter: its argument schema has it as well. */
function bindingDefault(symbol: ts.Symbol): { readonly value: unknown } | undefined {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || !ts.isBindingElement(declaration)) return undefined;
  const isParameter = ts.findAncestor(
    declaration,
    (at) => ts.isParameter(at) ? true : ts.isVariableDeclaration(at) ? "quit" : false,
  ) !== undefined;
  const { initializer } = declaration;
  return isParameter && initializer !== undefined ? staticValue(initializer) : undefined;
}

/** What is needed below `names`. */
export function projectionAt(projection: Projection, names: readonly string[]): Projection {
  let at = projection;
  for (const name of names) {
    const inner: Projection = at.props?.get(name) ?? {};
    at = at.all === true && inner.identity === undefined ? { ...inner, all: true } : inner;
  }
  return at;
}

/** A root of which only members are captured is looked up by them. */
function validate(
  { root, types, tools }: Branch,
  summary: RootSummary,
  region: ts.Node,
  boundary: string,
): void {
  const { type } = types.seen;
  if ((type.flags & ts.TypeFlags.Unknown) !== 0) return;
  checkAccess({
    boundary,
    name: root.name,
    type,
    summary,
    at: root.identifier,
    region,
    isValue: root.whole,
  }, tools);
}
