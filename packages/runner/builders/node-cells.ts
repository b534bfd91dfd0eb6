/** References to fresh internal cells of the running build: constants, and streams nothing serves. */
import type { JSONSchema } from "@commonfabric/api";
import { pendingBinding } from "./bind.ts";
import type { PatternBuild } from "./build.ts";
import { LIST_OPERATORS } from "./operators.ts";
import { makeReference } from "./reference.ts";

/** A cell that starts with `value` and that no node writes. */
export function constantCell(build: PatternBuild, value: unknown): object {
  const cell = build.addCell("cell", { isHandle: false });
  cell.initial = pendingBinding(value, build);
  cell.hasInitial = true;
  return referenceTo(build, cell, undefined);
}

/** A stream that no handler is bound to. */
export function streamOf(build: PatternBuild, schema?: JSONSchema): object {
  const cell = build.addCell("stream", { schema, isHandle: true });
  return referenceTo(build, cell, schema);
}

function referenceTo(
  build: PatternBuild,
  cell: ReturnType<PatternBuild["addCell"]>,
  schema: JSONSchema | undefined,
): object {
  const place = { kind: "internal" as const, build, cell };
  return makeReference({ place, path: [], schema, schemaOverride: false }, LIST_OPERATORS);
}
