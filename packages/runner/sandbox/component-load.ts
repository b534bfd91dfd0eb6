/**
 * One load in progress. Components come in dependency order; each is linked from modules evaluated
 * earlier, or evaluated here:
 *
 *     functors evaluated ──> hoist phase of each ──> body phase of each ──> patterns ──> commit
 *
 * A throw anywhere discards the component: its instances were never handed to anyone.
 */
import { HOIST_NAME } from "@commonfabric/contract";
import { makeFrame, runInFrame } from "../frame-powers.ts";
import { artifactInfo, isTrustedArtifact, stampDefiner } from "../engine/provenance.ts";
import { prepareCompartment } from "./compartment.ts";
import { evaluateInCompartment, importInCompartment } from "./evaluate-in-compartment.ts";
import { type Functor, functorText, sourceUrls } from "./functor.ts";
import { importCallOffset, ImportTextError } from "./import-text.ts";
import type { LoadOptions, LoadResult } from "./load-options.ts";
import type { ImportsOf } from "./load-order.ts";
import { startComponent } from "./module-links.ts";
import type { EvaluatedModule, ModuleInstance } from "./module-instance.ts";
import { makeModuleSafe, type ModuleSafe } from "./module-safe.ts";
import {
  type HostModuleValues,
  hostOfRecord,
  type RecordKey,
  resolveSpecifier,
} from "./records.ts";
import type { Compartment, SesModuleLink, SesModuleSource } from "./ses-globals.ts";
import { isModuleKey, type VerifiedGraph } from "./verification.ts";

/** Thrown for an artifact that is exported under a name that only the compiler may use. */
export class ReservedExportError extends Error {
  override readonly name = "ReservedExportError";
  constructor(symbol: string, path: string) {
    super(`${path} exports a builder artifact under the reserved name ${symbol}`);
  }
}

type ComponentLoadOptions = Omit<LoadOptions, "verifier" | "verify">;

interface Running {
  readonly module: ModuleInstance;
  readonly functor: Generator<undefined, void, undefined>;
  readonly seal: () => void;
}

/** The one compartment of a load and what its modules share. */
interface LoadSandbox {
  readonly compartment: Compartment;
  readonly isModuleSafe: ModuleSafe;
  readonly helpers: HostModuleValues;
}

const NO_HOST: HostModuleValues = Object.freeze({ namespace: Object.freeze({}) });

/** The state of one load. It is released when the load ends, because compartments outlive it. */
export class ComponentLoad {
  #verified: VerifiedGraph | undefined;
  readonly #importsOf: ImportsOf;
  readonly #options: ComponentLoadOptions;
  /** Complete modules and the members of the current component. */
  readonly #modules = new Map<RecordKey, EvaluatedModule>();
  readonly #evaluatedNow: string[] = [];
  readonly #running = new Map<RecordKey, Running>();
  #sandbox: LoadSandbox | undefined;
  #urls: ReadonlyMap<string, string> | undefined;

  constructor(verified: VerifiedGraph, importsOf: ImportsOf, options: ComponentLoadOptions) {
    this.#verified = verified;
    this.#importsOf = importsOf;
    this.#options = options;
  }

  /** Takes a component that was evaluated by an earlier load. */
  link(modules: readonly EvaluatedModule[]): void {
    for (const module of modules) this.#modules.set(module.key, module);
  }

  /** Evaluates a component whose members are given in their order. */
  run(members: readonly RecordKey[]): void {
    const sandbox = this.#sandboxOfLoad();
    const component = startComponent(members, {
      verified: this.#graph(),
      importsOf: this.#importsOf,
      modules: this.#modules,
      ...sandbox,
    });
    try {
      for (const { module, functorArguments, seal } of component.members) {
        const functor = this.#evaluateFunctor(sandbox.compartment, module);
        const running = Reflect.apply(functor, undefined, functorArguments);
        this.#running.set(module.key, { module, functor: running, seal });
        runInFrame(moduleFrame(module), () => running.next());
      }
      for (const key of members) importInCompartment(sandbox.compartment, key);
      const modules = component.members.map(({ module }) => module);
      finishPatterns(modules);
      this.#commit(modules);
    } finally {
      this.#running.clear();
      component.release();
    }
  }

