/**
 * The sidecar of an emitted module: positions of its builders, for display only, and summaries of
 * its exported functions, for the compile of their callers. Neither identity nor trust depends on
 * it: without one, positions are unknown and summaries are computed again.
 */

/** An authored position: `line` 1-based, `col` 0-based. */
export interface SourceSite {
  readonly line: number;
  readonly col: number;
  readonly bindingName?: string;
  readonly selfContained?: boolean;
}

/** Sites by symbol: hoist names, registered names, export names, `default`. */
export type Sites = Readonly<Record<string, SourceSite>>;

export interface ModuleSidecarV1 {
  readonly formatVersion: 1;
  readonly sites: Sites;
  /** Function summaries by export name; canonical JSON. */
  readonly functions?: Readonly<Record<string, unknown>>;
}

const SYMBOL_LIMIT = 10_000;

/** The sites of sidecar `json`, or `undefined` when it is not a well-formed sidecar. */
export function parseSites(json: string): ReadonlyMap<string, SourceSite> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value["formatVersion"] !== 1 || !isRecord(value["sites"])) {
    return undefined;
  }
  const entries = Object.entries(value["sites"]);
  if (entries.length > SYMBOL_LIMIT) return undefined;
  const sites = new Map<string, SourceSite>();
  for (const [symbol, site] of entries) {
    if (!isSite(site)) return undefined;
    sites.set(symbol, site);
  }
  return sites;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSite(value: unknown): value is SourceSite {
  if (!isRecord(value)) return false;
  const { line, col, bindingName, selfContained } = value;
  return Number.isInteger(line) && (line as number) >= 1 &&
    Number.isInteger(col) && (col as number) >= 0 &&
    (bindingName === undefined || typeof bindingName === "string") &&
    (selfContained === undefined || typeof selfContained === "boolean");
}
