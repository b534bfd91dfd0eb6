/** What each built-in of a graph does in a running piece: the runtime side of `call-table.ts`. */
import type { AsyncCallName, BuiltinName } from "../builders/graph.ts";
import { operatorNode } from "../pieces/builtin-nodes.ts";
import { listNodes } from "../pieces/list-node.ts";
import type { ComputationSpec } from "../scheduler/node.ts";
import { ASYNC_CALLS, isAsyncCall } from "./async-calls.ts";
import { asyncNode } from "./async-node.ts";
import { dialogNode } from "./dialog-node.ts";
import type { NodeSite } from "./node-site.ts";
import { wishNode } from "./wish-node.ts";

/** Makes the computations of one node. */
type NodeMaker = (site: NodeSite) => readonly ComputationSpec[];

const operator: NodeMaker = ({ core, piece, graphNode, module }) => [
  operatorNode(core, piece, graphNode, module),
];

const list: NodeMaker = ({ core, piece, graphNode, module }) =>
  listNodes(core, piece, graphNode, module);

const NODE_MAKERS: Readonly<Record<Exclude<BuiltinName, AsyncCallName>, NodeMaker>> = {
  ifElse: operator,
  when: operator,
  unless: operator,
  str: operator,
  map: list,
  filter: list,
  flatMap: list,
  navigateTo: operator,
  wish: wishNode,
  llmDialog: dialogNode,
};

/** The computations of a node of the runtime. */
export function builtinNodes(site: NodeSite): readonly ComputationSpec[] {
  const { name } = site.module;
  return isAsyncCall(name) ? asyncNode(site, ASYNC_CALLS[name]) : NODE_MAKERS[name](site);
}
