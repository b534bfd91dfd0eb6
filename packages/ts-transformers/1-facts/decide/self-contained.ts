/** Whether a callback of a builder could be printed and evaluated apart from its module. */
import ts from "typescript";
import { SANDBOX_GLOBALS } from "@commonfabric/contract";
import type { FactsBuilder } from "../facts-builder.ts";
import { isGlobal } from "../not-data.ts";
import { isLocal, isMemberName } from "./reactivity.ts";

/**
 * Free names of `callback` are globals of the compartment only. Names of enclosing functions become
 * its parameters, so they do not count.
 */
export function isSelfContained(facts: FactsBuilder, callback: ts.Node): boolean {
  const isContained = (node: ts.Node): boolean => {
    if (ts.isTypeNode(node)) return true;
    if (ts.isIdentifier(node) && !isMemberName(node)) {
      const symbol = facts.provenance.local(node);
      if (symbol !== undefined) {
        if ((symbol.flags & ts.SymbolFlags.Alias) !== 0) return false;
        const declaration = symbol.valueDeclaration;
        const isFree = declaration !== undefined && !isLocal(declaration);
        if (isFree && !(isGlobal(symbol) && SANDBOX_GLOBALS.has(node.text))) return false;
      }
    }
    return ts.forEachChild(node, (child) => isContained(child) ? undefined : true) !== true;
  };
  return isContained(callback);
}
