/** `{identity, symbol}` in the meta of a result document. */
import { type EntryRef, isModuleIdentity } from "@commonfabric/module-identity";
import { isPointerSymbol } from "../engine/provenance.ts";

/**
 * `value` as a pointer: exactly two own string data properties, an identity of the right form and a
 * symbol of 1 to 256 characters without NUL. `undefined` for anything else.
 */
export function asPatternIdentityRef(value: unknown): EntryRef | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const keys = Reflect.ownKeys(value);
  if (keys.length !== 2) return undefined;
  const identity = Object.getOwnPropertyDescriptor(value, "identity")?.value;
  const symbol = Object.getOwnPropertyDescriptor(value, "symbol")?.value;
  if (!isModuleIdentity(identity) || typeof symbol !== "string") return undefined;
  return isPointerSymbol(symbol) ? { identity, symbol } : undefined;
}

/** Whether two pointers name the same pattern. */
export function sameRef(a: EntryRef | undefined, b: EntryRef | undefined): boolean {
  return a !== undefined && b !== undefined && a.identity === b.identity && a.symbol === b.symbol;
}
