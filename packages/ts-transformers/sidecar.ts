/** The sidecar of a module: where its builders were authored, and what its functions do. */
import type { ModuleSidecarV1 } from "@commonfabric/contract";
import { sortedUtf8 } from "@commonfabric/canonical";
import type { ModuleFacts } from "./types.ts";

/**
 * Sites by hoist name, registered name and export name, lines 1-based and columns 0-based; summaries
 * of exported functions by export name.
 */
export function sidecar(facts: ModuleFacts): ModuleSidecarV1 {
  const sites = sortedUtf8(facts.sites.keys()).map((name) => [name, facts.sites.get(name)!]);
  const { functions } = facts;
  return {
    formatVersion: 1,
    sites: Object.fromEntries(sites),
    ...(Object.keys(functions).length === 0 ? {} : { functions }),
  };
}
