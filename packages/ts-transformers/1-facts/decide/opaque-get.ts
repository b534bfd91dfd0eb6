/** `.get()` on something that is no cell. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import { withoutAssertions } from "../../walk.ts";
import type { Context } from "./context.ts";
import type { Deciding } from "./deciding.ts";
import { isReference } from "./reactivity.ts";

/** Reports `.get()` on a reactive or plain value without such a member; whether it did. */
export function checkGet(
  d: Deciding,
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  context: Context,
): boolean {
  if (callee.name.text !== "get" || node.arguments.length > 0) return false;
  if (context.kind === "neutral") return false;
  const receiver = callee.expression;
  if (d.handles.kindOfNode(receiver) !== undefined) return false;
  const { checker } = d.provenance;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(receiver));
  if ((type.flags & ts.TypeFlags.Any) !== 0) {
    // Of a value that may be anything only its provenance is known, and of `x.key(...)` not that.
    if (context.kind !== "pattern" || !isReference(d.reactivity.of(receiver))) return false;
    if (ts.isCallExpression(receiver)) return false;
  } else if (type.getProperty("get") !== undefined) {
    return false;
  }
  const start = receiver.getEnd();
  const read = withoutAssertions(receiver);
  d.report(
    diagnostic.opaqueGetInvalidCall(node, {
      context: context.kind === "pattern" ? "pattern context" : "compute context",
      expr: read,
      receiver: read,
    }, {
      fixes: [{
        title: "Read the value directly",
        edits: [{ offset: start, length: node.getEnd() - start, text: "" }],
      }],
    }),
  );
  return true;
}
