/** Calls of exports of the host modules, by what the registry says of them. */
import ts from "typescript";
import type { ExportSpec } from "@commonfabric/api";
import { callWithSchemas } from "./call-schemas.ts";
import type { Deciding, Site } from "./deciding.ts";
import { callbackAt, inlineHandler, inlineLift, isNamed, namedHandler } from "./inline-builders.ts";
import { placeBuilder } from "./placed-builders.ts";
import { OPAQUE, type Reactive, STREAM } from "./reactivity.ts";

/** Decides a call of `spec` in pattern context; `undefined` when it is an ordinary call. */
export function hostCall(
  d: Deciding,
  node: ts.CallExpression,
  spec: ExportSpec,
  site: Site,
): Reactive | undefined {
  switch (spec.callKind) {
    case "pattern":
    case "render":
    case "lift":
    case "handler":
      placeBuilder(d, node, site);
      return OPAQUE;
    case "computed":
    case "derive":
    case "assert":
      return inlineLift(d, node, spec.callKind, site);
    case "action": {
      const callback = callbackAt(node, 0);
      if (callback !== undefined) return inlineHandler(d, node, callback, node);
      const [named] = node.arguments;
      if (named !== undefined && isNamed(d, named)) return namedHandler(d, node, named, node);
      placeArguments(d, node, site);
      return STREAM;
    }
    case "patternTool":
      // A function in the place of the pattern is refused as such.
      if (callbackAt(node, 0) === undefined) placeArguments(d, node, site);
      return { kind: "structure", members: new Map(), elements: OPAQUE };
    case "cell-factory":
    case "cell-for":
    case "ifElse":
    case "when":
    case "unless":
    case "wish":
    case "generate":
    case "fetch-json":
    case "runtime-call":
      placeArguments(d, node, site);
      callWithSchemas(d, node, spec);
      return d.reactivity.handleOf(node) ?? OPAQUE;
    case "data":
      if (spec.name !== "toSchema") return undefined;
      callWithSchemas(d, node, spec);
      return undefined;
    case "str":
    case "equals":
    case undefined:
      if (spec.name === "toSchema") callWithSchemas(d, node, spec);
      return undefined;
    default:
      return spec.callKind satisfies never;
  }
}

/** Arguments of a call: each is a place of its own. */
export function placeArguments(
  d: Deciding,
  node: ts.CallExpression | ts.NewExpression,
  site: Site,
): void {
  for (const argument of node.arguments ?? []) {
    const value = ts.isSpreadElement(argument) ? argument.expression : argument;
    d.value(value, { context: site.context, container: "call-argument" });
  }
}

/** `str` with its spans as places of their own; other tags are ordinary calls. */
export function decideTemplate(
  d: Deciding,
  node: ts.TaggedTemplateExpression,
  site: Site,
): Reactive | undefined {
  if (d.provenance.hostValue(node.tag)?.callKind !== "str") return undefined;
  if (ts.isTemplateExpression(node.template)) {
    for (const { expression } of node.template.templateSpans) {
      d.value(expression, { context: site.context, container: "template-span" });
    }
  }
  return OPAQUE;
}
