/**
 * The probe of an attack file: an exported function `probe` that tries what the row is about and
 * returns the names of what it reached, an empty list when nothing leaked. Code that escapes from
 * the sandbox can call `tripwire(name)`, a global of the start realm that no compartment has.
 */
import type { Namespace } from "../../../packages/runner/sandbox/namespace.ts";

/** What a probe did: what it returned, or what it threw and the name of that. */
export type ProbeResult =
  | { readonly leaks: readonly string[] }
  | { readonly threw: string; readonly error: unknown };

/** True when `namespace` exports a probe. */
export function hasProbe(namespace: Namespace): boolean {
  return typeof namespace["probe"] === "function";
}

/** Calls the probe of `namespace`, and waits for what it returns. */
export async function runProbe(namespace: Namespace): Promise<ProbeResult> {
  const probe = namespace["probe"] as () => unknown;
  try {
    const found = await Reflect.apply(probe, undefined, []);
    return { leaks: leaksOf(found) };
  } catch (error) {
    return { threw: errorName(error), error };
  }
}

function leaksOf(found: unknown): readonly string[] {
  if (!Array.isArray(found)) return [`the probe returned ${typeof found}, not a list`];
  return found.map(String);
}

/** The class of a thrown error, as `throws(NAME)` spells it. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return error.name;
}

/** Counts what escapes while `step` runs. */
export async function withTripwire<T>(
  step: () => Promise<T>,
): Promise<{ readonly result: T; readonly fired: readonly string[] }> {
  const fired: string[] = [];
  const realm = globalThis as { tripwire?: (name: unknown) => void };
  realm.tripwire = (name) => void fired.push(String(name ?? "unnamed"));
  try {
    return { result: await step(), fired };
  } finally {
    delete realm.tripwire;
  }
}
