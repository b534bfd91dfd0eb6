/** Names of actions: what code, and which instance. Neither depends on source positions. */
import { canonicalBytes, digestText, type Sha256 } from "@commonfabric/canonical";
import type { EntryRef } from "@commonfabric/module-identity";
import type { Address } from "../types.ts";

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

const sessionIds = new WeakMap<object, number>();
let nextSessionId = 0;

/** Action id and implementation fingerprint of code at `ref`; without one, equal to nothing. */
export function actionName(
  ref: EntryRef | undefined,
  implementation: object,
  key: string,
): { readonly id: string; readonly implementation: string } {
  if (ref !== undefined) {
    const code = `cf:module/${ref.identity}:${ref.symbol}`;
    return { id: `${code}:${key}`, implementation: `impl:${code}` };
  }
  let session = sessionIds.get(implementation);
  if (session === undefined) sessionIds.set(implementation, session = ++nextSessionId);
  return { id: `unsupported:${session}:${key}`, implementation: `unsupported:${session}` };
}

/** Action id and fingerprint of an operator of the runtime. */
export function builtinName(
  name: string,
  key: string,
): { readonly id: string; readonly implementation: string } {
  return { id: `builtin:${name}:${key}`, implementation: `impl:builtin:${name}` };
}
