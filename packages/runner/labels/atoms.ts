/**
 * Atoms as schemas state them, and who may mint which. Families that the runtime itself vouches for
 * belong to one built-in each; everybody else's claim of them is dropped.
 */
import type { ImplementationIdentity } from "../types.ts";
import { inCanonicalOrder } from "../values/canonical-order.ts";

/** The built-in that owns each family of minted atoms, by prefix. */
const MINTED: readonly (readonly [prefix: string, builtinId: string])[] = [
  ["cf-compiled-by:", "compile-cache"],
  ["cf-runtime:", "runtime"],
];

/** Whether `writer` may add `atom`. */
export function mayAdd(atom: string, writer: ImplementationIdentity): boolean {
  const family = MINTED.find(([prefix]) => atom.startsWith(prefix));
  if (family === undefined) return true;
  return writer.kind === "builtin" && writer.builtinId === family[1];
}

/**
 * The texts of the atoms of a list; `undefined` for what is no list. An atom that is no text is its
 * JSON text, in which the user stands for `{ kind: "current-principal" }`.
 */
export function atomTexts(list: unknown, user: string): readonly string[] | undefined {
  if (!Array.isArray(list)) return undefined;
  return list.map((atom: unknown) =>
    typeof atom === "string" ? atom : JSON.stringify(inCanonicalOrder(named(atom, user))) ?? ""
  );
}

function named(part: unknown, user: string): unknown {
  if (typeof part !== "object" || part === null) return part;
  if (Array.isArray(part)) return part.map((each) => named(each, user));
  const members = Object.entries(part);
  const isPrincipal = members.length === 1 && members[0]![0] === "kind" &&
    members[0]![1] === "current-principal";
  if (isPrincipal) return user;
  return Object.fromEntries(members.map(([key, member]) => [key, named(member, user)]));
}
