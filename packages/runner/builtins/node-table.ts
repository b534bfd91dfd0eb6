/** What each built-in of a graph does in a running piece: the runtime side of `call-table.ts`. */
import type { BuiltinName } from "../builders/graph.ts";
import { operatorNode } from "../pieces/builtin-nodes.ts";
import { listNodes } from "../pieces/list-node.ts";
import type { ComputationSpec } from "../scheduler/node.ts";
import type { AsyncCall } from "./async-call.ts";
import { asyncNode } from "./async-node.ts";
import { COMPILE_CALL } from "./compile-call.ts";
import { dialogNode } from "./dialog-node.ts";
import { FETCH_CALLS } from "./fetch-calls.ts";
import { MODEL_CALLS } from "./model-calls.ts";
import type { NodeSite } from "./node-site.ts";
import { PROGRAM_CALL } from "./program-call.ts";
import { STREAM_CALL } from "./stream-call.ts";
import { wishNode } from "./wish-node.ts";

/** Makes the computations of one node. */
type NodeMaker = (site: NodeSite) => readonly ComputationSpec[];

const operator: NodeMaker = ({ core, piece, graphNode, module }) => [
  operatorNode(core, piece, graphNode, module),
];

const list: NodeMaker = ({ core, piece, graphNode, module }) =>
  listNodes(core, piece, graphNode, module);

function asynchronous(call: AsyncCall): NodeMaker {
  return (site) => asyncNode(site, call);
}

const NODE_MAKERS: Readonly<Record<BuiltinName, NodeMaker>> = {
  ifElse: operator,
  when: operator,
  unless: operator,
  str: operator,
  map: list,
  filter: list,
  flatMap: list,
  navigateTo: operator,
  wish: wishNode,
  fetchJson: asynchronous(FETCH_CALLS.fetchJson),
  fetchJsonUnchecked: asynchronous(FETCH_CALLS.fetchJsonUnchecked),
  fetchText: asynchronous(FETCH_CALLS.fetchText),
  fetchBinary: asynchronous(FETCH_CALLS.fetchBinary),
  fetchProgram: asynchronous(PROGRAM_CALL),
  streamData: asynchronous(STREAM_CALL),
  generateText: asynchronous(MODEL_CALLS.generateText),
  generateObject: asynchronous(MODEL_CALLS.generateObject),
  llm: asynchronous(MODEL_CALLS.llm),
  llmDialog: dialogNode,
  compileAndRun: asynchronous(COMPILE_CALL),
};

/** The computations of a node of the runtime. */
export function builtinNodes(site: NodeSite): readonly ComputationSpec[] {
  return NODE_MAKERS[site.module.name](site);
}
