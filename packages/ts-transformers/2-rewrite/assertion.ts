/** The recording body of `assert`: operands and outcome go through helpers of the test runner. */
import ts from "typescript";
import type { AssertCapture, DirectFunction } from "../lowering.ts";
import { freeLocalName } from "./local-name.ts";
import { constant, helperCall } from "./nodes.ts";
import type { Rewriting, Wrapper } from "./rewriting.ts";

const { factory } = ts;

/**
 * Makes visits of the callback record its operands and conditions; gives back the statements in
 * front of its body.
 */
export function recordAssertion(
  rewriting: Rewriting,
  callback: DirectFunction,
  assertion: AssertCapture,
  taken: Iterable<string>,
): ts.Statement[] {
  const parts = freeLocalName("parts", callback, taken);
  const text = (node: ts.Node) => factory.createStringLiteral(node.getText(rewriting.file));
  const wrappers = new Map<ts.Node, Wrapper>();
  for (const { operands, condition } of [assertion, ...assertion.further ?? []]) {
    for (const operand of operands) {
      wrappers.set(operand, (value) =>
        helperCall("assertCapture", [
          factory.createIdentifier(parts),
          text(operand),
          value,
        ], operand));
    }
    const recordOperand = wrappers.get(condition);
    wrappers.set(condition, (value) =>
      helperCall("assertRecord", [
        recordOperand === undefined ? value : recordOperand(value),
        text(condition),
        factory.createIdentifier(parts),
      ], condition));
  }
  rewriting.wrapInside(callback.body, wrappers);
  const empty = factory.createArrayLiteralExpression();
  return [constant(parts, empty, { authored: callback.body })];
}
