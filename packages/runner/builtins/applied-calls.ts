/**
 * Built-ins that running code calls: `computed(() => generateText({ prompt }))`. A call goes on for
 * as long as the code makes it with the same inputs; its answer stands at a place named by the code
 * that called, so that a run after a restart finds it.
 */
import { canonicalEqual } from "@commonfabric/canonical";
import { observedApplication } from "../observations/observed-node.ts";
import { builtinName, instanceKey } from "../pieces/action-identity.ts";
import type { AppliedCall } from "../pieces/applied-call.ts";
import type { RunningPiece } from "../pieces/running-piece.ts";
import type { RuntimeCore } from "../pieces/runtime-core.ts";
import type { ComputationNode } from "../scheduler/node.ts";
import { ASYNC_CALLS } from "./async-calls.ts";
import { requestsNode } from "./async-node.ts";
import { NodeRequests } from "./node-requests.ts";
import type { PlacedNode } from "./node-site.ts";

interface RunningCall {
  readonly call: AppliedCall;
  readonly node: ComputationNode;
  readonly requests: NodeRequests;
}

/** The calls of one runtime, by the action that made them. */
export class AppliedCalls {
  readonly #coreOf: () => RuntimeCore;
  readonly #running = new Map<string, readonly RunningCall[]>();

  /** The core is asked for when it is complete. */
  constructor(core: () => RuntimeCore) {
    this.#coreOf = core;
  }

  has(key: string): boolean {
    return this.#running.has(key);
  }

  /** Makes `wanted` the calls of the action that `key` names. */
  replace(piece: RunningPiece, key: string, wanted: readonly AppliedCall[]): void {
    const before = this.#running.get(key);
    if (!piece.isRunning || (before === undefined && wanted.length === 0)) return;
    const after = wanted.map((call) =>
      before?.find((each) => isSame(each.call, call)) ?? this.#start(piece, call)
    );
    for (const gone of before ?? []) if (!after.includes(gone)) this.#stop(piece, gone);
    if (before === undefined) piece.cancels.push(() => this.#stopAll(key));
    this.#running.set(key, after);
  }

  #start(piece: RunningPiece, call: AppliedCall): RunningCall {
    const core = this.#coreOf();
    const placed = placedCall(core, piece, call);
    const requests = new NodeRequests(placed, ASYNC_CALLS[call.name]);
    const node = core.scheduler.register(requestsNode(placed, requests));
    piece.nodes.add(node);
    return { call, node, requests };
  }

  #stop(piece: RunningPiece, { call, node, requests }: RunningCall): void {
    const { scheduler, observer, pieces } = this.#coreOf();
    requests.stop();
    pieces.replaceChildren(piece, call.output.id, new Map());
    scheduler.unregister(node);
    piece.nodes.delete(node);
    observer?.drop(piece.link, node.spec.id);
  }

  /** Nodes of a piece that stops are unregistered with it. */
  #stopAll(key: string): void {
    for (const { requests } of this.#running.get(key) ?? []) requests.stop();
    this.#running.delete(key);
  }
}

function placedCall(
  core: RuntimeCore,
  piece: RunningPiece,
  { name, inputs, output }: AppliedCall,
): PlacedNode {
  const key = instanceKey(core.spaces.sha256, piece.link, [], [output]);
  return {
    core,
    piece,
    builtin: name,
    name: builtinName(name, key),
    inputs,
    bindings: {},
    reads: [],
    output,
    observed: observedApplication(core.setup, "builtin", inputs, output),
  };
}

function isSame(a: AppliedCall, b: AppliedCall): boolean {
  return a.name === b.name && a.output.id === b.output.id && canonicalEqual(a.inputs, b.inputs);
}
