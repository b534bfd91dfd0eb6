/** Cells that go to a parameter of several kinds of cells: what is done with them cannot be told. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import { withoutAssertions } from "../../walk.ts";
import type { CheckContext } from "./check-context.ts";

/**
 * `capability:unreadable-cell-argument`, in an outermost function and everything inside of it. What
 * a function of another module does is reported there.
 */
export function checkCellArguments(context: CheckContext, fn: ts.FunctionLikeDeclaration): void {
  const { capability, checker, file } = context;
  if (ts.findAncestor(fn.parent, ts.isFunctionLike) !== undefined) return;
  for (const { node, callee, type } of capability.unreadableArguments(fn)) {
    if (node.getSourceFile() !== file) continue;
    const arg = withoutAssertions(node);
    context.report(diagnostic.capabilityUnreadableCellArgument(arg, {
      arg,
      callee,
      type: checker.typeToString(type, node),
    }));
  }
}
