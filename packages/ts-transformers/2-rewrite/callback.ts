/** Authored callbacks with other parameters: arrows stay arrows, `async` and generators stay. */
import ts from "typescript";
import type { CaptureTree, DirectFunction } from "../lowering.ts";
import { freeLocalName } from "./local-name.ts";
import { at } from "./nodes.ts";
import type { Rewriting } from "./rewriting.ts";

const { factory } = ts;

/** `fn` with `parameters` and `body`, and without types. */
export function withParameters(
  fn: DirectFunction,
  parameters: readonly ts.ParameterDeclaration[],
  body: ts.ConciseBody,
): DirectFunction {
  if (ts.isArrowFunction(fn)) {
    const { modifiers, equalsGreaterThanToken: arrow } = fn;
    return at(
      factory.createArrowFunction(modifiers, undefined, parameters, undefined, arrow, body),
      fn,
    );
  }
  return at(
    factory.createFunctionExpression(
      fn.modifiers,
      fn.asteriskToken,
      fn.name,
      undefined,
      parameters,
      undefined,
      body as ts.Block,
    ),
    fn,
  );
}

/** `(<parameter>) => <callback>(<values>)` for a function that is given by name. */
export function callByName(
  rewriting: Rewriting,
  callback: ts.Expression,
  parameter: ts.Identifier | undefined,
  values: readonly ts.Expression[],
): ts.ArrowFunction {
  // The name itself may be the node that is lowered: `onClick={save}`.
  const name = rewriting.visitChildren(callback);
  const call = factory.createCallExpression(name, undefined, values);
  const parameters = parameter === undefined
    ? []
    : [factory.createParameterDeclaration(undefined, undefined, parameter)];
  return at(
    factory.createArrowFunction(
      undefined,
      undefined,
      parameters,
      undefined,
      undefined,
      at(call, callback),
    ),
    callback,
  );
}

/** The same with one value that it only hands on; `undefined` when there is none. */
export function forwardByName(
  rewriting: Rewriting,
  callback: ts.Expression,
  captures: CaptureTree,
  base: string | undefined,
): ts.ArrowFunction {
  if (captures.size > 0) throw new Error("A callback given by name has no captures");
  if (base === undefined) return callByName(rewriting, callback, undefined, []);
  const name = factory.createIdentifier(freeLocalName(base, callback));
  return callByName(rewriting, callback, name, [name]);
}

/** `body` with `statements` in front; a concise body becomes the value that is returned. */
export function blockWith(
  statements: readonly ts.Statement[],
  body: ts.ConciseBody,
  authored: ts.ConciseBody,
): ts.ConciseBody {
  if (statements.length === 0) return body;
  const rest = ts.isBlock(body)
    ? body.statements
    : [at(factory.createReturnStatement(body), authored)];
  return at(factory.createBlock([...statements, ...rest], true), authored);
}
