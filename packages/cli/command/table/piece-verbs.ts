/** Verbs over stored pieces. */
import type { OptionSpec, VerbSpec } from "../verb.ts";
import { NETWORK } from "./network-options.ts";

const MAIN_EXPORT: OptionSpec = {
  name: "main-export",
  value: "NAME",
  help: "export that is the pattern (default)",
};
const DATA_FILE: OptionSpec = {
  name: "datafile",
  value: "PATH",
  help: "a file of the program that is data, not code",
};

export const PIECE_VERBS: readonly VerbSpec[] = [
  {
    name: "piece new",
    summary: "compile a program, store it and set a piece of it up; prints the address",
    usage: "piece new FILE [options]",
    operands: { min: 1, max: 1 },
    options: [
      { name: "name", value: "NAME", help: "local name: @NAME stands for the piece" },
      { name: "argument", value: "JSON", help: "argument: JSON, @file or -" },
      { name: "test", value: "FILE", help: "pattern test that must pass before" },
      MAIN_EXPORT,
      DATA_FILE,
    ],
    isAddressed: true,
    examples: ["cf piece new counter.tsx --name counter"],
    load: async () => (await import("../../verbs/piece-new.ts")).pieceNew,
  },
  {
    name: "piece ls",
    summary: "the pieces of a space that a command made",
    usage: "piece ls [options]",
    operands: { min: 0, max: 0 },
    options: [],
    examples: ["cf piece ls", "cf piece ls --json"],
    load: async () => (await import("../../verbs/piece-ls.ts")).pieceLs,
  },
  {
    name: "piece rm",
    summary: "remove a piece with its documents",
    usage: "piece rm PIECE [options]",
    operands: { min: 1, max: 1 },
    options: [],
    isAddressed: true,
    examples: ["cf piece rm @other"],
    load: async () => (await import("../../verbs/piece-rm.ts")).pieceRm,
  },
  {
    name: "piece inspect",
    summary: "pointer, argument, result, internal cells, links and observations",
    usage: "piece inspect PIECE [options]",
    operands: { min: 1, max: 1 },
    options: [],
    isAddressed: true,
    examples: ["cf piece inspect @counter"],
    load: async () => (await import("../../verbs/piece-inspect.ts")).pieceInspect,
  },
  {
    name: "piece setsrc",
    summary: "put another program behind a piece; its data and its address stay",
    usage: "piece setsrc PIECE FILE [options]",
    operands: { min: 2, max: 2 },
    options: [
      { name: "check", help: "compile and compare, and stop before the swap" },
      { name: "allow-incompatible", help: "swap although something does not fit" },
      MAIN_EXPORT,
      DATA_FILE,
    ],
    isAddressed: true,
    examples: ["cf piece setsrc @counter counter.tsx --check"],
    load: async () => (await import("../../verbs/piece-setsrc.ts")).pieceSetsrc,
  },
  {
    name: "piece getsrc",
    summary: "the authored files behind a piece, out of the store",
    usage: "piece getsrc PIECE [--output DIR]",
    operands: { min: 1, max: 1 },
    options: [{ name: "output", value: "DIR", help: "write the files there; print nothing" }],
    isAddressed: true,
    examples: ["cf piece getsrc @counter", "cf piece getsrc @counter --output source"],
    load: async () => (await import("../../verbs/piece-getsrc.ts")).pieceGetsrc,
  },
  {
    name: "piece step",
    summary: "start a piece, run it to rest, commit, stop",
    usage: "piece step PIECE [options]",
    operands: { min: 1, max: 1 },
    options: [
      { name: "events", value: "FILE", help: "steps of events and expectations" },
      { name: "timeout", value: "MS", help: "for each step (5000)" },
      ...NETWORK,
    ],
    isAddressed: true,
    examples: ["cf piece step @counter", "cf piece step @counter --events events.json"],
    load: async () => (await import("../../verbs/piece-step.ts")).pieceStep,
  },
];
