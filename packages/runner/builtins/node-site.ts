/** One node of a built-in in one running piece: what its maker is given. */
import type { Binding, BuiltinModule, BuiltinName, GraphNode } from "../builders/graph.ts";
import { observedNode } from "../observations/observed-node.ts";
import type { ObservedAction } from "../observations/run-record.ts";
import { type ActionName, builtinName, instanceKey } from "../pieces/action-identity.ts";
import { boundAddresses, storedBinding } from "../pieces/bindings.ts";
import type { RunningPiece } from "../pieces/running-piece.ts";
import type { RuntimeCore } from "../pieces/runtime-core.ts";
import type { Address } from "../types.ts";

/** The stored tree of a node's inputs: references are links. */
export type StoredInputs = Readonly<Record<string, unknown>>;

export interface NodeSite {
  readonly core: RuntimeCore;
  readonly piece: RunningPiece;
  readonly graphNode: GraphNode;
  readonly module: BuiltinModule;
}

/** A node that has one record of inputs and one output. */
export interface PlacedNode {
  readonly core: RuntimeCore;
  readonly piece: RunningPiece;
  readonly name: ActionName;
  readonly builtin: BuiltinName;
  readonly inputs: StoredInputs;
  /** The inputs as the graph has them: places and patterns. Empty for a call of running code. */
  readonly bindings: Readonly<Record<string, Binding>>;
  /** The places that the inputs mention. */
  readonly reads: readonly Address[];
  readonly output: Address;
  readonly observed: ObservedAction;
}

/** Names a node by its piece, what it mentions and where it writes. */
export function placedNode(site: NodeSite): PlacedNode {
  const { core, piece, graphNode, module } = site;
  const output = piece.addresses.of(graphNode.outputs);
  const reads = boundAddresses(graphNode.inputs, piece.addresses);
  const key = instanceKey(core.spaces.sha256, piece.link, reads, [output]);
  const inputs = storedBinding(graphNode.inputs, piece.addresses, () => undefined) ?? {};
  return {
    core,
    piece,
    name: builtinName(module.name, key),
    builtin: module.name,
    inputs: inputs as StoredInputs,
    bindings: (graphNode.inputs ?? {}) as PlacedNode["bindings"],
    reads,
    output,
    observed: observedNode(core.setup, "builtin", graphNode, output),
  };
}
