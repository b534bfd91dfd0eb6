/** JSON values as literals: strict JSON in JavaScript syntax, keys in the order of the value. */
import ts from "typescript";
import { propertyKey } from "./nodes.ts";

const { factory } = ts;

/** The literal of `value`; throws a `TypeError` for anything that JSON cannot hold. */
export function jsonLiteral(value: unknown): ts.Expression {
  switch (typeof value) {
    case "string":
      return factory.createStringLiteral(value);
    case "boolean":
      return value ? factory.createTrue() : factory.createFalse();
    case "number":
      return numberLiteral(value);
    case "object":
      break;
    default:
      throw new TypeError(`JSON holds no ${typeof value}`);
  }
  if (value === null) return factory.createNull();
  if (Array.isArray(value)) {
    return factory.createArrayLiteralExpression(Array.from(value, jsonLiteral));
  }
  return factory.createObjectLiteralExpression(
    Object.entries(value).map(([key, member]) => jsonProperty(key, member)),
  );
}

/** `key: <literal>` */
export function jsonProperty(key: string, value: unknown): ts.PropertyAssignment {
  return factory.createPropertyAssignment(propertyKey(key), jsonLiteral(value));
}

function numberLiteral(value: number): ts.Expression {
  if (!Number.isFinite(value)) throw new TypeError(`JSON holds no ${value}`);
  const size = factory.createNumericLiteral(Math.abs(value));
  return value < 0 || Object.is(value, -0)
    ? factory.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, size)
    : size;
}
