/**
 * The authored parameters of a callback that is given one value. Emitted callbacks are given
 * captures beside it, so further parameters become variables with what they would be: nothing.
 */
import ts from "typescript";
import type { DirectFunction } from "../lowering.ts";
import { freeLocalName } from "./local-name.ts";
import { at } from "./nodes.ts";
import type { Rewriting } from "./rewriting.ts";

const { factory } = ts;

export interface Parameters {
  /** The parameter of the one value; `undefined` when the callback does not take it. */
  readonly given: ts.ParameterDeclaration | undefined;
  /** What stands in front of the body for the others. */
  readonly front: readonly ts.Statement[];
}

/** Parameters of a callback that is given one value; `spareName` names it behind a rest parameter. */
export function givenParameters(
  rewriting: Rewriting,
  fn: DirectFunction,
  spareName: string,
  taken: Iterable<string>,
): Parameters {
  const [first, ...others] = authoredParameters(fn);
  if (first === undefined) return { given: undefined, front: [] };
  if (first.dotDotDotToken === undefined) {
    return { given: rewriting.visit(first), front: absentParameters(rewriting, others) };
  }
  const spare = factory.createIdentifier(freeLocalName(spareName, fn, taken));
  const all = factory.createArrayLiteralExpression([spare]);
  return {
    given: factory.createParameterDeclaration(undefined, undefined, spare),
    front: [variable(rewriting, first, all)],
  };
}

/** What stands in front of the body of a callback that is given no value at all. */
export function ungivenParameters(rewriting: Rewriting, fn: DirectFunction): ts.Statement[] {
  return absentParameters(rewriting, authoredParameters(fn));
}

/** A `this` parameter is a type. */
function authoredParameters(fn: DirectFunction): ts.ParameterDeclaration[] {
  return fn.parameters.filter(({ name }) => !(ts.isIdentifier(name) && name.text === "this"));
}

function absentParameters(
  rewriting: Rewriting,
  parameters: readonly ts.ParameterDeclaration[],
): ts.Statement[] {
  return parameters.map((parameter) => {
    const { dotDotDotToken, initializer } = parameter;
    const value = dotDotDotToken !== undefined
      ? factory.createArrayLiteralExpression()
      : initializer === undefined
      ? factory.createIdentifier("undefined")
      : rewriting.visit(initializer);
    return variable(rewriting, parameter, value);
  });
}

/** `var`, because a body may declare its parameters again with `var`. */
function variable(
  rewriting: Rewriting,
  parameter: ts.ParameterDeclaration,
  value: ts.Expression,
): ts.Statement {
  const name = rewriting.visit(parameter.name);
  const declaration = factory.createVariableDeclaration(name, undefined, undefined, value);
  return at(
    factory.createVariableStatement(
      undefined,
      factory.createVariableDeclarationList([at(declaration, parameter)]),
    ),
    parameter,
  );
}
