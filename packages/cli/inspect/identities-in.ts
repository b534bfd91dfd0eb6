/** Pointers to code inside stored data. */

/** The identities of all `{identity, symbol}` in a stored value. */
export function identitiesIn(value: unknown): Set<string> {
  const found = new Set<string>();
  const stack = [value];
  while (stack.length > 0) {
    const at = stack.pop();
    if (typeof at !== "object" || at === null || at instanceof Uint8Array) continue;
    const { identity, symbol } = at as { identity?: unknown; symbol?: unknown };
    if (typeof identity === "string" && typeof symbol === "string") found.add(identity);
    stack.push(...Object.values(at));
  }
  return found;
}
