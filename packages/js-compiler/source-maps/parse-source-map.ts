/**
 * Validates a source map before anything uses it. Maps come from stores and packages: a bad one is
 * dropped and counted, and costs positions only.
 */
import { type Counters, LIMITS } from "@commonfabric/contract";
import type { SourceMap } from "../types.ts";
import { decodeMappings, encodeMappings } from "./vlq.ts";

/**
 * The map in `json` (text or parsed), or `undefined` when it is malformed or beyond the limits:
 * version 3, no sections, at most 64 relative or grounded sources without `..`, mappings of valid
 * VLQ whose resolved numbers are in range, at most 16 MiB and 2,000,000 segments. Segments are sorted
 * by column.
 */
export function parseSourceMap(json: unknown, counters?: Counters): SourceMap | undefined {
  const map = checkedMap(typeof json === "string" ? parsed(json) : json);
  if (map === undefined && counters !== undefined) counters.sourceMapsDropped++;
  return map;
}

function parsed(json: string): unknown {
  if (json.length > 2 * LIMITS.sourceMapBytes) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function checkedMap(value: unknown): SourceMap | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const fields = new Map(Object.entries(value));
  if (fields.get("version") !== 3 || fields.has("sections")) return undefined;
  const sourceRoot = fields.get("sourceRoot");
  if (sourceRoot !== undefined && sourceRoot !== "" && sourceRoot !== null) return undefined;
  const sources = fields.get("sources");
  const names = fields.get("names") ?? [];
  const mappings = fields.get("mappings");
  const file = fields.get("file");
  if (!isTexts(sources) || sources.length > LIMITS.sourceMapSources) return undefined;
  if (!sources.every(isSourcePath) || !isTexts(names)) return undefined;
  if (typeof mappings !== "string" || mappings.length > LIMITS.sourceMapBytes) return undefined;
  if (file !== undefined && typeof file !== "string") return undefined;

  const lines = decodeMappings(mappings);
  if (lines === undefined) return undefined;
  let unsorted = false;
  for (const line of lines) {
    for (let i = 0; i < line.length; i++) {
      const segment = line[i]!;
      if (segment.some((number) => number < 0 || number > 0x7fff_ffff)) return undefined;
      if ((segment[1] ?? 0) >= Math.max(1, sources.length)) return undefined;
      if (segment.length > 1 && sources.length === 0) return undefined;
      if (segment.length === 5 && segment[4]! >= names.length) return undefined;
      if (i > 0 && segment[0]! < line[i - 1]![0]!) unsorted = true;
    }
    if (unsorted) line.sort((a, b) => a[0]! - b[0]!);
  }
  return {
    version: 3,
    sources,
    names,
    mappings: unsorted ? encodeMappings(lines) : mappings,
    ...(file === undefined ? {} : { file }),
  };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** Relative or grounded, without `..`, scheme, backslash or control character. */
function isSourcePath(source: string): boolean {
  return source !== "" && source.length <= LIMITS.pathBytes && source.isWellFormed() &&
    !source.split("/").includes("..") && !source.startsWith("//") &&
    // deno-lint-ignore no-control-regex -- control characters are refused
    !/^[A-Za-z][A-Za-z0-9+.-]*:|[\\\u0000-\u001f\u007f\u2028\u2029]/.test(source);
}
