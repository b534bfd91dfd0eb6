/**
 * Which live function may run for a node of a graph. A closure without registration is never run as
 * the live object it is: what it captured when its pattern was built would be hidden state.
 */
import { quote } from "@commonfabric/contract";
import type { Implementation, JavascriptModule } from "../builders/graph.ts";
import { hostTrustOf, provenanceOf } from "../engine/provenance.ts";

/** Thrown for a callback that no verified module defines and no host has vouched for. */
export class UnregisteredCodeError extends Error {
  override readonly name = "UnregisteredCodeError";
  constructor(kind: string, functionName: string) {
    super(
      `The callback ${quote(functionName)} of a ${kind} has no verified identity: ` +
        `define the ${kind} as a module-level constant.`,
    );
  }
}

/** @throws {UnregisteredCodeError} */
export function trustedCode({ kind, implementation }: JavascriptModule): Implementation {
  if (provenanceOf(implementation) !== undefined) return implementation;
  if (hostTrustOf(implementation) !== undefined) return implementation;
  throw new UnregisteredCodeError(kind, implementation.name);
}
