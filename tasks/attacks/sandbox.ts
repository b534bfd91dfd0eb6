/** The sandbox that drivers judge inputs with: the verifier and engines over the real host modules. */
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import { makeCounters } from "@commonfabric/contract";
import { computeModuleIdentities, makeEdgeMemo, scanImports } from "@commonfabric/module-identity";
import { makeVerifier, type Verifier, type VerifierPolicy } from "@commonfabric/sandbox-verifier";
import { Engine } from "../../packages/runner/engine/engine.ts";
import type { CompilerProvider } from "../../packages/runner/engine/types.ts";
import { hostModules } from "../../packages/runner/host/host-modules.ts";
import type { ModuleVerifier } from "../../packages/runner/sandbox/verification.ts";

/** What bodies are verified under: the real hosts, and one package so that its rules have a subject. */
export const POLICY: VerifierPolicy = {
  hosts: hostTable,
  packages: new Set(["left-pad"]),
};

/** A verifier under {@link POLICY} with some members exchanged. */
export function verifierFor(policy: Readonly<Record<string, unknown>> = {}): Verifier {
  return makeVerifier({
    policy: { ...POLICY, ...policy },
    sha256: nodeSha256,
    verifierVersion: "attacks",
  });
}

const MODULES = hostModules(Object.is);

/** An engine of its own. Without a compiler it evaluates bodies and compiles nothing. */
export function engineWith(
  options: { readonly verifier?: ModuleVerifier; readonly compiler?: CompilerProvider } = {},
): Engine {
  const { verifier, compiler } = options;
  return new Engine({
    hosts: { table: hostTable, modules: MODULES },
    sha256: nodeSha256,
    compiler: compiler ??
      { ensureCompiler: () => Promise.reject(new Error("There is no compiler")) },
    computeModuleIdentities,
    edges: { memo: makeEdgeMemo(), scan: scanImports },
    verifierVersion: "attacks",
    counters: makeCounters(),
    ...(verifier === undefined ? {} : { verifier }),
  });
}
