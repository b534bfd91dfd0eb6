/** Computations with authored code. */
import type { EntryRef } from "@commonfabric/module-identity";
import { isRecordSchema } from "../builders/assert-recording.ts";
import type { GraphNode, Implementation, JavascriptModule } from "../builders/graph.ts";
import { handleState } from "../cells/handle-state.ts";
import type { HandleState } from "../cells/host.ts";
import { makeFrame, runInFrame } from "../frame-powers.ts";
import { observedNode } from "../observations/observed-node.ts";
import type { ComputationSpec } from "../scheduler/node.ts";
import { makeLink } from "../links/sigil.ts";
import { withoutRequired } from "../schemas/without-required.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import { writeStored } from "./builtin-nodes.ts";
import { boundAddresses, storedBinding } from "./bindings.ts";
import { actionName, instanceKey } from "./action-identity.ts";
import { nodeInputs } from "./node-inputs.ts";
import { openOutput } from "./output-scope.ts";
import { addressCause, documentAt } from "./piece-addresses.ts";
import { readArgument } from "./read-argument.ts";
import { RunningAction } from "./running-action.ts";
import type { RunningPiece } from "./running-piece.ts";
import { computationSpec, requireSynchronous } from "./run-transaction.ts";
import type { RuntimeCore } from "./runtime-core.ts";

type Prepared = ReturnType<typeof readArgument> & { readonly isPartial?: boolean };

/** The computation of one applied lift. */
export function liftNode(
  core: RuntimeCore,
  piece: RunningPiece,
  graphNode: GraphNode,
  module: JavascriptModule,
): ComputationSpec {
  const output = piece.addresses.of(graphNode.outputs);
  const reads = boundAddresses(graphNode.inputs, piece.addresses);
  const { sha256, source } = core.setup;
  const ref: EntryRef | undefined = source.getArtifactEntryRef(module.factory);
  const key = instanceKey(sha256, piece.addresses.result, reads, [output]);
  const name = actionName(ref, module.implementation, key);
  const code = core.resolveCode(module);
  const inputs = nodeInputs(
    documentAt(output, { inputsOf: addressCause(output) }, sha256),
    storedBinding(graphNode.inputs, piece.addresses, () => undefined),
    module.argumentSchema,
  );
  const partial = isRecordSchema(module.resultSchema) && module.argumentSchema !== undefined
    ? { ...inputs, schema: withoutRequired(module.argumentSchema) }
    : undefined;
  const spec = computationSpec(core, {
    piece,
    name,
    implementation: module.implementation,
    output,
    observed: ref && observedNode({ sha256, source }, "computation", graphNode, output, ref),
    prepare: (tx): Prepared => {
      const given = readArgument(core, tx, inputs);
      if (given.isCallable || partial === undefined) return given;
      return { ...readArgument(core, tx, partial), isPartial: true };
    },
    execute: (tx, prepared) => {
      const { parameters, isCallable, isPartial = false } = prepared as Prepared;
      const action = new RunningAction(core, {
        kind: "computation",
        tx,
        piece,
        origin: addressCause(output),
      });
      const run = () => isCallable ? call(code, action, parameters) : undefined;
      const value = isPartial ? valueOrNothing(run) : run();
      const handle = handleState(value);
      const address = openOutput(tx, output);
      const { resultSchema: schema } = module;
      if (handle === undefined) core.cells.write({ address, schema }, value, tx);
      else writeHandle(tx, address, handle);
      core.pieces.adopt(piece, action, output.id);
      return action.applied();
    },
  }, reads);
  const isSideWriter = (module.options?.materializerWriteInputPaths?.length ?? 0) > 0;
  return { ...spec, isSideWriter };
}

/**
 * An assertion looks at what is there when something is missing: that it is missing may be what is
 * asserted. What throws then has no outcome, as of a computation that is not called.
 */
function valueOrNothing(run: () => unknown): unknown {
  try {
    return run();
  } catch {
    return undefined;
  }
}

/** Who writes through a computed handle writes what it stands for. */
function writeHandle(tx: RunnerTransaction, output: Address, { place }: HandleState): void {
  writeStored(tx, output, makeLink(place.address(), { from: output.space, redirect: true }));
}

function call(code: Implementation, action: RunningAction, parameters: unknown[]): unknown {
  const frame = makeFrame({ kind: "computation", context: action, code });
  const value = runInFrame(frame, () => code(...parameters));
  requireSynchronous(value);
  return value;
}
