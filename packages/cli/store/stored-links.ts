/** Links as documents hold them, read without a runtime. */
import type { CommandAddress } from "../command/address.ts";

export interface StoredLink extends CommandAddress {
  /** Writes at the link land in its target. */
  readonly redirects: boolean;
}

/** The link that `value` is, seen from the document that holds it; `undefined` for other values. */
export function storedLink(
  value: unknown,
  container: Pick<CommandAddress, "space" | "id">,
): StoredLink | undefined {
  const fields = linkFields(value);
  if (fields === undefined) return undefined;
  const { id, space, path, scope, overwrite } = fields;
  return {
    space: typeof space === "string" ? space : container.space,
    id: typeof id === "string" ? id : container.id,
    ...(scope === "user" || scope === "session" ? { scope } : {}),
    path: Array.isArray(path) ? path.map(String) : [],
    redirects: overwrite === "redirect",
  };
}

function linkFields(value: unknown): Record<string, unknown> | undefined {
  const inner = onlyMember(value, "/");
  const fields = onlyMember(inner, "link@1");
  return typeof fields === "object" && fields !== null && !Array.isArray(fields)
    ? fields as Record<string, unknown>
    : undefined;
}

function onlyMember(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === key ? Reflect.get(value, key) : undefined;
}

/** Whether `value` is what a stream stores. */
export function isStreamMarker(value: unknown): boolean {
  return onlyMember(value, "$stream") === true;
}

/** Every link in a stored value with its path, in the order of the value. */
export function linksIn(
  value: unknown,
  container: Pick<CommandAddress, "space" | "id">,
): { readonly path: readonly string[]; readonly link: StoredLink }[] {
  const found: { path: readonly string[]; link: StoredLink }[] = [];
  const stack: { value: unknown; path: readonly string[] }[] = [{ value, path: [] }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, path } = next;
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) continue;
    const link = storedLink(value, container);
    if (link !== undefined) {
      found.push({ path, link });
      continue;
    }
    for (const [key, member] of Object.entries(value).reverse()) {
      stack.push({ value: member, path: [...path, key] });
    }
  }
  return found;
}
