/** The node of an asynchronous built-in: a computation over its inputs that keeps requests. */
import { computationSpec } from "../pieces/run-transaction.ts";
import type { ComputationSpec } from "../scheduler/node.ts";
import type { AsyncCall } from "./async-call.ts";
import { NodeRequests, type Wish } from "./node-requests.ts";
import { type NodeSite, type PlacedNode, placedNode } from "./node-site.ts";

/** The computations of an asynchronous built-in. */
export function asyncNode(site: NodeSite, call: AsyncCall): readonly ComputationSpec[] {
  const node = placedNode(site);
  return [ownRequestsNode(node, new NodeRequests(node, call))];
}

/** The computation of a node of a graph: its requests end with its piece. */
export function ownRequestsNode(node: PlacedNode, requests: NodeRequests): ComputationSpec {
  node.piece.cancels.push(() => requests.stop());
  return requestsNode(node, requests);
}

/** The computation that keeps `requests`; a settled answer is observed, a pending one is not. */
export function requestsNode(node: PlacedNode, requests: NodeRequests): ComputationSpec {
  const { core, piece, name, output, reads } = node;
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
