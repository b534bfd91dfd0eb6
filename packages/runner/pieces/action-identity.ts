/** Names of actions: what code, and which instance. Neither depends on source positions. */
import { canonicalBytes, digestText, type Sha256 } from "@commonfabric/canonical";
import type { EntryRef } from "@commonfabric/module-identity";
import {
  actionId,
  type IdentifiedAction,
  implementationHash,
  schedulerImplementationFingerprint,
} from "../engine/action-identity.ts";
import type { Address, ImplementationIdentity } from "../types.ts";

/** Characters of the digest that tell instances of one symbol in one piece apart. */
const KEY_LENGTH = 12;

/** The instance key over (result cell, reads, writes); links count as space, id, scope, path. */
export function instanceKey(
  sha256: Sha256,
  process: Address,
  reads: readonly Address[],
  writes: readonly Address[],
): string {
  const cause = {
    process: reduced(process),
    reads: reads.map(reduced),
    writes: writes.map(reduced),
  };
  return digestText(sha256, canonicalBytes(cause)).slice(0, KEY_LENGTH);
}

function reduced({ space, id, scope, path }: Address): unknown {
  return { space, id, scope, path: [...path] };
}

export interface ActionName {
  readonly id: string;
  readonly implementation: string;
  /** Who runs the transactions of the action. */
  readonly identity: ImplementationIdentity;
}

/** Action id and implementation fingerprint of code at `ref`; without one, equal to nothing. */
export function actionName(
  ref: EntryRef | undefined,
  implementation: object,
  key: string,
): ActionName {
  if (ref === undefined) {
    const fingerprint = schedulerImplementationFingerprint(implementation as IdentifiedAction);
    const identity = { kind: "unsupported" } as const;
    return { id: `${fingerprint}:${key}`, implementation: fingerprint, identity };
  }
  const identity = { kind: "verified", identity: ref.identity, symbol: ref.symbol } as const;
  return { id: actionId(ref, key), implementation: implementationHash(ref), identity };
}

/** Action id and fingerprint of an operator of the runtime. */
export function builtinName(name: string, key: string): ActionName {
  return {
    id: `builtin:${name}:${key}`,
    implementation: `impl:builtin:${name}`,
    identity: { kind: "builtin", builtinId: name },
  };
}
