/**
 * Which code may write a place. Schemas name it as authors do, by specifier and symbol; what that
 * means is known where the module of the schema is loaded, and recorded for that very schema. A name
 * that nobody has resolved authorises nobody.
 */
import type { EntryRef } from "@commonfabric/module-identity";
import { quote } from "@commonfabric/contract";
import type { ImplementationIdentity } from "../types.ts";

const resolved = new WeakMap<object, readonly EntryRef[]>();

/** Says what `authority`, a member `writeAuthorizedBy` of a schema, names. The first word stays. */
export function recordAuthority(authority: object, refs: readonly EntryRef[]): void {
  if (!resolved.has(authority)) resolved.set(authority, refs);
}

/** Whether `writer` is the code that `authority` names. */
export function isAuthorized(authority: unknown, writer: ImplementationIdentity): boolean {
  return writer.kind === "verified" &&
    refsOf(authority).some(({ identity, symbol }) =>
      writer.identity === identity && writer.symbol === symbol
    );
}

/** `authority`, for people. */
export function authorityName(authority: unknown): string {
  const names = refsOf(authority).map(({ identity, symbol }) => `${identity}#${symbol}`);
  if (names.length > 0) return names.join(" or ");
  const { symbol } = Object(authority) as { readonly symbol?: unknown };
  return typeof symbol === "string" ? `the unresolved ${quote(symbol)}` : "nobody";
}

/** A writer, for people. */
export function writerName(writer: ImplementationIdentity): string {
  switch (writer.kind) {
    case "verified":
      return `${writer.identity}#${writer.symbol}`;
    case "builtin":
      return `the built-in ${quote(writer.builtinId)}`;
    case "host":
      return "the host";
    case "unsupported":
      return "unknown";
    default:
      return writer satisfies never;
  }
}

function refsOf(authority: unknown): readonly EntryRef[] {
  if (typeof authority !== "object" || authority === null) return [];
  const { identity, symbol } = authority as Partial<EntryRef>;
  const isRef = typeof identity === "string" && typeof symbol === "string";
  return isRef ? [{ identity, symbol }] : resolved.get(authority) ?? [];
}
