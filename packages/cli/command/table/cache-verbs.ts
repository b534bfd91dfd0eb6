/** Verbs over the cache documents of a space. */
import type { VerbSpec } from "../verb.ts";

export const CACHE_VERBS: readonly VerbSpec[] = [
  {
    name: "cache ls",
    summary: "the source and compiled documents of a space, and what belongs to them",
    usage: "cache ls [options]",
    operands: { min: 0, max: 0 },
    options: [],
    examples: ["cf cache ls", "cf cache ls --json"],
    load: async () => (await import("../../verbs/cache-ls.ts")).cacheLs,
  },
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
  {
    name: "cache audit",
    summary: "compile stored programs again and compare what is stored",
    usage: "cache audit [options]",
    operands: { min: 0, max: 0 },
    options: [
      { name: "rebuild", value: "N%", help: "compile N percent of the documents again (100%)" },
    ],
    examples: ["cf cache audit", "cf cache audit --rebuild 10% --json"],
    load: async () => (await import("../../verbs/cache-audit.ts")).cacheAudit,
  },
  {
    name: "cache gc",
    summary: "delete what no piece, pin or note reaches, and superseded bodies",
    usage: "cache gc [options]",
    operands: { min: 0, max: 0 },
    options: [
      { name: "dry-run", help: "say what would go, and write nothing" },
      { name: "grace", value: "H", help: "keep what was written in the last H hours (24)" },
      { name: "keep-versions", value: "N", help: "keep the bodies of N other toolchains (1)" },
    ],
    examples: ["cf cache gc --dry-run", "cf cache gc", "cf cache gc --grace 1 --json"],
    load: async () => (await import("../../verbs/cache-gc.ts")).cacheGc,
  },
  {
    name: "cache pin",
    summary: "keep a module and what it imports, whatever points to it",
    usage: "cache pin IDENTITY|PIECE [options]",
    operands: { min: 1, max: 1 },
    options: [],
    examples: ["cf cache pin @counter"],
    load: async () => (await import("../../verbs/cache-pin.ts")).cachePin,
  },
  {
    name: "cache unpin",
    summary: "take the pin of a module away",
    usage: "cache unpin IDENTITY|PIECE [options]",
    operands: { min: 1, max: 1 },
    options: [],
    examples: ["cf cache unpin @counter"],
    load: async () => (await import("../../verbs/cache-pin.ts")).cacheUnpin,
  },
];
