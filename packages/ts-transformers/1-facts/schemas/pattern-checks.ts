/** What the declared or inferred result of a pattern must not leave open. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import type { SchemaTools } from "./schema-tools.ts";

/** Reserved keys of a result, and the type that belongs under each. */
const RESERVED: ReadonlyMap<string, string> = new Map([
  ["$NAME", "string"],
  ["$UI", "VNode"],
  ["$TILE_UI", "VNode"],
  ["$CHIP_UI", "VNode"],
  ["$FS", '{ type: "text/markdown"; content: string }'],
  ["$TESTS", "TestStep[]"],
  ["$TYPE", "string"],
]);

/** `pattern-result:opaque-reserved-key` */
export function checkReservedKeys(node: ts.TypeNode, tools: SchemaTools): void {
  const { checker } = tools.provenance;
  const type = checker.getTypeFromTypeNode(node);
  for (const [key, expected] of RESERVED) {
    const property = checker.getPropertyOfType(type, key);
    if (property === undefined) continue;
    if ((checker.getTypeOfSymbol(property).flags & ts.TypeFlags.Unknown) === 0) continue;
    const declaration = property.valueDeclaration;
    const isHere = declaration?.getSourceFile() === node.getSourceFile();
    tools.report(diagnostic.patternResultOpaqueReservedKey(
      isHere && declaration !== undefined ? declaration : node,
      { key, expected },
    ));
  }
}

/** `pattern:any-result-schema`: an inferred result of which nothing is known. */
export function isOpenResult(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
}
