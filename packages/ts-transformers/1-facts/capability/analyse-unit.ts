/** The summary of one function, or of one expression with what it captures. */
import ts from "typescript";
import { bindName } from "./bindings.ts";
import { hasBody } from "./callee.ts";
import { evaluateExpression } from "./expressions.ts";
import { returnValue, runStatement } from "./statements.ts";
import { Unit, type UnitHost, type UnitSummary } from "./unit.ts";
import { join } from "./value.ts";

/** After these rounds what still grows is widened, which ends it. */
const EXACT_ROUNDS = 3;
const MAX_ROUNDS = 8;

/**
 * Walks `node` until what its names may be is known. Most functions need one round: another one
 * follows only when a name was read before all that it may be was seen, as in loops.
 */
export function analyseUnit(host: UnitHost, node: ts.Node): UnitSummary {
  const unit = new Unit(host, node, evaluateExpression);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    unit.begin(round >= EXACT_ROUNDS);
    run(unit, node);
    if (!unit.isDirty) break;
  }
  return unit.summary();
}

function run(unit: Unit, node: ts.Node): void {
  if (!hasBody(node)) {
    if (ts.isJsxExpression(node)) {
      if (node.expression !== undefined) returnValue(unit, node.expression);
    } else if (ts.isExpression(node)) returnValue(unit, node);
    else runStatement(unit, node);
    return;
  }
  node.parameters.forEach((parameter, index) => {
    const { name, initializer } = parameter;
    const own = unit.parameter(index);
    bindName(
      unit,
      name,
      initializer === undefined ? own : join(own, unit.sourceOf(initializer)),
    );
  });
  if (ts.isBlock(node.body)) node.body.statements.forEach((s) => runStatement(unit, s));
  else returnValue(unit, node.body);
}
