/**
 * Bodies that a compile takes over from former identities before the compiler is loaded: from the
 * memo of the session, or from a store. What is not found here may still be found by the compiler,
 * once it knows the interfaces of what it compiled.
 */
import type { Sha256 } from "@commonfabric/canonical";
import type { Counters } from "@commonfabric/contract";
import {
  type CompiledModule,
  ComponentCarry,
  type EmitMemo,
  type MemoisedEmit,
  type StoredEmits,
} from "@commonfabric/js-compiler";
import type { Identity, ModuleIdentity } from "@commonfabric/module-identity";
import type { CachedModule, CarriedModulesFor } from "./types.ts";

/** What is missing, and where its bodies may be found. */
export interface CarriedBodiesInput {
  readonly modules: ReadonlyMap<string, ModuleIdentity>;
  /** Paths. */
  readonly missing: ReadonlySet<string>;
  readonly sha256: Sha256;
  readonly interfaceDigestOf: (identity: Identity) => string | undefined;
  readonly emitMemo: EmitMemo;
  readonly storedEmits: StoredEmits | undefined;
  readonly counters: Counters;
}

/** The bodies by path that need no compiler. One question to the store per level of imports. */
export async function carriedBodies(
  { storedEmits, ...input }: CarriedBodiesInput,
): Promise<ReadonlyMap<string, CompiledModule>> {
  const carry = new ComponentCarry(input);
  for (;;) {
    const emitKeys = storedEmits === undefined ? [] : carry.takeUnknown();
    if (emitKeys.length === 0) return carry.carried;
    carry.give(await storedEmits!(emitKeys));
  }
}

/**
 * The bodies of a store for one compile; a key is asked for once. Only attested modules that carry
 * the very key are taken: a store may claim anything else.
 */
export function storedEmitsOf(
  ask: CarriedModulesFor,
  onTaken: (module: CachedModule) => void,
): StoredEmits {
  const asked = new Set<string>();
  return async (emitKeys) => {
    const unasked = emitKeys.filter((key) => !asked.has(key));
    for (const key of unasked) asked.add(key);
    const found = new Map<string, readonly MemoisedEmit[]>();
    if (unasked.length === 0) return found;
    for (const [emitKey, modules] of await ask(unasked)) {
      const fits = modules.every((module) =>
        module.trust === "attested" && module.emitKey === emitKey
      );
      if (!fits) continue;
      modules.forEach(onTaken);
      found.set(emitKey, modules.map(emitOf));
    }
    return found;
  };
}

function emitOf(module: CachedModule): MemoisedEmit {
  const { filename, code, sourceMap, sites, summary, interfaceDigest, emitKey } = module;
  const sidecar = sites && {
    formatVersion: 1 as const,
    sites,
    ...(summary && { functions: summary }),
  };
  return {
    path: filename,
    module: {
      js: code,
      ...(sourceMap && { sourceMap }),
      ...(sidecar && { sidecar }),
      interfaceDigest,
      emitKey,
      warnings: module.warnings ?? [],
      origin: "carried",
    },
  };
}
