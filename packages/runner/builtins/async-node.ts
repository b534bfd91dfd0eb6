/** The node of an asynchronous built-in: a computation over its inputs that keeps requests. */
import { computationSpec } from "../pieces/run-transaction.ts";
import type { ComputationSpec } from "../scheduler/node.ts";
import type { AsyncCall } from "./async-call.ts";
import { NodeRequests, type Wish } from "./node-requests.ts";
import { type NodeSite, type PlacedNode, placedNode } from "./node-site.ts";

/** The computations of an asynchronous built-in. */
export function asyncNode(site: NodeSite, call: AsyncCall): readonly ComputationSpec[] {
  const node = placedNode(site);
  return [requestsNode(node, new NodeRequests(node, call))];
}

/** The computation that runs `requests` for as long as its piece runs. */
export function requestsNode(node: PlacedNode, requests: NodeRequests): ComputationSpec {
  const { core, piece, name, output, reads } = node;
  piece.cancels.push(() => requests.stop());
  return computationSpec(core, {
    piece,
    name,
    output,
    prepare: (tx) => requests.wish(tx),
    execute: (tx, wish) => requests.decide(tx, wish as Wish),
    observed: requests.observed,
    isExternal: true,
  }, reads);
}
