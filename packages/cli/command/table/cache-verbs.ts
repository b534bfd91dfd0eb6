/** Verbs over the cache documents of a space. */
import type { VerbSpec } from "../verb.ts";

export const CACHE_VERBS: readonly VerbSpec[] = [
  {
    name: "cache stats",
    summary: "what the store of a space holds; changes nothing",
    usage: "cache stats [options]",
    operands: { min: 0, max: 0 },
    options: [],
    examples: ["cf cache stats", "cf cache stats --space home --json"],
    load: async () => (await import("../../verbs/cache-stats.ts")).cacheStats,
  },
  {
    name: "cache verify",
    summary: "read every cache document again and list the bad ones",
    usage: "cache verify [options]",
    operands: { min: 0, max: 0 },
    options: [],
    examples: ["cf cache verify --json"],
    load: async () => (await import("../../verbs/cache-verify.ts")).cacheVerify,
  },
];
