/** A fresh process that loads the chain by its identity and runs it. */
import {
  SALTED,
  withChainRuntime,
} from "../../../../packages/runner/test/support/chain-program.ts";
import { identitiesOf, type Lane, PROGRAMS } from "./lanes.ts";
import type { Shelf } from "./shelf.ts";

export interface Loaded {
  /** One entry an event: the modules that missed by name, and the reason that all of them have. */
  readonly misses: readonly { readonly modules: readonly string[]; readonly reason: string }[];
  /** The module and the reason of a load that failed. */
  readonly failure: { readonly modules: readonly string[]; readonly reason: string } | undefined;
  /** What the pattern computes of 4; `undefined` when it was not loaded. */
  readonly answer: unknown;
  readonly compiled: boolean;
}

export async function loadAgain(
  shelf: Shelf,
  { keys, cfcMode }: Lane,
  { space, otherToolchain }: { readonly space: string; readonly otherToolchain: boolean },
): Promise<Loaded> {
  const options = {
    attestation: keys,
    cfcMode,
    ...(otherToolchain ? { toolchain: { ...SALTED, runtimeVersion: "t1-other" } } : {}),
  };
  return await withChainRuntime(shelf.stores, options, async (runtime, log) => {
    await log.name(PROGRAMS.chain);
    const entry = identitiesOf("chain").get(PROGRAMS.chain.main)!;
    const pattern = await runtime.patterns.loadPatternByIdentity(entry, "default", space);
    let answer: unknown;
    if (pattern !== undefined) {
      const cell = runtime.getCell(space, "attacked", { schema: true });
      await runtime.editWithRetry((tx) => void runtime.run(tx, pattern as never, { n: 4 }, cell));
      await runtime.settled();
      ({ answer } = await cell.pull() as { answer: unknown });
    }
    const events = log.take();
    return {
      misses: events.filter((text) => text.startsWith("cacheMiss")).map(missOf),
      failure: events.filter((text) => text.startsWith("loadFailed")).map(failureOf)[0],
      answer,
      compiled: events.some((text) => text.startsWith("compiled")),
    };
  });
}

/** `cacheMiss leaf:blob mid:blob` */
function missOf(text: string): Loaded["misses"][0] {
  const pairs = text.split(" ").slice(1).map((pair) => pair.split(":") as [string, string]);
  const reasons = new Set(pairs.map(([, reason]) => reason));
  return {
    modules: pairs.map(([name]) => name),
    reason: [...reasons].join(" and "),
  };
}

/** `loadFailed identity (leaf)` */
function failureOf(text: string): NonNullable<Loaded["failure"]> {
  const [, reason = "", module = ""] = text.split(" ");
  return { modules: [module.slice(1, -1)], reason };
}
