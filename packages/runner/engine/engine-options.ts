/** What an engine is made of. */
import type { Sha256 } from "@commonfabric/canonical";
import type { Counters, EventSink } from "@commonfabric/contract";
import type { EdgeSource } from "@commonfabric/module-identity";
import type { ConsoleSink } from "../sandbox/console.ts";
import type { ModuleVerifier } from "../sandbox/verification.ts";
import type { CompilerProvider, ComputeModuleIdentities, EngineHosts } from "./types.ts";

export interface EngineOptions {
  readonly hosts: EngineHosts;
  readonly sha256: Sha256;
  readonly compiler: CompilerProvider;
  /** Digest of the verifier's rules; `verifierVersion()` of package sandbox-verifier. */
  readonly verifierVersion: string;
  /** Another verifier than the one of this workspace, which is the default. */
  readonly verifier?: ModuleVerifier;
  readonly computeModuleIdentities: ComputeModuleIdentities;
  /** Memo and lexical scan of edges. */
  readonly edges: EdgeSource;
  readonly console?: ConsoleSink;
  readonly events?: EventSink;
  readonly counters?: Counters;
  /** The most evaluated identities that the session keeps. */
  readonly evaluatedBound?: number;
  /** The most identities whose artifacts and implementations are indexed. */
  readonly indexBound?: number;
}
