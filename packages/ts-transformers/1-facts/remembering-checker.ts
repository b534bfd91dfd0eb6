/**
 * A checker that remembers what it said about nodes. TypeScript resolves the types of most
 * expressions anew each time they are asked for, and decisions, captures and capability analysis
 * ask about the same nodes of trees that never change.
 */
import type ts from "typescript";

/** `checker`, whose answers about nodes are kept as long as it is. */
export function rememberingChecker(checker: ts.TypeChecker): ts.TypeChecker {
  const types = new Map<ts.Node, ts.Type>();
  const symbols = new Map<ts.Node, ts.Symbol | undefined>();
  return {
    ...checker,
    getTypeAtLocation(node) {
      let type = types.get(node);
      if (type === undefined) types.set(node, type = checker.getTypeAtLocation(node));
      return type;
    },
    getSymbolAtLocation(node) {
      const known = symbols.get(node);
      if (known !== undefined || symbols.has(node)) return known;
      const symbol = checker.getSymbolAtLocation(node);
      symbols.set(node, symbol);
      return symbol;
    },
  };
}
