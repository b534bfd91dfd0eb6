/**
 * Bodies of the modules that no cache has under their identities: carried over where that is
 * possible, the rest by the compiler, which is loaded for nothing else.
 */
import {
  type CompiledModule,
  EdgeMismatchError,
  type StoredEmits,
} from "@commonfabric/js-compiler";
import type { Identity, ModuleIdentity, Program } from "@commonfabric/module-identity";
import { carriedBodies, storedEmitsOf } from "./carried-bodies.ts";
import type { CompileContext } from "./compile-context.ts";
import { classifyFailure } from "./failures.ts";
import type { CompileToGraphOptions } from "./types.ts";

export interface MissingBodiesInput {
  readonly context: Pick<
    CompileContext,
    "hosts" | "sha256" | "compiler" | "bodies" | "emitMemo" | "counters"
  >;
  readonly program: Program;
  /** The closure by path. */
  readonly modules: ReadonlyMap<string, ModuleIdentity>;
  /** Code modules, dependencies first. */
  readonly missing: readonly ModuleIdentity[];
  /** Interface digests of modules that are not missing. */
  readonly interfaceDigestOf: (identity: Identity) => string | undefined;
  readonly options: CompileToGraphOptions;
}

/**
 * Bodies by path.
 * @throws an author error with diagnostics, or `EdgeMismatchError`
 */
export async function missingBodies(
  input: MissingBodiesInput,
): Promise<ReadonlyMap<string, CompiledModule>> {
  const { context, modules, missing, interfaceDigestOf, options } = input;
  const storedEmits = storedEmitsFor(input);
  const carried = await carriedBodies({
    modules,
    missing: pathsOf(missing),
    sha256: context.sha256,
    interfaceDigestOf,
    emitMemo: options.emitMemo ?? context.emitMemo,
    storedEmits,
    counters: context.counters,
  });
  const rest = missing.filter(({ path }) => !carried.has(path));
  if (rest.length === 0) return carried;
  const digests = new Map(
    [...carried].map(([path, { interfaceDigest }]) =>
      [modules.get(path)!.identity, interfaceDigest] as const
    ),
  );
  const emitted = await emittedBodies({
    ...input,
    missing: rest,
    interfaceDigestOf: (identity) => digests.get(identity) ?? interfaceDigestOf(identity),
  }, storedEmits);
  return new Map([...carried, ...emitted]);
}

async function emittedBodies(
  { context, program, modules, missing, interfaceDigestOf, options }: MissingBodiesInput,
  storedEmits: StoredEmits | undefined,
): Promise<ReadonlyMap<string, CompiledModule>> {
  const compiler = await context.compiler.ensureCompiler();
  const { emitMemo, storedSource, skipGate, signal } = options;
  try {
    return await compiler.compile(program, {
      hosts: context.hosts.table,
      sha256: context.sha256,
      missing: pathsOf(missing),
      modules,
      interfaceDigestOf,
      emitMemo: emitMemo ?? context.emitMemo,
      counters: context.counters,
      ...(storedEmits && { storedEmits }),
      ...(storedSource && { storedSource }),
      ...(skipGate && { skipGate }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (error instanceof EdgeMismatchError) throw error;
    // Who gives up may give any reason: it says nothing about the source.
    throw classifyFailure(error, signal?.aborted === true ? "transient" : "author");
  }
}

/** Both steps ask the same store: what it did not have is not asked for again. */
function storedEmitsFor({ context, options }: MissingBodiesInput): StoredEmits | undefined {
  const { carriedModulesFor } = options;
  return carriedModulesFor && storedEmitsOf(
    // A store that fails says nothing about the source.
    (emitKeys) =>
      carriedModulesFor(emitKeys).catch((error) => {
        throw classifyFailure(error, "transient");
      }),
    (module) => void context.bodies.admit(module),
  );
}

function pathsOf(modules: readonly ModuleIdentity[]): ReadonlySet<string> {
  return new Set(modules.map(({ path }) => path));
}
