/** One running instance: its graph, its nodes, its children. */
import type { EntryRef } from "@commonfabric/module-identity";
import type { Sha256 } from "@commonfabric/canonical";
import type { Cancel } from "@commonfabric/storage";
import type { JavascriptModule, PatternGraph, PatternValue } from "../builders/graph.ts";
import type { ResumeSource } from "../observations/resume-source.ts";
import type { ComputationNode } from "../scheduler/node.ts";
import type { Address, FullLink } from "../types.ts";
import { type NodeInputs, nodeInputs } from "./node-inputs.ts";
import { HandlerActivity } from "./handler-activity.ts";
import { type ActionName, actionName, instanceKey } from "./action-identity.ts";
import { addressCause, documentAt, type PieceAddresses } from "./piece-addresses.ts";

/** Code that serves one stream. */
export interface BoundHandler {
  readonly name: ActionName;
  readonly module: JavascriptModule;
  readonly stream: Address;
  /** The state it is bound to. */
  readonly state: NodeInputs;
  readonly piece: RunningPiece;
  readonly activity: HandlerActivity;
}

export class RunningPiece {
  readonly addresses: PieceAddresses;
  readonly pattern: PatternValue;
  readonly graph: PatternGraph;
  /** `undefined` for a pattern that no module defines. */
  readonly ref: EntryRef | undefined;
  parent: RunningPiece | undefined;
  /** Asked for the state of nodes that register, those of its children included. */
  readonly resume: ResumeSource | undefined;
  readonly depth: number;
  /** The computation that made it, or made a piece around it. */
  readonly maker: ComputationNode | undefined;
  readonly nodes: Set<ComputationNode> = new Set();
  /** Computations that may make pieces, by the document of their output. */
  readonly makers: Map<string, ComputationNode> = new Map();
  readonly handlers: Map<string, BoundHandler> = new Map();
  readonly children: Map<string, RunningPiece> = new Map();
  readonly cancels: Cancel[] = [];
  isRunning = true;

  constructor(fields: {
    addresses: PieceAddresses;
    pattern: PatternValue;
    graph: PatternGraph;
    ref: EntryRef | undefined;
    parent: RunningPiece | undefined;
    maker?: ComputationNode | undefined;
    resume?: ResumeSource | undefined;
  }) {
    this.addresses = fields.addresses;
    this.pattern = fields.pattern;
    this.graph = fields.graph;
    this.ref = fields.ref;
    this.parent = fields.parent;
    this.maker = fields.maker ?? fields.parent?.maker;
    this.resume = fields.resume;
    this.depth = fields.parent === undefined ? 0 : fields.parent.depth + 1;
  }

  /** The result cell. */
  get link(): FullLink {
    return this.addresses.result;
  }
}

/** A handler for the events of `stream`, bound to the stored tree `state`. */
export function boundHandler(
  fields: Pick<BoundHandler, "module" | "stream" | "piece"> & {
    readonly state: unknown;
    readonly ref: EntryRef | undefined;
    readonly sha256: Sha256;
  },
): BoundHandler {
  const { module, stream, piece, ref, sha256 } = fields;
  const key = instanceKey(sha256, piece.link, [], [stream]);
  const own = documentAt(stream, { inputsOf: addressCause(stream) }, sha256);
  return {
    name: actionName(ref, module.implementation, key),
    module,
    stream,
    piece,
    state: nodeInputs(own, fields.state, module.argumentSchema),
    activity: new HandlerActivity(),
  };
}