  result(entry: RecordKey): LoadResult {
    return {
      namespace: this.#modules.get(entry)!.namespace,
      modules: [...this.#modules.values()],
      evaluatedNow: this.#evaluatedNow,
    };
  }

  release(): void {
    this.#verified = undefined;
    this.#modules.clear();
    this.#sandbox = undefined;
  }

  #graph(): VerifiedGraph {
    if (this.#verified === undefined) throw new TypeError("This load has ended");
    return this.#verified;
  }

  #evaluateFunctor(compartment: Compartment, module: ModuleInstance): Functor {
    const { graph } = this.#graph();
    this.#urls ??= sourceUrls(
      [...graph.pathByIdentity].map(([identity, path]) => ({ identity, path })),
    );
    const url = this.#urls.get(module.identity)!;
    this.#options.hooks?.beforeEvaluate?.(module.key, url);
    const body = graph.bodies.get(module.key)!;
    const importAt = importCallOffset(body);
    if (importAt >= 0) throw new ImportTextError(module.path, importAt);
    const text = functorText(body, module.verdict, url);
    return evaluateInCompartment(compartment, text) as Functor;
  }

  /** The body phase of one member; ses calls it through the member's record. */
  #runBody(key: RecordKey, moduleExports: Record<string, unknown>): void {
    const { module, functor, seal } = this.#running.get(key)!;
    const { counters } = this.#options;
    if (counters !== undefined) counters.modulesEvaluated++;
    const step = runInFrame(moduleFrame(module), () => functor.next());
    if (!step.done) throw new TypeError(`The body of ${module.path} did not run to its end`);
    module.ended = true;
    for (const slot of module.slots.values()) slot.published = true;
    seal();
    // The namespace that ses keeps of a module; it never leaves the loader.
    for (const [name, slot] of module.slots) moduleExports[name] = slot.value;
  }

  #commit(members: readonly ModuleInstance[]): void {
    for (const module of members) refuseReservedExports(module);
    for (const module of members) {
      for (const artifact of module.definedArtifacts) stampDefiner(artifact, module.identity);
      this.#evaluatedNow.push(module.identity);
    }
    this.#options.evaluated?.add(members);
  }

  #sandboxOfLoad(): LoadSandbox {
    if (this.#sandbox !== undefined) return this.#sandbox;
    const { globals, name, counters } = this.#options;
    const { records } = this.#graph().graph;
    const compartment = prepareCompartment(globals, {
      name,
      resolveHook: (specifier, referrer) =>
        resolveSpecifier(this.#graph().graph.records.get(referrer)!, specifier),
      importNowHook: (key) => this.#sesRecord(key),
      noAggregateLoadErrors: true,
    });
    if (counters !== undefined) counters.compartmentsCreated++;
    const hosts = [...records.values()].map(hostOfRecord).filter((host) => host !== undefined);
    this.#sandbox = {
      compartment,
      isModuleSafe: makeModuleSafe(compartment, hosts),
      helpers: hosts.find((host) => host.helpers !== undefined) ?? NO_HOST,
    };
    return this.#sandbox;
  }

  /**
   * What ses gets to know of a module: only imports that leave its component, because ses follows
   * imports recursively and a large cycle would exhaust the stack.
   */
  #sesRecord(key: RecordKey): SesModuleSource | SesModuleLink | undefined {
    const record = this.#graph().graph.records.get(key);
    if (record === undefined) return undefined;
    if (!isModuleKey(key)) {
      return { imports: [], exports: record.exports, execute: record.execute as never };
    }
    const module = this.#modules.get(key)!;
    if (module.compartment !== this.#sandbox?.compartment) {
      return { namespace: key, compartment: module.compartment };
    }
    return {
      imports: record.imports.filter((specifier) =>
        !this.#running.has(resolveSpecifier(record, specifier))
      ),
      exports: record.exports,
      execute: (moduleExports) => this.#runBody(key, moduleExports),
    };
  }
}

function moduleFrame(module: ModuleInstance) {
  const { evaluation, path: code } = module;
  return makeFrame({ kind: "module-evaluation", evaluation, code });
}

/** Runs bodies of patterns that have not run yet; they may create further artifacts. */
function finishPatterns(members: readonly ModuleInstance[]): void {
  for (const { evaluation, definedArtifacts, path: code } of members) {
    for (let at = 0; at < definedArtifacts.length; at++) {
      const complete = artifactInfo(definedArtifacts[at])?.complete;
      if (complete === undefined) continue;
      runInFrame(makeFrame({ kind: "pattern", evaluation, code }), complete);
    }
  }
}

function refuseReservedExports(module: ModuleInstance): void {
  for (const [name, slot] of module.slots) {
    if (HOIST_NAME.test(name) && isTrustedArtifact(slot.value)) {
      throw new ReservedExportError(name, module.path);
    }
  }
}
