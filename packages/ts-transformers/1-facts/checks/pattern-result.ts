/** Results of patterns whose schema would tell their readers nothing. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import type { CheckContext } from "./check-context.ts";
import { forEachOwnNode } from "./syntax.ts";

/** What a pattern gives under the keys that the host knows. */
const RESERVED: ReadonlyMap<string, string> = new Map([
  ["$NAME", "string"],
  ["$UI", "VNode"],
  ["$TILE_UI", "VNode"],
  ["$CHIP_UI", "VNode"],
  ["$TESTS", "TestStep[]"],
  ["$TYPE", "string"],
]);

/** `pattern:any-result-schema` and `pattern-result:*`, for schemas that come from types. */
export function checkPatternResult(context: CheckContext, call: ts.CallExpression): void {
  if (call.arguments.length !== 1) return;
  const fn = withoutAssertions(call.arguments[0]!);
  const declared = call.typeArguments?.[1] ?? (isDirectFunction(fn) ? fn.type : undefined);
  if (declared !== undefined) checkReserved(context, declared);
  else if (isDirectFunction(fn)) checkInferred(context, call, fn);
}

function checkReserved(context: CheckContext, declared: ts.TypeNode): void {
  const { checker, file } = context;
  const type = checker.getTypeFromTypeNode(declared);
  for (const property of checker.getPropertiesOfType(type)) {
    const expected = RESERVED.get(property.name);
    if (expected === undefined || !isUnknown(checker.getTypeOfSymbol(property))) continue;
    const name = property.declarations?.map((declaration) => ts.getNameOfDeclaration(declaration))
      .find((each) => each?.getSourceFile() === file);
    context.report(diagnostic.patternResultOpaqueReservedKey(name ?? declared, {
      key: name?.getText(file) ?? property.name,
      expected,
    }));
  }
}

function checkInferred(
  context: CheckContext,
  call: ts.CallExpression,
  fn: ts.ArrowFunction | ts.FunctionExpression,
): void {
  const { checker } = context;
  const signature = checker.getSignatureFromDeclaration(fn);
  if (signature === undefined) return;
  const type = checker.getReturnTypeOfSignature(signature);
  const result = resultOf(fn);
  if (isUnknown(type) || isAny(type)) {
    context.report(diagnostic.patternAnyResultSchema(result ?? call.expression, {
      type: isAny(type) ? "any" : "unknown",
    }));
    return;
  }
  const unknown = checker.getPropertiesOfType(type).filter((property) =>
    isUnknown(checker.getTypeOfSymbolAtLocation(property, fn))
  );
  if (unknown.length === 0) return;
  context.report(diagnostic.patternResultUnknownType(
    result === undefined ? call.expression : resultField(result, unknown[0]!.name),
    { paths: unknown.map(({ name }) => name) },
  ));
}

function isUnknown({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.Unknown) !== 0;
}

/** `any`, but not what an expression that has a type error is taken for. */
function isAny(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.Any) !== 0 &&
    (type as { intrinsicName?: string }).intrinsicName !== "error";
}

/** The expression that the function gives in the end. */
function resultOf({ body }: ts.ArrowFunction | ts.FunctionExpression): ts.Expression | undefined {
  if (!ts.isBlock(body)) return withoutAssertions(body);
  let last: ts.Expression | undefined;
  forEachOwnNode(body, (node) => {
    if (ts.isReturnStatement(node) && node.expression !== undefined) last = node.expression;
  });
  return last === undefined ? undefined : withoutAssertions(last);
}

/** Where the result gives the first name of `path` its value: in a literal, else the result itself. */
export function resultField(result: ts.Expression, path: string): ts.Node {
  const node = withoutAssertions(result);
  if (!ts.isObjectLiteralExpression(node)) return node;
  const [name] = path.split(".");
  return node.properties.find((property) =>
    property.name !== undefined && ts.isIdentifier(property.name) && property.name.text === name
  )?.name ?? node;
}
