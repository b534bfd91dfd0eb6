/** `cf cache stats`: what the store of a space holds. Reads only. */
import { nodeSha256 } from "@commonfabric/canonical";
import { type CacheStats, readCacheStats } from "@commonfabric/compilation-cache";
import { readToolchain } from "@commonfabric/runner";
import { EXIT } from "../command/exit-codes.ts";
import { readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { withSpaceReadOnly } from "../store/open-space.ts";

export async function cacheStats({ invocation, powers, printer }: VerbContext): Promise<number> {
  const settings = await readSettings(invocation, powers, powers.cwd);
  const { runtimeVersion } = readToolchain();
  const stats = await withSpaceReadOnly(
    settings,
    (store) => readCacheStats(store, runtimeVersion, nodeSha256),
    () => emptyStats(settings.space, runtimeVersion),
  );
  if (printer.settings.json) {
    printer.document({ format: "cf.cache-stats/1", store: settings.store, ...stats });
    return EXIT.ok;
  }
  for (const [name, value] of statLines(stats)) printer.line(`${name}\t${value}`);
  return EXIT.ok;
}

/** The statistics of a space that nothing was ever written to. */
function emptyStats(space: string, runtimeVersion: string | undefined): CacheStats {
  return {
    space,
    runtimeVersion: runtimeVersion ?? null,
    bytes: 0,
    source: { documents: 0, entries: 0, textBytes: 0 },
    compiled: {
      documents: 0,
      bodyBytes: 0,
      current: 0,
      superseded: 0,
      attested: 0,
      unattested: 0,
      byRuntimeVersion: [],
    },
    emitIndex: { documents: 0 },
    roots: { documents: 0 },
    notes: { documents: 0 },
    packages: { documents: 0, trees: 0, blobs: 0, blobBytes: 0, functors: 0, linkPlans: 0 },
    blobs: { count: 0, bytes: 0 },
    pins: [],
    lifetime: null,
  };
}

function statLines(stats: CacheStats): [string, string | number][] {
  const { source, compiled, lifetime } = stats;
  const lines: [string, string | number][] = [
    ["space", stats.space],
    ["bytes", stats.bytes],
    ["source documents", source.documents],
    ["source entries", source.entries],
    ["source bytes", source.textBytes],
    ["compiled documents", compiled.documents],
    ["compiled bytes", compiled.bodyBytes],
    ["compiled current", compiled.current],
    ["compiled superseded", compiled.superseded],
    ["blobs", stats.blobs.count],
    ["pins", stats.pins.length],
  ];
  if (lifetime === null) return lines;
  const { identityStability, ...counts } = lifetime;
  for (const [name, count] of Object.entries(counts)) lines.push([`lifetime ${name}`, count]);
  for (const [outcome, count] of Object.entries(identityStability)) {
    lines.push([`lifetime identities ${outcome}`, count]);
  }
  return lines;
}
