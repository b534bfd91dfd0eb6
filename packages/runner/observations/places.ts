/** Places of stored rows as addresses of this runtime. */
import { linkTarget } from "../links/sigil.ts";
import type { ScopeKeys } from "../transactions/scope-keys.ts";
import type { Address } from "../types.ts";
import type { ObservedChild, ObservedPlace } from "./observation.ts";

const NOWHERE = { space: "", id: "" };

/** `undefined` for an instance of another user or session. */
export function addressOfPlace(
  { space, key, path }: Pick<ObservedPlace, "space" | "key" | "path">,
  scopes: ScopeKeys,
): Address | undefined {
  const instance = scopes.instance(key);
  return instance && { space, ...instance, path };
}

/** The result cell of what was applied. */
export function addressOfChild({ result }: ObservedChild): Address {
  return linkTarget(result, NOWHERE);
}
