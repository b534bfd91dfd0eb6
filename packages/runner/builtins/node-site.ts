/** One node of a built-in in one running piece: what its maker is given. */
import type { BuiltinModule, BuiltinName, GraphNode } from "../builders/graph.ts";
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
export interface PlacedNode extends NodeSite {
  readonly name: ActionName;
  readonly builtin: BuiltinName;
  readonly inputs: StoredInputs;
  /** The places that the inputs mention. */
  readonly reads: readonly Address[];
  readonly output: Address;
}

/** Names a node by its piece, what it mentions and where it writes. */
export function placedNode(site: NodeSite): PlacedNode {
  const { core, piece, graphNode, module } = site;
  const output = piece.addresses.of(graphNode.outputs);
  const reads = boundAddresses(graphNode.inputs, piece.addresses);
  const key = instanceKey(core.spaces.sha256, piece.link, reads, [output]);
  const inputs = storedBinding(graphNode.inputs, piece.addresses, () => undefined) ?? {};
  return {
    ...site,
    name: builtinName(module.name, key),
    builtin: module.name,
    inputs: inputs as StoredInputs,
    reads,
    output,
  };
}
