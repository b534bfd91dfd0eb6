/** Verbs over programs: what they are, whether they are right, what they do. */
import type { OptionSpec, VerbSpec } from "../verb.ts";
import { NETWORK } from "./network-options.ts";

const MAIN_EXPORT: OptionSpec = {
  name: "main-export",
  value: "NAME",
  help: "export that is the program's value (default)",
};
const DATA_FILE: OptionSpec = {
  name: "datafile",
  value: "PATH",
  help: "a file of the program that is data, not code",
};

export const PROGRAM_VERBS: readonly VerbSpec[] = [
  {
    name: "check",
    summary: "compile, verify and evaluate programs; print diagnostics",
    usage: "check FILE... [options]",
    operands: { min: 1, max: 1_000 },
    options: [
      {
        name: "until",
        value: "PHASE",
        values: ["resolve", "identity", "compile", "verify", "evaluate", "instantiate"],
        help: "last phase: resolve, identity, compile, verify, evaluate (default) or instantiate",
      },
      { name: "no-run", help: "the same as --until verify" },
      { name: "no-check", help: "leave out the type check; syntax errors stay fatal" },
      { name: "no-cache", help: "neither read nor fill the cache of the store" },
      { name: "verbose-errors", help: "code frames around warnings, too" },
      {
        name: "show-transformed",
        value: "PATH",
        valueIsOptional: true,
        help: "authored text beside emitted bodies, of all modules or of one",
      },
      { name: "output", value: "DIR", help: "write bodies and source maps" },
      { name: "watch", help: "check again when a file changes; not with --json" },
      { name: "pattern-json", help: "print the graph of the main export as JSON" },
      MAIN_EXPORT,
      DATA_FILE,
    ],
    examples: ["cf check counter.tsx", "cf check counter.tsx --json --until verify"],
    load: async () => (await import("../../verbs/check.ts")).check,
  },
  {
    name: "explain",
    summary: "what a code of a diagnostic means, with examples",
    usage: "explain [CODE] [options]",
    operands: { min: 0, max: 1 },
    options: [],
    examples: ["cf explain pattern-context:computation", "cf explain --json"],
    load: async () => (await import("../../verbs/explain.ts")).explain,
  },
  {
    name: "run",
    summary: "run a program headlessly and send it events",
    usage: "run FILE [options] | run --piece ADDRESS [options]",
    operands: { min: 0, max: 1 },
    options: [
      { name: "argument", value: "JSON", help: "argument of a new piece: JSON, @file or -" },
      { name: "events", value: "FILE", help: "steps of events and expectations" },
      { name: "export", value: "NAME", help: "export to run (default)" },
      { name: "cause", value: "NAME", help: "name of the piece; a second run resumes it" },
      { name: "piece", value: "ADDRESS", help: "resume a stored piece; no source is read" },
      { name: "fresh", help: "use a temporary store that is removed at the end" },
      { name: "timeout", value: "MS", help: "for each step (5000)" },
      ...NETWORK,
      { name: "trace", help: "print the event list of the pattern manager" },
      { name: "view", help: "print the rendered tree" },
      { name: "keep-alive", help: "go on running until an interrupt" },
      DATA_FILE,
    ],
    examples: [
      "cf run counter.tsx --fresh --json",
      "cf run counter.tsx --cause mine --events events.json",
    ],
    load: async () => (await import("../../verbs/run.ts")).run,
  },
  {
    name: "test",
    summary: "run pattern tests",
    usage: "test PATH... [options]",
    operands: { min: 1, max: 10_000 },
    options: [
      { name: "timeout", value: "MS", help: "for each action (5000)" },
      { name: "filter", value: "TEXT", help: "only files whose path contains it" },
      { name: "jobs", value: "N", help: "processes at work at the same time (one per core)" },
      { name: "shard", value: "K/N", help: "only part K of N, by a hash of the path" },
      { name: "junit", value: "FILE", help: "write the results as JUnit XML" },
      { name: "bail", help: "stop after the first file that fails" },
      { name: "changed", help: "skip files that have not changed since they passed" },
      { name: "watch", help: "run again when a file changes" },
    ],
    examples: ["cf test counter.test.tsx", "cf test patterns --jobs 2 --junit results.xml"],
    load: async () => (await import("../../verbs/test.ts")).test,
  },
  {
    name: "identity",
    summary: "identities and imports of a program; compiles nothing",
    usage: "identity FILE|PIECE|IDENTITY [options]",
    operands: { min: 1, max: 1 },
    options: [DATA_FILE],
    examples: ["cf identity counter.tsx", "cf identity counter.tsx --json"],
    load: async () => (await import("../../verbs/identity.ts")).identity,
  },
  {
    name: "identity explain",
    summary: "why the identities of two programs differ",
    usage: "identity explain A B [--path P]",
    operands: { min: 2, max: 2 },
    options: [{ name: "path", value: "P", help: "module to compare (the entry)" }, DATA_FILE],
    examples: ["cf identity explain before/main.tsx after/main.tsx"],
    load: async () => (await import("../../verbs/identity-explain.ts")).identityExplain,
  },
];
