/**
 * `compileAndRun`: compiles program files and runs their pattern as a child of the piece. The child
 * lives at one place per node, so that a changed program keeps the state whose causes survive; its
 * input is bound, not copied, and compiles nothing.
 */
import { LIMITS } from "@commonfabric/contract";
import type { Program } from "@commonfabric/module-identity";
import { isPattern } from "../builders/artifact.ts";
import type { PatternValue } from "../builders/graph.ts";
import { PROGRAM_SLOT } from "../observations/observation.ts";
import { observedChild } from "../observations/observed-node.ts";
import { outputLink } from "../pieces/builtin-nodes.ts";
import { childResult } from "../pieces/piece-addresses.ts";
import { asPatternIdentityRef } from "../pieces/pointer.ts";
import { setupPiece } from "../pieces/setup.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import { convertValue } from "../values/convert.ts";
import { messageOf } from "./active-request.ts";
import type { AsyncCall } from "./async-call.ts";
import { compileFindings } from "./compile-errors.ts";
import type { PlacedNode } from "./node-site.ts";
import { programFrom } from "./program-inputs.ts";
import type { Answer, Reply } from "./request.ts";

export const COMPILE_CALL: AsyncCall = {
  isAvailable: ({ core }) => core.setup.source.compileOrGetPattern !== undefined,
  requestInputs: ({ inputs: { files, main } }) => ({ files, main }),
  request: (inputs, node) => {
    const program = programFrom(inputs);
    return program && {
      key: program,
      silenceMs: LIMITS.modelSilenceMs,
      send: ({ signal }) => compiled(node, program, signal),
    };
  },
  onStored: (node) => {
    const { core, piece, name } = node;
    core.track(attachStored(node), { kind: "load", piece, action: name.id });
  },
  onIdle: stopChild,
};

async function compiled(node: PlacedNode, program: Program, signal: AbortSignal): Promise<Reply> {
  const { core, output } = node;
  try {
    const options = { space: output.space, signal };
    const pattern = await core.setup.source.compileOrGetPattern!(program, options);
    return (tx) => stageChild(node, pattern, tx);
  } catch (error) {
    if (signal.aborted) throw error;
    const errors = convertValue(compileFindings(error, core.sourceOf(error)), {
      target: output,
      author: "guest",
    });
    return (tx) => {
      tx.postCommit(() => stopChild(node));
      return { members: { error: Object.freeze({ message: messageOf(error) }), errors } };
    };
  }
}

function stageChild(node: PlacedNode, pattern: PatternValue, tx: RunnerTransaction): Answer {
  const { core, piece, inputs, output } = node;
  const result = resultOf(node);
  const argument = inputs.input ?? Object.freeze({});
  const request = { pattern, argument, use: "bindings" as const, result, depth: piece.depth + 1 };
  tx.staging(() => setupPiece(tx, request, core.setup));
  tx.postCommit(() => {
    const running = core.pieces.get(result);
    if (running !== undefined && running.pattern !== pattern) core.pieces.stop(running);
    runChild(node, pattern);
  });
  const child = observedChild(core.setup.source, PROGRAM_SLOT, pattern, result);
  return {
    members: { result: outputLink(result, output) },
    applied: child === undefined ? "unknown" : [child],
  };
}

/** A child that was stored before this process is a child of the piece again. */
async function attachStored(node: PlacedNode): Promise<void> {
  const { core, piece } = node;
  const result = resultOf(node);
  await core.spaces.load([result]);
  const stored = core.spaces.peek(result.space)?.replica.current(result)?.document;
  const ref = asPatternIdentityRef(stored?.meta?.patternIdentity);
  if (ref === undefined) return;
  const { source } = core.setup;
  const live = source.artifactFromIdentitySync(ref.identity, ref.symbol);
  const pattern = isPattern(live)
    ? live
    : await source.loadPatternByIdentity(ref.identity, ref.symbol, result.space);
  if (pattern !== undefined && piece.isRunning) runChild(node, pattern);
}

function runChild(node: PlacedNode, pattern: PatternValue): void {
  const result = resultOf(node);
  const children = new Map([[result.id, { pattern, result }]]);
  node.core.pieces.replaceChildren(node.piece, node.output.id, children);
}

function stopChild({ core, piece, output }: PlacedNode): void {
  core.pieces.replaceChildren(piece, output.id, new Map());
}

function resultOf({ core, output }: PlacedNode): Address {
  return childResult(output, core.spaces.sha256);
}
