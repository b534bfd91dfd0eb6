/** A request for JSON that does not say what the reply is. */
import type ts from "typescript";
import type { ExportSpec } from "@commonfabric/api";
import { diagnostic } from "../../diagnostics.generated.ts";
import type { CheckContext } from "./check-context.ts";

/** `fetch-json:missing-type-argument`. */
export function checkFetchJson(
  context: CheckContext,
  call: ts.CallExpression,
  { name }: ExportSpec,
): void {
  if (name !== "fetchJson" || call.typeArguments !== undefined) return;
  context.report(diagnostic.fetchJsonMissingTypeArgument(call.expression));
}
