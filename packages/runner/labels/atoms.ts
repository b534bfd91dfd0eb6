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

/** Whether what `list` says depends on who the user is. */
export function namesPrincipal(list: unknown): boolean {
  if (typeof list !== "object" || list === null) return false;
  return isPrincipal(list) || Object.values(list).some(namesPrincipal);
}

function isPrincipal(part: object): boolean {
  const [member, ...others] = Object.entries(part);
  return others.length === 0 && member?.[0] === "kind" && member[1] === "current-principal";
}

function named(part: unknown, user: string): unknown {
  if (typeof part !== "object" || part === null) return part;
  if (Array.isArray(part)) return part.map((each) => named(each, user));
  if (isPrincipal(part)) return user;
  return Object.fromEntries(
    Object.entries(part).map(([key, member]) => [key, named(member, user)]),
  );
}
