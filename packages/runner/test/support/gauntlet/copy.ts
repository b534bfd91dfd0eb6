/**
 * One copy of a body: evaluated in a compartment of its own, between stubs, by the steps of the
 * loader's component load. Everything that a module gets from the loader is the real thing, except
 * its compartment, which has tripwires, and the modules around it.
 */
import { hostRecordKey, moduleRecordKey } from "@commonfabric/contract";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import { resolveExports } from "@commonfabric/sandbox-verifier";
import { makeFrame, runInFrame } from "../../../frame-powers.ts";
import { evaluateInCompartment } from "../../../sandbox/evaluate-in-compartment.ts";
import { type Functor, functorText } from "../../../sandbox/functor.ts";
import type { EvaluatedModule } from "../../../sandbox/module-instance.ts";
import { startComponent } from "../../../sandbox/module-links.ts";
import { makeModuleSafe, type ModuleSafe } from "../../../sandbox/module-safe.ts";
import { makeNamespace, type Namespace } from "../../../sandbox/namespace.ts";
import {
  type HostModules,
  type HostModuleValues,
  hostOfRecord,
  runtimeModuleRecords,
} from "../../../sandbox/records.ts";
import type { Compartment } from "../../../sandbox/ses-globals.ts";
import type { VerifiedGraph } from "../../../sandbox/verification.ts";
import type { ImportedStubs } from "./imports.ts";
import { makeRecording, noteCall, type Recording, recordTo } from "./recording.ts";
import { stub, stubPath } from "./stubs.ts";

/** What all copies of one body share. */
export interface CopyPlan {
  readonly body: string;
  readonly verdict: Verdict;
  readonly stubs: ImportedStubs;
  readonly hosts: HostModules;
}

export interface Copy {
  readonly recording: Recording;
  readonly namespace: Namespace;
  readonly registrations: ReadonlyMap<string, object>;
  /** What the load threw. */
  readonly error: unknown;
}

const KEY = moduleRecordKey("body");

/** Evaluates the body of `plan` in `compartment`. */
export function makeCopy(plan: CopyPlan, compartment: Compartment): Copy {
  const { verified, modules } = linked(plan, compartment);
  const hosts = [...verified.graph.records.values()].map(hostOfRecord)
    .filter((host) => host !== undefined);
  const { members: [started], release } = startComponent([KEY], {
    verified,
    importsOf: () => [],
    modules,
    compartment,
    isModuleSafe: acceptingStubs(makeModuleSafe(compartment, hosts)),
    helpers: hosts.find((host) => host.helpers !== undefined) ?? NO_HOST,
  });
  const { module, functorArguments, seal } = started!;
  const recording = makeRecording();
  let error: unknown;
  recordTo(recording, () => {
    try {
      const text = functorText(plan.body, plan.verdict, "cf:module/body");
      const functor = evaluateInCompartment(compartment, text) as Functor;
      const running = Reflect.apply(functor, undefined, recorded(functorArguments));
      runInFrame(frame(module.evaluation), () => running.next());
      const step = runInFrame(frame(module.evaluation), () => running.next());
      if (!step.done) throw new TypeError("The body did not run to its end");
      module.ended = true;
      for (const slot of module.slots.values()) slot.published = true;
      seal();
    } catch (thrown) {
      error = thrown ?? new Error("undefined was thrown");
    } finally {
      release();
    }
  });
  const { namespace, registrations } = module;
  return { recording, namespace, registrations, error };
}

const NO_HOST: HostModuleValues = Object.freeze({ namespace: Object.freeze({}) });

function frame(evaluation: { identity: string; created: object[] }) {
  return makeFrame({ kind: "module-evaluation", evaluation });
}

/** `require` and the registrar with a line in the log. */
function recorded(args: readonly unknown[]): unknown[] {
  const [exports, require, helpers, hardenFn, register, ...interop] = args as [
    object,
    (specifier: string) => unknown,
    object,
    unknown,
    (values: object) => void,
    ...unknown[],
  ];
  return [
    exports,
    Object.freeze((specifier: string): unknown => {
      noteCall(`require ${specifier}`);
      return require(specifier);
    }),
    helpers,
    hardenFn,
    Object.freeze((values: object): void => {
      noteCall(`register ${Object.keys(values).join(",")}`);
      register(values);
    }),
    ...interop,
  ];
}

function acceptingStubs(isModuleSafe: ModuleSafe): ModuleSafe {
  return (value) => stubPath(value) !== undefined || isModuleSafe(value);
}

/** The body, its stub modules and the hosts as a graph whose names are resolved. */
function linked(
  { verdict, stubs, hosts }: CopyPlan,
  compartment: Compartment,
): { verified: VerifiedGraph; modules: Map<string, EvaluatedModule> } {
  const records = new Map(runtimeModuleRecords(hosts));
  const verdicts = new Map([[KEY, verdict]]);
  const modules = new Map<string, EvaluatedModule>();
  const resolutions = Object.create(null) as Record<string, string>;
  for (const specifier of verdict.imports) {
    const key = hosts.has(specifier) ? hostRecordKey(specifier) : moduleRecordKey(specifier);
    resolutions[specifier] = key;
    if (hosts.has(specifier)) continue;
    const module = stubModule(specifier, key, stubs, compartment);
    modules.set(key, module);
    verdicts.set(key, module.verdict);
  }
  const edges = new Map([[KEY, new Map(Object.entries(resolutions))]]);
  const execute = () => {};
  records.set(KEY, { imports: verdict.imports, exports: [], resolutions, execute });
  const exports = resolveExports({
    verdicts,
    edges,
    hosts: new Map([...runtimeModuleRecords(hosts)].map(([key, record]) => [key, record.exports])),
  });
  const graph = { records, verdicts, pathByIdentity: new Map<string, string>() };
  return { verified: { graph, exports } as unknown as VerifiedGraph, modules };
}

function stubModule(
  specifier: string,
  key: string,
  stubs: ImportedStubs,
  compartment: Compartment,
): EvaluatedModule {
  const slots = new Map(
    [...stubs.get(specifier) ?? []].map(([name, kind]) =>
      [name, { value: stub(`${specifier}:${name}`, kind), published: true }] as const
    ),
  );
  const namespace = makeNamespace([...slots].map(([name, slot]) => [name, () => slot.value]));
  const verdict = {
    ok: true,
    verifierVersion: "stub",
    policy: "stub",
    bodyHash: "stub",
    imports: [],
    importedNames: [],
    exports: [...slots.keys()].map((name) => ({ name, kind: "local" as const })),
    starTargets: [],
    topLevelFunctions: [],
    hoistedExports: [],
    hoistSymbols: [],
    hasHoistRegistration: false,
    importsEnd: 0,
    thunks: [],
    stats: { tokens: 0, nodes: 0, depth: 0 },
  } as const;
  const path = specifier;
  return {
    key,
    identity: specifier,
    path,
    bodyHash: "stub",
    verdict,
    namespace,
    slots,
    compartment,
    registrations: new Map(),
    definedArtifacts: [],
  };
}
