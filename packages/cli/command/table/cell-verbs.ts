/** Verbs over single values, streams and the graph that computes them. */
import type { OptionSpec, VerbSpec } from "../verb.ts";
import { NETWORK } from "./network-options.ts";

const TIMEOUT: OptionSpec = { name: "timeout", value: "MS", help: "for guest code (5000)" };

export const CELL_VERBS: readonly VerbSpec[] = [
  {
    name: "get",
    summary: "read a value; computations that nobody observes refresh only with --step",
    usage: "get ADDRESS [options]",
    operands: { min: 1, max: 1 },
    options: [
      { name: "step", help: "start the piece and bring it up to date first" },
      { name: "depth", value: "N", help: "levels below which a value is shown as a link (16)" },
      TIMEOUT,
      ...NETWORK,
    ],
    isAddressed: true,
    examples: ["cf get @counter/value", "cf get @counter --step --json"],
    load: async () => (await import("../../verbs/get.ts")).get,
  },
  {
    name: "set",
    summary: "write a value: JSON, @file, - or fields after --",
    usage: "set ADDRESS PAYLOAD | set ADDRESS -- --FIELD VALUE ...",
    operands: { min: 1, max: 2 },
    options: [],
    takesFields: true,
    isAddressed: true,
    examples: ["cf set @counter/value 5", "cf set @counter#argument -- --value 7"],
    load: async () => (await import("../../verbs/set.ts")).set,
  },
  {
    name: "call",
    summary: "send an event to a stream and wait until it was handled",
    usage: "call ADDRESS [PAYLOAD] | call ADDRESS -- --FIELD VALUE ...",
    operands: { min: 1, max: 2 },
    options: [TIMEOUT, ...NETWORK],
    takesFields: true,
    isAddressed: true,
    examples: [`cf call @counter/add '{"by":2}'`, "cf call @counter/add -- --by 2"],
    load: async () => (await import("../../verbs/call.ts")).call,
  },
  {
    name: "link",
    summary: "store at TO a link to FROM, so that TO shows what FROM holds",
    usage: "link FROM TO [options]",
    operands: { min: 2, max: 2 },
    options: [],
    isAddressed: true,
    examples: ["cf link @counter/value @other/value"],
    load: async () => (await import("../../verbs/link.ts")).link,
  },
  {
    name: "wish",
    summary: "what a pattern of the space that wishes for this gets",
    usage: "wish QUERY [options]",
    operands: { min: 1, max: 1 },
    options: [
      { name: "default", value: "PIECE", help: "make this the default piece of the space first" },
      ...NETWORK,
    ],
    examples: ["cf wish '#default' --default @counter", "cf wish /value --default @counter --json"],
    load: async () => (await import("../../verbs/wish.ts")).wish,
  },
  {
    name: "graph",
    summary: "the running graph of a piece: nodes, reads, writes",
    usage: "graph PIECE [options]",
    operands: { min: 1, max: 1 },
    options: [{ name: "dot", help: "print it in the language of Graphviz" }, TIMEOUT, ...NETWORK],
    isAddressed: true,
    examples: ["cf graph @counter", "cf graph @counter --dot"],
    load: async () => (await import("../../verbs/graph.ts")).graph,
  },
];
