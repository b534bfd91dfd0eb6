/**
 * The ways in which every document row runs: each store implementation, each kind of key and no key,
 * labels enforced and disabled. What they start from is written once for each of them.
 */
import type { AttestationKeys } from "@commonfabric/compilation-cache";
import { computeModuleIdentities, type Program } from "@commonfabric/module-identity";
import {
  chainProgram,
  KEYS,
  PAIR,
  SALTED,
  withChainRuntime,
} from "../../../../packages/runner/test/support/chain-program.ts";
import { optionsFor } from "../identity/programs.ts";
import type { Shelf } from "./shelf.ts";

export interface Lane {
  readonly name: string;
  readonly keys: AttestationKeys | "none";
  readonly cfcMode: "enforce" | "disabled";
  readonly emptyShelf: () => Shelf;
}

/** One lane for each combination; `shelves` are empty stores by name. */
export function allLanes(shelves: Readonly<Record<string, () => Shelf>>): Lane[] {
  const keys = { HMAC: KEYS, Ed25519: PAIR, "no keys": "none" } as const;
  return Object.entries(shelves).flatMap(([store, emptyShelf]) =>
    Object.entries(keys).flatMap(([kind, each]) =>
      (["enforce", "disabled"] as const).map((cfcMode) => ({
        name: `${store}, ${kind}, ${cfcMode}`,
        keys: each,
        cfcMode,
        emptyShelf,
      }))
    )
  );
}

/** The program whose documents are attacked, and one that differs in its leaf. */
export const PROGRAMS: Readonly<Record<"chain" | "other", Program>> = {
  chain: chainProgram(),
  other: chainProgram({ leaf: "n + 2" }),
};

/** Identities of the modules of a program by path. */
export function identitiesOf(name: keyof typeof PROGRAMS): ReadonlyMap<string, string> {
  let known = identities.get(name);
  if (known === undefined) {
    const modules = computeModuleIdentities(PROGRAMS[name], optionsFor({}));
    known = new Map([...modules].map(([path, { identity }]) => [path, identity]));
    identities.set(name, known);
  }
  return known;
}

const identities = new Map<string, ReadonlyMap<string, string>>();

/**
 * Makes shelves on which space `home` has both programs, the chain under an older toolchain too, and space
 * `work` has the chain.
 */
export async function writtenShelves(
  { emptyShelf, keys, cfcMode }: Lane,
): Promise<() => Shelf> {
  const shelf = emptyShelf();
  const options = { attestation: keys, cfcMode };
  await withChainRuntime(shelf.stores, options, async ({ patterns }) => {
    await patterns.compilePattern(PROGRAMS.other, { space: "home" });
    await patterns.compilePattern(PROGRAMS.chain, { space: "home" });
    await patterns.compilePattern(PROGRAMS.chain, { space: "work" });
  });
  await withChainRuntime(shelf.stores, { ...options, toolchain: SALTED }, async ({ patterns }) => {
    await patterns.compilePattern(PROGRAMS.chain, { space: "home" });
  });
  const snapshot = await shelf.snapshot();
  await shelf.dispose();
  return snapshot;
}
