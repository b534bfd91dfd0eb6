/** An expression over references becomes a lift that is applied to what it mentions. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import { refusedCallbacksIn } from "./callback-places.ts";
import type { MadeNode } from "../../lowering.ts";
import { withoutAssertions } from "../../walk.ts";
import { type Captures, collectCaptures } from "./captures.ts";
import { contextOf } from "./context.ts";
import type { Deciding, Site } from "./deciding.ts";
import { OPAQUE, type Reactive } from "./reactivity.ts";
import { rejectComputation } from "./reject.ts";

/** Lowers `node` as a whole; everything in it runs with data. */
export function liftExpression(d: Deciding, node: ts.Expression, site: Site): Reactive {
  if (site.container === undefined || !site.context.carriesSites) {
    rejectComputation(d, node);
    return OPAQUE;
  }
  if (refusedCallbacksIn(d, node, site.context)) return OPAQUE;
  const made = madeNodes(d, node);
  for (const { node: inner } of made) {
    d.value(inner, { context: site.context, container: "call-argument" });
  }
  const apart = new Set(made.map(({ node: inner }) => inner));
  const captures = boundaryCaptures(d, node, "this expression", apart);
  const context = {
    ...contextOf("lifted-expression", node),
    inJsxExpression: site.context.inJsxExpression,
  };
  d.compute(node, context, apart);
  const { schema, options } = d.schemas.captured(captures, node, made);
  d.facts.lower(node, {
    kind: "lifted-expression",
    name: "",
    captures: captures.tree,
    made,
    argumentSchema: captures.tree.size + made.length === 0 ? false : schema,
    resultSchema: d.schemas.expression(node),
    options,
  });
  return d.reactivity.handleOf(node) ?? OPAQUE;
}

/**
 * Calls in `node` that make a node of the graph, in no function of it: `total(items) + 1`. The
 * node is made outside, as it is where the call stands alone.
 */
function madeNodes(d: Deciding, node: ts.Expression): readonly MadeNode[] {
  const made: MadeNode[] = [];
  const visit = (at: ts.Node): void => {
    if (ts.isFunctionLike(at) || ts.isTypeNode(at)) return;
    if (at !== node && ts.isCallExpression(at) && makesNode(d, at)) {
      made.push({ node: at, name: d.facts.freshName(nameOf(at)) });
      return;
    }
    ts.forEachChild(at, visit);
  };
  visit(node);
  return made;
}

function makesNode(d: Deciding, call: ts.CallExpression): boolean {
  const kind = d.provenance.hostValue(call.expression)?.callKind;
  if (kind === "cell-factory" || kind === "cell-for" || kind === "runtime-call") return false;
  return d.reactivity.makesReactive(call);
}

function nameOf({ expression }: ts.CallExpression): string {
  const callee = withoutAssertions(expression);
  return ts.isIdentifier(callee) ? `${callee.text}Value` : "value";
}

/** The captures of a boundary; functions among them are reported. */
export function boundaryCaptures(
  d: Deciding,
  region: ts.Node,
  boundary: string,
  apart?: ReadonlySet<ts.Node>,
): Captures {
  const captures = collectCaptures(d, region, apart);
  for (const name of captures.callables) {
    d.report(diagnostic.sesCallbackCallableCapture(name, { boundary, name: name.text }));
  }
  return captures;
}
