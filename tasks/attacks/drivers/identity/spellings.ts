/** Every door through which an identity enters as text. */
import { nodeSha256 } from "@commonfabric/canonical";
import {
  compiledDocKey,
  leaseKey,
  notesDocKey,
  replicationIntentKey,
  rootsDocKey,
  sourceDocKey,
} from "@commonfabric/compilation-cache";
import {
  identityDigest,
  isModuleIdentity,
  verifySourceClosure,
} from "@commonfabric/module-identity";
import { asPatternIdentityRef } from "../../../../packages/runner/pieces/pointer.ts";

const WHOLE = "A".repeat(43);

const DOORS: Readonly<Record<string, (identity: string) => boolean>> = {
  isModuleIdentity: (identity) => isModuleIdentity(identity),
  identityDigest: throwing(identityDigest),
  sourceDocKey: throwing(sourceDocKey),
  compiledDocKey: throwing((identity) => compiledDocKey("t1-x", identity)),
  rootsDocKey: throwing(rootsDocKey),
  notesDocKey: throwing(notesDocKey),
  leaseKey: throwing((identity) => leaseKey("t1-x", identity)),
  replicationIntentKey: throwing((identity) => replicationIntentKey("home", identity)),
  pointer: (identity) => asPatternIdentityRef({ identity, symbol: "default" }) !== undefined,
  closure: (identity) => {
    const document = {
      filename: "/a.ts",
      kind: "source",
      sourceDigest: WHOLE,
      imports: [],
    } as const;
    const documents = new Map([[identity, document]]);
    const verdict = verifySourceClosure(identity, documents, { sha256: nodeSha256 });
    return verdict.ok || verdict.failures[0]!.reason !== "malformed-identity";
  },
};

/** The doors that take `spelling` for an identity. */
export function doorsThatTake(spelling: unknown): string[] {
  return Object.entries(DOORS).filter(([, takes]) => takes(spelling as string))
    .map(([name]) => name);
}

/** Whether a function that throws `InvalidIdentityError` does not. */
function throwing(door: (identity: string) => unknown): (identity: string) => boolean {
  return (identity) => {
    try {
      door(identity);
      return true;
    } catch (error) {
      if ((error as Error).name === "InvalidIdentityError") return false;
      throw error;
    }
  };
}
