/**
 * Making closures durable where they are needed: after a compile, before a pointer is written, as a
 * copy from another space. `durable-closures.ts` writes and remembers what is there.
 */
import type { Identity, Program } from "@commonfabric/module-identity";
import type { SpaceId } from "@commonfabric/storage";
import type { CompiledGraph, CompileOutcome } from "../engine/types.ts";
import type { DurableClosures } from "./durable-closures.ts";
import { PatternNotPersistableError } from "./errors.ts";
import type { EventLog } from "./event-log.ts";
import type { KnownModule, KnownModules } from "./known-modules.ts";
import { storing } from "./store-errors.ts";
import {
  type CompiledLookup,
  type DocumentsFound,
  type ModuleCache,
  NOTHING_FOUND,
} from "./module-cache.ts";

export interface ClosurePersistenceParts {
  readonly cacheOf: (space: SpaceId) => Promise<ModuleCache>;
  readonly events: EventLog;
  readonly known: KnownModules;
  readonly durable: DurableClosures;
  /** Makes the modules of a stored closure known, or says why that is impossible. */
  readonly recompile: (
    entry: Identity,
    space: SpaceId,
  ) => Promise<object | { readonly failure: string }>;
  /** Makes the modules of a program known, with what the space has of them. */
  readonly compileProgram: (program: Program, space: SpaceId) => Promise<void>;
}

export class ClosurePersistence {
  readonly #parts: ClosurePersistenceParts;

  constructor(parts: ClosurePersistenceParts) {
    this.#parts = parts;
  }

  /** Stores what a compile made in the space that was asked for its bodies. */
  async persistCompiled(
    { entryIdentity, outcome, sources, modules }: CompiledGraph,
    lookup: CompiledLookup,
    space: SpaceId,
  ): Promise<void> {
    const { durable, cacheOf } = this.#parts;
    let found = documentsFound(outcome, lookup);
    if (found.missed.size === 0) {
      const cache = await cacheOf(space);
      // Every body is of this space: what is read tells whether there is anything to write.
      const members = sources.map(({ identity }) => identity);
      const remembered = lookup.remembered ?? new Set();
      const isRemembered = modules.every(({ identity }) => remembered.has(identity));
      // What this process left there is asked for; what others did is compared with the program.
      const unsound = isRemembered ? new Set() : await cache.unsoundSources(sources);
      const isThere = remembered.size === 0 || await cache.holds(members, remembered);
      if (unsound.size === 0 && isThere) {
        durable.note(entryIdentity, space, members);
        return;
      }
      found = { ...found, used: new Set([...found.used].filter((each) => !unsound.has(each))) };
    }
    const bodies = new Map(modules.map((module) => [module.identity, module]));
    // All of the program: what the entry does not reach (tests) is stored with it.
    const program = sources.map((source): KnownModule => {
      const compiled = bodies.get(source.identity);
      return compiled === undefined ? { source } : { source, compiled };
    });
    await durable.write(entryIdentity, space, program, found);
  }

  /**
   * Makes a closure durable; `program` is one that it is part of.
   * @throws {PatternNotPersistableError} @throws {WriteBackError}
   */
  async persist(entry: Identity, space: SpaceId, program?: Program): Promise<void> {
    await storing(space, async () => {
      if (await this.#parts.durable.confirm(entry, space)) return;
      const closure = await this.#closure(entry, space, program);
      await this.#parts.durable.write(entry, space, closure, NOTHING_FOUND);
    });
  }

  /** From what this process knows, from the program of a live pattern, or from a space. */
  async #closure(
    entry: Identity,
    space: SpaceId,
    program: Program | undefined,
  ): Promise<KnownModule[]> {
    const { known } = this.#parts;
    let closure = known.closure(entry);
    if (closure === undefined && program !== undefined) {
      await this.#parts.compileProgram(program, space);
      closure = known.closure(entry);
    }
    return closure ?? await this.#closureFromAnySpace(entry, space);
  }

  async #closureFromAnySpace(entry: Identity, target: SpaceId): Promise<KnownModule[]> {
    const spaces = new Set([target, ...this.#parts.durable.spacesOf(entry)]);
    let failure: unknown;
    for (const space of spaces) {
      try {
        return await this.#closureFrom(entry, space);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  async #closureFrom(entry: Identity, space: SpaceId): Promise<KnownModule[]> {
    const closure = await this.#parts.recompile(entry, space);
    if ("failure" in closure) throw new PatternNotPersistableError(closure.failure);
    return this.#parts.known.closure(entry)!;
  }
}

/** What a compile that asked a space learned of the documents there; others may have shared it. */
export function documentsFound(
  { cached, rejected }: CompileOutcome,
  { modules, misses, outdated }: CompiledLookup,
): DocumentsFound {
  const missed = new Map([...outdated, ...misses]);
  for (const { identity, reason } of rejected) {
    if (modules.has(identity)) missed.set(identity, reason);
  }
  const isUsed = (identity: Identity) => modules.has(identity) && !missed.has(identity);
  return { missed, used: new Set(cached.filter(isUsed)) };
}
