/** Which callees may be given a function in pattern context. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import { isLibraryDeclared } from "./captures.ts";
import type { Context } from "./context.ts";
import type { Deciding } from "./deciding.ts";

/** A function for a callee that is no known boundary could not be stored or reloaded. */
export function refusedCallback(
  d: Deciding,
  node: ts.CallExpression | ts.NewExpression,
  context: Context,
): boolean {
  const callback = node.arguments?.map((argument) => withoutAssertions(argument)).find(
    isDirectFunction,
  );
  if (callback === undefined || takesCallbacks(d, node)) return false;
  if (context.inJsxExpression) {
    d.report(diagnostic.patternContextCallbackContainer(callback, { callee: node.expression }));
  } else {
    d.report(diagnostic.patternContextFunctionCreation(callback, {
      kind: "the function",
      name: callback.name?.text ?? "(anonymous)",
    }));
  }
  return true;
}

/** A method of the library that calls its function at once and gives a value. */
function takesCallbacks(d: Deciding, node: ts.CallExpression | ts.NewExpression): boolean {
  const callee = withoutAssertions(node.expression);
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  const symbol = d.provenance.checker.getSymbolAtLocation(name);
  if (symbol === undefined) return false;
  if (!isLibraryDeclared(symbol) && !d.provenance.isHostDeclared(symbol)) return false;
  const type = d.provenance.checker.getTypeAtLocation(node);
  const isVoid = (type.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined)) !== 0;
  return !isVoid && type.symbol?.name !== "Promise";
}

/** The same for every call in an expression that is lifted as a whole; whether one was refused. */
export function refusedCallbacksIn(d: Deciding, region: ts.Node, context: Context): boolean {
  let refused = false;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return;
    if (ts.isCallExpression(node) && !isDirectFunction(withoutAssertions(node.expression))) {
      const isHost = d.provenance.hostValue(node.expression) !== undefined;
      if (!isHost && refusedCallback(d, node, context)) refused = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(region);
  return refused;
}
