/** Diagnostics from the problems of the schema generator. */
import type { SchemaProblem } from "@commonfabric/schema-generator";
import { diagnostic } from "../../diagnostics.generated.ts";
import type { TransformDiagnostic } from "../../render-diagnostic.ts";

/** The diagnostic of `problem`; `boundary` names what the schema belongs to. */
export function problemDiagnostic(
  { code, node, params }: SchemaProblem,
  boundary: string,
): TransformDiagnostic {
  const text = (name: string) => String(params[name] ?? "");
  switch (code) {
    case "schema:unsupported-type":
      return diagnostic.schemaUnsupportedType(node, {
        type: text("type"),
        boundary,
        reason: text("reason"),
        alternative: text("alternative"),
      });
    case "schema:invalid-default":
      return diagnostic.schemaInvalidDefault(node, {
        path: text("path"),
        reason: text("reason"),
        alternative: text("alternative"),
      });
    case "schema:limit-exceeded":
      return diagnostic.schemaLimitExceeded(node, {
        boundary,
        count: Number(params.count),
        what: text("what"),
        limit: Number(params.limit),
      });
    case "schema:function-in-data":
      return diagnostic.schemaFunctionInData(node, { path: text("path") });
  }
}
