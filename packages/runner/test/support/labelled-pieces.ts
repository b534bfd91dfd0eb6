/** Compiled programs in both modes of labels. */
import type { SpaceStores } from "@commonfabric/storage";
import type { ScopeOption } from "../../mod.ts";
import { type Compiled, compiledRuntime } from "./compiled.ts";

export const MODES = ["enforce", "disabled"] as const;
export type Mode = typeof MODES[number];

/** Runs `body` in a runtime of `mode`, on stores of its own or shared ones. */
export async function within(
  mode: Mode,
  body: (test: Compiled) => Promise<void>,
  shared: { readonly stores?: SpaceStores; readonly scope?: ScopeOption } = {},
): Promise<void> {
  const test = await compiledRuntime({ ...shared, cfcMode: mode });
  try {
    await body(test);
  } finally {
    await test.runtime.dispose();
  }
}

export function namesOf(test: Compiled): string[] {
  return test.errors.map(({ name }) => name);
}

/** What a stream answers, and the errors that were reported meanwhile. */
export async function send(
  test: Compiled,
  name: string,
  event: unknown,
): Promise<{ readonly status: string; readonly errors: string[] }> {
  const before = test.errors.length;
  const outcome = await test.runtime.sendEvent(test.piece().key(name), event);
  await test.runtime.settled();
  return { status: outcome.status, errors: namesOf(test).slice(before) };
}
