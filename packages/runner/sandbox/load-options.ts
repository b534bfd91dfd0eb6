/** What a load takes and what it gives. */
import type { Counters } from "@commonfabric/contract";
import type { SandboxGlobals } from "./compartment.ts";
import type { EvaluatedModule } from "./module-instance.ts";
import type { Namespace } from "./namespace.ts";
import type { RecordKey } from "./records.ts";
import type { ModuleVerifier } from "./verification.ts";

/** Where a host may look into a load. */
export interface LoadHooks {
  /** Once per module, right before its text is evaluated under `sourceUrl`. */
  readonly beforeEvaluate?: (key: RecordKey, sourceUrl: string) => void;
}

/** The evaluated modules that a load may take, and that it leaves. */
export interface EvaluatedModules {
  /** An interchangeable evaluation of the module with this identity and body, if there is one. */
  get(identity: string, bodyHash: string): EvaluatedModule | undefined;
  /** Takes a completed component. */
  add(modules: readonly EvaluatedModule[]): void;
}

export interface LoadOptions {
  readonly globals: SandboxGlobals;
  /** Name of the compartment, for people. */
  readonly name: string;
  readonly evaluated?: EvaluatedModules;
  /** Needed when the graph carries no proof that holds. */
  readonly verifier?: ModuleVerifier;
  /** There is no load without verification; `false` is refused. */
  readonly verify?: boolean;
  readonly hooks?: LoadHooks;
  readonly counters?: Counters;
}

export interface LoadResult {
  readonly namespace: Namespace;
  /** Every module that the entry reaches over runtime edges, dependencies first. */
  readonly modules: readonly EvaluatedModule[];
  /** Identities whose body ran in this load, in order. */
  readonly evaluatedNow: readonly string[];
}
