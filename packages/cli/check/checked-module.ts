/** What `cf check` says of each module: where its body came from and what the verifier found. */
import { utf8Length } from "@commonfabric/canonical";
import { moduleRecordKey } from "@commonfabric/contract";
import type { CompiledGraph } from "@commonfabric/runner";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import type { ModuleShape } from "../program/module-shape.ts";

export interface VerdictShape {
  readonly ok: boolean;
  readonly verifierVersion: string;
  readonly policy: string;
  readonly basis: "verified" | "attested";
  readonly imports: readonly string[];
  readonly exports: readonly { name: string; kind: "local" | "reexport" | "namespace" }[];
  readonly starTargets: readonly string[];
  readonly functions: readonly string[];
  readonly hoists: readonly string[];
  /** Number of computed data values. */
  readonly thunks: number;
}

export interface CheckedModule extends ModuleShape {
  /** `null` for declarations and data, and before the body was made. */
  readonly origin: "compiled" | "carried" | "cache" | null;
  /** `null` on a hit or without a store. */
  readonly missReason: string | null;
  readonly bodyHash: string | null;
  readonly bodyBytes: number | null;
  readonly verdict: VerdictShape | null;
  /** Stages are measured for the program as a whole, so these are not known. */
  readonly timings: { transform: number | null; emit: number | null; verify: number | null };
}

/** What is known besides the authored module. */
export interface ModuleFacts {
  readonly compiled?: CompiledGraph | undefined;
  readonly missReasons: ReadonlyMap<string, string>;
  /** Paths of modules that the verifier refused. */
  readonly refused: ReadonlySet<string>;
  readonly verifierVersion: string;
  readonly policy: string;
}

export function checkedModule(module: ModuleShape, facts: ModuleFacts): CheckedModule {
  const { compiled, refused } = facts;
  const key = moduleRecordKey(module.identity ?? "");
  const body = compiled?.graph.bodies.get(key);
  const verdict = compiled?.graph.verdicts.get(key);
  const origin = originOf(module.identity, compiled);
  return {
    ...module,
    origin,
    missReason: origin === "cache" ? null : facts.missReasons.get(module.identity ?? "") ?? null,
    bodyHash: verdict?.bodyHash ?? null,
    bodyBytes: body === undefined ? null : utf8Length(body),
    verdict: verdict !== undefined
      ? acceptingShape(verdict)
      : refused.has(module.path)
      ? refusalShape(facts)
      : null,
    timings: { transform: null, emit: null, verify: null },
  };
}

function originOf(
  identity: string | null,
  compiled: CompiledGraph | undefined,
): CheckedModule["origin"] {
  if (identity === null || compiled === undefined) return null;
  const { outcome } = compiled;
  if (outcome.compiled.includes(identity)) return "compiled";
  if (outcome.carried.includes(identity)) return "carried";
  return outcome.cached.includes(identity) ? "cache" : null;
}

function acceptingShape(verdict: Verdict): VerdictShape {
  return {
    ok: true,
    verifierVersion: verdict.verifierVersion,
    policy: verdict.policy,
    basis: "verified",
    imports: verdict.imports,
    exports: verdict.exports.map(({ name, kind }) => ({ name, kind })),
    starTargets: verdict.starTargets,
    functions: verdict.topLevelFunctions,
    hoists: verdict.hoistSymbols,
    thunks: verdict.thunks.length,
  };
}

function refusalShape({ verifierVersion, policy }: ModuleFacts): VerdictShape {
  return {
    ok: false,
    verifierVersion,
    policy,
    basis: "verified",
    imports: [],
    exports: [],
    starTargets: [],
    functions: [],
    hoists: [],
    thunks: 0,
  };
}
