/**
 * Checks that were made before, by (verifier version, policy, body hash). Bounded; a remembered
 * check saves time and decides as the check itself would.
 */
import { BoundedMap } from "@commonfabric/canonical";
import type { BodyCheck } from "./check-body.ts";
import type { Verdict } from "./verdict.ts";

/** So many checks are remembered. */
export const VERDICT_MEMO_BOUND = 4_096;

type Key = Pick<Verdict, "verifierVersion" | "policy" | "bodyHash">;

/** Checks of bodies, by digests. Filled only by the verifier that it is handed to. */
export interface VerdictMemo {
  readonly size: number;
  get(key: Key): BodyCheck | undefined;
  put(key: Key, check: BodyCheck): void;
}

/** An empty memo for one process. */
export function makeVerdictMemo(): VerdictMemo {
  const checks = new BoundedMap<string, BodyCheck>(VERDICT_MEMO_BOUND);
  return {
    get size() {
      return checks.size;
    },
    get: (key) => checks.get(keyText(key)),
    put: (key, check) => checks.set(keyText(key), check),
  };
}

/** Base64url digests have no space. */
function keyText({ verifierVersion, policy, bodyHash }: Key): string {
  return `${verifierVersion} ${policy} ${bodyHash}`;
}
