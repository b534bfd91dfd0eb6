/** Demand for what a computation reads, without running it: a host that will ask for it later. */
import type { Cancel } from "@commonfabric/storage";
import { documentKey } from "../links/sigil.ts";
import type { ComputationNode, RunOutcome } from "../scheduler/node.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import type { RuntimeCore } from "./runtime-core.ts";

/**
 * Keeps up to date what the computations read whose output is in the document of `output`, until
 * the answer is called. Their own code does not run for it.
 */
export function demandInputs(core: RuntimeCore, output: Address): Cancel {
  const key = documentKey(output);
  const cancels: Cancel[] = [];
  for (const node of core.scheduler.nodes) {
    if (!node.spec.outputs.some((address) => documentKey(address) === key)) continue;
    cancels.push(core.scheduler.addEffect({
      name: "inputs",
      at: node.spec.piece,
      read: () => probe(core, node),
      settle: () => {},
    }));
  }
  return () => cancels.forEach((cancel) => cancel());
}

function probe(core: RuntimeCore, node: ComputationNode): RunOutcome {
  const tx = new RunnerTransaction(core.spaces, { onMissing: "suspend" });
  try {
    node.spec.readInputs?.(tx);
  } catch {
    // Inputs that do not fit are reported by the run, if there is one.
  }
  const { readLog: reads, missing, isSuspended } = tx;
  tx.abort();
  return isSuspended
    ? { kind: "suspended", reads, ready: core.spaces.load(missing) }
    : { kind: "done", reads, writes: [] };
}
