/** Where pieces get their patterns from; the pattern manager implements it. */
import type { EntryRef, Program } from "@commonfabric/module-identity";
import type { SpaceId } from "@commonfabric/storage";
import type { ObservedSource } from "../observations/observation.ts";
import type { PatternValue } from "../builders/graph.ts";
import type { DocumentAt } from "../transactions/needed-documents.ts";

export interface PatternSource {
  /** The live artifact behind a pointer. */
  artifactFromIdentitySync(identity: string, symbol: string): unknown;
  /** Loads a pattern from a space; `undefined` when it is absent or cannot be evaluated. */
  loadPatternByIdentity(
    identity: string,
    symbol: string,
    space: SpaceId,
  ): Promise<PatternValue | undefined>;
  /** Keeps the live modules behind a pointer until the returned function is called. */
  hold?(identity: string): () => void;
  /** Whether a compile, load or write-back is under way. */
  hasPendingPatternWork?(): boolean;
  /** Resolves when none is left. */
  pendingPatternWorkSettled?(): Promise<void>;
  /** Called once, before the stores are closed. Must not reject. */
  closing?(): Promise<void>;
  /** Why a module could not be loaded from a space, when that is known and stays so. */
  loadFailure?(identity: string, space: SpaceId): unknown;
  /** The pointer of an artifact; `undefined` for one that no module defines. */
  getArtifactEntryRef(value: unknown): EntryRef | undefined;
  /** Compiles a program; resolves when it is durable in `space`. Absent: nothing is compiled. */
  compileOrGetPattern?(
    program: Program,
    options: { readonly space: SpaceId; readonly signal: AbortSignal },
  ): Promise<PatternValue>;
  /** Makes known where the code of a live module came from. */
  readSources?(identity: string, space: SpaceId): Promise<void>;
  /** Where the code of a live module came from, for telemetry. */
  sourceOf?(identity: string): ObservedSource | undefined;
  /** Makes the closure of `pattern` durable in `space`. */
  ensurePatternPersisted(pattern: PatternValue, space: SpaceId): Promise<void>;
  /**
   * The documents of the closure of a module that must be there for as long as something points to
   * the module; `undefined` when one is gone. Absent: nobody takes closures away.
   */
  durableDocuments?(identity: string, space: SpaceId): Promise<readonly DocumentAt[] | undefined>;
}
