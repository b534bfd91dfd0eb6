/** The node of a call that this host cannot answer: its output says so, once it is demanded. */
import { writeStored } from "../pieces/builtin-nodes.ts";
import { computationSpec } from "../pieces/run-transaction.ts";
import type { ComputationSpec } from "../scheduler/node.ts";
import { DIALOG_STREAMS, pendingAnswer } from "./answers.ts";
import { type NodeSite, type PlacedNode, placedNode } from "./node-site.ts";

/** The computations of a call without its capability. */
export function unavailableNode(site: NodeSite): readonly ComputationSpec[] {
  const node = placedNode(site);
  const { core, piece, name, output, reads } = node;
  return [computationSpec(core, {
    piece,
    name,
    output,
    prepare: () => answerOf(node),
    execute: (tx, answer) => writeStored(tx, output, answer),
  }, reads)];
}

/** Streams that the call made stand beside the error: an event to one is refused as unserved. */
function answerOf({ builtin, inputs }: PlacedNode): unknown {
  const { result: _absent, ...answer } = pendingAnswer(builtin);
  if (builtin !== "llmDialog") return Object.freeze(answer);
  const streams = DIALOG_STREAMS.map((member) => [member, inputs[member]]);
  return Object.freeze({ ...answer, ...Object.fromEntries(streams) });
}
