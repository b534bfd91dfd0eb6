/** The value of a program: which export it is, and that it is a pattern. */
import { isTrustedArtifact } from "../engine/provenance.ts";
import { isPattern } from "../builders/artifact.ts";
import type { PatternValue } from "../builders/graph.ts";
import { MissingExportError } from "../engine/missing-export-error.ts";
import { NotAPatternError } from "./errors.ts";

/** @throws {MissingExportError | NotAPatternError} */
export function pickPattern(namespace: object, exportName: string): PatternValue {
  if (!Object.hasOwn(namespace, exportName)) throw new MissingExportError(exportName);
  const value = Reflect.get(namespace, exportName);
  if (!isTrustedArtifact(value) || !isPattern(value)) throw new NotAPatternError(exportName);
  return value;
}
