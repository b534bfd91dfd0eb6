/**
 * One module of a load: its export slots, its namespace and what it created. The exports object of
 * the wrapper writes slots, namespaces read them.
 */
import type { Verdict } from "@commonfabric/sandbox-verifier";
import type { ModuleEvaluation } from "../frame-powers.ts";
import type { Namespace } from "./namespace.ts";
import type { RecordKey } from "./records.ts";
import type { Compartment } from "./ses-globals.ts";

/** The value of one local export. Published once, when the body assigns it. */
export interface ExportSlot {
  value: unknown;
  published: boolean;
}

/** A module that was evaluated and whose component is complete. */
export interface EvaluatedModule {
  readonly key: RecordKey;
  readonly identity: string;
  /** Authored path. */
  readonly path: string;
  readonly bodyHash: string;
  readonly verdict: Verdict;
  readonly namespace: Namespace;
  /** Local exports by name. */
  readonly slots: ReadonlyMap<string, ExportSlot>;
  /** The compartment that evaluated the module: its home. */
  readonly compartment: Compartment;
  /** Hoisted values by symbol, as registered. */
  readonly registrations: ReadonlyMap<string, object>;
  /** Builder artifacts that the module created, in order. */
  readonly definedArtifacts: readonly object[];
}

/** A module while its component is being evaluated. */
export interface ModuleInstance extends EvaluatedModule {
  readonly evaluation: ModuleEvaluation;
  readonly definedArtifacts: object[];
  namespace: Namespace;
  registrations: ReadonlyMap<string, object>;
  /** True once the body has run to its end: every later write is refused. */
  ended: boolean;
}
