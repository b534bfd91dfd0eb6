/** An expression over references becomes a lift that is applied to what it mentions. */
import type ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import { refusedCallbacksIn } from "./callback-places.ts";
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
  const captures = boundaryCaptures(d, node, "this expression");
  d.compute(node, {
    ...contextOf("lifted-expression", node),
    inJsxExpression: site.context.inJsxExpression,
  });
  const { schema, options } = d.schemas.captured(captures, node);
  d.facts.lower(node, {
    kind: "lifted-expression",
    name: "",
    captures: captures.tree,
    argumentSchema: captures.tree.size === 0 ? false : schema,
    resultSchema: d.schemas.expression(node),
    options,
  });
  return d.reactivity.handleOf(node) ?? OPAQUE;
}

/** The captures of a boundary; functions among them are reported. */
export function boundaryCaptures(d: Deciding, region: ts.Node, boundary: string): Captures {
  const captures = collectCaptures(d, region);
  for (const name of captures.callables) {
    d.report(diagnostic.sesCallbackCallableCapture(name, { boundary, name: name.text }));
  }
  return captures;
}
