/** Names of code and of actions, as observations and logs carry them. */
import type { EntryRef } from "@commonfabric/module-identity";

/** An action of the scheduler, as far as its identity goes. `src` is for people. */
export interface IdentifiedAction {
  readonly implementationHash?: string;
  readonly src?: string;
}

/** `impl:cf:module/<identity>:<symbol>`: what code; no instance, position, toolchain or host. */
export function implementationHash(ref: EntryRef): string {
  return `impl:cf:module/${ref.identity}:${ref.symbol}`;
}

/** `cf:module/<identity>:<symbol>:<instanceKey>`: which instance. */
export function actionId(ref: EntryRef, instanceKey: string): string {
  return `cf:module/${ref.identity}:${ref.symbol}:${instanceKey}`;
}

const ACTION_ID = /^cf:module\/([A-Za-z0-9_-]{43}):(.{1,256}):[^:]+$/s;

/** The code that an action id names; `undefined` for operators of the runtime. */
export function entryRefOfAction(id: string): EntryRef | undefined {
  const [, identity, symbol] = ACTION_ID.exec(id) ?? [];
  return identity === undefined || symbol === undefined ? undefined : { identity, symbol };
}

const UNSUPPORTED = "unsupported:";
const unsupported = new WeakMap<object, string>();
let unsupportedCount = 0;

/**
 * The fingerprint that an observation of `action` is stored and accepted under. An action without
 * verified code gets one of its own, which no stored observation carries.
 */
export function schedulerImplementationFingerprint(action: IdentifiedAction): string {
  if (action.implementationHash !== undefined) return action.implementationHash;
  let fingerprint = unsupported.get(action);
  if (fingerprint === undefined) {
    fingerprint = `${UNSUPPORTED}${++unsupportedCount}`;
    unsupported.set(action, fingerprint);
  }
  return fingerprint;
}
