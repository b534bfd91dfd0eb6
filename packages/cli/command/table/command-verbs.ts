/** Verbs about the command itself. */
import type { VerbSpec } from "../verb.ts";

export const COMMAND_VERBS: readonly VerbSpec[] = [
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
