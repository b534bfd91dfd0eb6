/** What the sidecar says of a builder beside its position. */
import ts from "typescript";
import { isDirectFunction, withoutAssertions } from "../walk.ts";
import { callbackIndex } from "./builder-arguments.ts";
import { isSelfContained } from "./decide/self-contained.ts";
import type { FactsBuilder } from "./facts-builder.ts";

/** The name bound to the value that `call` is applied to make, for its site. */
export function boundName(call: ts.Node): string | undefined {
  const declaration = ts.findAncestor(
    call,
    (at) => ts.isVariableDeclaration(at) || (at !== call && ts.isFunctionLike(at)),
  );
  return declaration !== undefined && ts.isVariableDeclaration(declaration) &&
      ts.isIdentifier(declaration.name)
    ? declaration.name.text
    : undefined;
}

/** The optional parts of a builder's site. */
export function siteDetails(
  facts: FactsBuilder,
  call: ts.CallExpression,
  bindingName: string | undefined,
): { bindingName?: string; selfContained?: true } {
  const builder = facts.provenance.builderOf(call);
  const index = callbackIndex(call, builder?.verify?.callback) ?? -1;
  const argument = call.arguments[index];
  const callback = argument === undefined ? undefined : withoutAssertions(argument);
  return {
    ...(bindingName === undefined ? {} : { bindingName }),
    ...(callback !== undefined && isDirectFunction(callback) && isSelfContained(facts, callback)
      ? { selfContained: true }
      : {}),
  };
}
