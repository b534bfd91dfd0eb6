/** The parts of an engine that its compiles use. */
import type { Sha256 } from "@commonfabric/canonical";
import type { Counters, EventSink } from "@commonfabric/contract";
import type { EmitMemo } from "@commonfabric/js-compiler";
import type { EdgeSource, Identity } from "@commonfabric/module-identity";
import type { ModuleVerifier } from "../sandbox/verification.ts";
import type { BodyVerifier } from "./module-bodies.ts";
import type { CompilerProvider, ComputeModuleIdentities, EngineHosts } from "./types.ts";

/** What a compile needs of its engine. */
export interface CompileContext {
  readonly hosts: EngineHosts;
  readonly sha256: Sha256;
  readonly compiler: CompilerProvider;
  readonly computeModuleIdentities: ComputeModuleIdentities;
  readonly edges: EdgeSource;
  readonly verifier: ModuleVerifier;
  readonly bodies: BodyVerifier;
  readonly emitMemo: EmitMemo;
  readonly events: EventSink;
  readonly counters: Counters;
  /** Interface digests of modules that this session has seen, by identity. */
  readonly interfaces: { get(identity: Identity): string | undefined };
}
