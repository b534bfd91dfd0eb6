/** Verbs that make a beginning: a first program, completion in a shell. */
import type { VerbSpec } from "../verb.ts";

export const STARTING_VERBS: readonly VerbSpec[] = [
  {
    name: "init",
    summary: "a first pattern, its test, and types for an editor; never overwrites",
    usage: "init [DIR] [options]",
    operands: { min: 0, max: 1 },
    options: [],
    examples: ["cf init notes"],
    load: async () => (await import("../../verbs/init.ts")).init,
  },
  {
    name: "completion",
    summary: "a script that completes verbs, options, names and spaces in a shell",
    usage: "completion bash|zsh|fish",
    operands: { min: 1, max: 1 },
    options: [],
    examples: ["cf completion bash"],
    load: async () => (await import("../../verbs/completion.ts")).completion,
  },
];
