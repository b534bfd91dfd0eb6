/**
 * Gives a module of a load everything its functor receives: slots, namespace, exports object,
 * `require`, registrar. Links are static: names were resolved from verdicts, a getter reads the
 * slot of the module that defines the name, through any number of re-exports.
 */
import type { ExportOrigin } from "@commonfabric/sandbox-verifier";
import { hardenAtLockdown } from "./harden-at-lockdown.ts";
import { hardenFunction } from "./harden.ts";
import { type ExportsContext, makeExportsObject } from "./exports-object.ts";
import type { FunctorArguments } from "./functor.ts";
import { type ImportsOf, shortestCycle } from "./load-order.ts";
import type { EvaluatedModule, ExportSlot, ModuleInstance } from "./module-instance.ts";
import type { ModuleSafe } from "./module-safe.ts";
import { ensureLockdown } from "./lockdown.ts";
import { makeNamespace, type Namespace } from "./namespace.ts";
import {
  type HostModuleValues,
  hostOfRecord,
  type RecordKey,
  resolveSpecifier,
} from "./records.ts";
import { makeRegistrar } from "./registration.ts";
import type { Compartment } from "./ses-globals.ts";
import { identityOfKey, pathOfKey, type VerifiedGraph } from "./verification.ts";

/** What the members of a component are linked from. */
export interface ComponentLinks {
  readonly verified: VerifiedGraph;
  readonly importsOf: ImportsOf;
  /** Complete modules; the members of the component are added. */
  readonly modules: Map<RecordKey, EvaluatedModule>;
  readonly compartment: Compartment;
  readonly isModuleSafe: ModuleSafe;
  /** The host module whose helpers are `__cfHelpers` of the load. */
  readonly helpers: HostModuleValues;
}

export interface StartedModule {
  readonly module: ModuleInstance;
  readonly functorArguments: FunctorArguments;
  /** Freezes the exports object; called when the body has ended. */
  readonly seal: () => void;
}

export interface StartedComponent {
  readonly members: readonly StartedModule[];
  /**
   * Ends early reads. Namespaces outlive the load; from now on they hold slots and nothing else of
   * the graph.
   */
  release(): void;
}

hardenAtLockdown(hardenFunction);
/** `__importDefault` and `__importStar`: namespaces need no wrapping. */
const identityInterop = hardenAtLockdown((namespace: unknown): unknown => namespace);
/** `__exportStar`: star exports were resolved from verdicts. */
const starInterop = hardenAtLockdown((): void => {});

/** Creates the instances of a component, with their links, and enters them into `modules`. */
export function startComponent(
  keys: readonly RecordKey[],
  links: ComponentLinks,
): StartedComponent {
  // Getters of one member read slots of another, so all instances exist before any namespace.
  const instances = keys.map((key) => makeInstance(links, key));
  for (const instance of instances) links.modules.set(instance.key, instance);
  const early: EarlyReads = { links };
  for (const instance of instances) instance.namespace = linkNamespace(links, early, instance);
  return {
    members: instances.map((instance) => startModule(links, instance)),
    release: () => (early.links = undefined),
  };
}

/** What the error of a read before initialisation needs; dropped when the component ends. */
interface EarlyReads {
  links: ComponentLinks | undefined;
}

function makeInstance({ verified, compartment }: ComponentLinks, key: RecordKey): ModuleInstance {
  const identity = identityOfKey(key);
  const verdict = verified.graph.verdicts.get(key)!;
  const slots = new Map<string, ExportSlot>();
  for (const { name, kind } of verdict.exports) {
    if (kind === "local") slots.set(name, { value: undefined, published: false });
  }
  const created: object[] = [];
  return {
    key,
    identity,
    path: pathOfKey(verified.graph, key),
    bodyHash: verdict.bodyHash,
    verdict,
    slots,
    namespace: EMPTY_NAMESPACE,
    compartment,
    evaluation: { identity, created },
    definedArtifacts: created,
    registrations: new Map(),
    ended: false,
  };
}

const EMPTY_NAMESPACE = makeNamespace([]);

function linkNamespace(
  links: ComponentLinks,
  early: EarlyReads,
  module: ModuleInstance,
): Namespace {
  const origins = links.verified.exports.get(module.key) ?? new Map<string, ExportOrigin>();
  return makeNamespace(
    [...origins].map(([name, origin]) => [name, makeGetter(links, early, name, origin)] as const),
  );
}

function makeGetter(
  links: ComponentLinks,
  early: EarlyReads,
  name: string,
  origin: ExportOrigin,
): () => unknown {
  const host = hostNamespace(links, origin.key);
  const source = links.modules.get(origin.key);
  if (origin.kind === "namespace") return () => host ?? source!.namespace;
  if (host !== undefined) {
    const value = (host as Record<string, unknown>)[origin.name];
    return () => value;
  }
  const slot = source!.slots.get(origin.name)!;
  return () => slot.published ? slot.value : refuseEarlyRead(early, name, origin.key);
}

function refuseEarlyRead({ links }: EarlyReads, name: string, origin: RecordKey): never {
  if (links === undefined) {
    throw new ReferenceError(`Cannot access '${name}': the load of its module has failed`);
  }
  const path = (key: RecordKey) => pathOfKey(links.verified.graph, key);
  const cycle = shortestCycle(origin, links.importsOf).map(path).join(" -> ");
  throw new ReferenceError(
    `Cannot access '${name}' of ${path(origin)} before it is initialised (import cycle ${cycle})`,
  );
}

function startModule(links: ComponentLinks, module: ModuleInstance): StartedModule {
  const own = ownHostValues(links, module);
  const require = makeRequire(links, module.key, own);
  const context: ExportsContext = {
    isModuleSafe: links.isModuleSafe,
    read: (name) => module.namespace[name],
    require,
  };
  const { object, seal } = makeExportsObject(module, context);
  return {
    module,
    functorArguments: [
      object,
      require,
      own(links.helpers).helpers ?? NO_HELPERS,
      hardenFunction,
      makeRegistrar(module),
      identityInterop,
      identityInterop,
      starInterop,
    ],
    seal,
  };
}

const NO_HELPERS = Object.freeze(Object.create(null) as object);

type OwnHostValues = (host: HostModuleValues) => HostModuleValues;

/** Host values as `module` gets them: shared by all, except what reads its own data files. */
function ownHostValues({ verified }: ComponentLinks, module: ModuleInstance): OwnHostValues {
  const data = verified.graph.data?.get(module.key);
  if (data === undefined) return (host) => host;
  const made = new Map<HostModuleValues, HostModuleValues>();
  return (host) => {
    if (host.ofModule === undefined) return host;
    let own = made.get(host);
    if (own === undefined) {
      const members = host.ofModule({ path: module.path, data });
      own = ensureLockdown().harden({
        namespace: withMembers(host.namespace, members),
        ...(host.helpers && { helpers: withMembers(host.helpers, members) }),
      });
      made.set(host, own);
    }
    return own;
  };
}

function withMembers(shared: object, members: Readonly<Record<string, unknown>>): object {
  return Object.assign(Object.create(null) as object, shared, members);
}

/** `require` of one module: a look-up, which never loads, evaluates or recurses. */
function makeRequire(
  links: ComponentLinks,
  key: RecordKey,
  own: OwnHostValues,
): (specifier: string) => unknown {
  const record = links.verified.graph.records.get(key)!;
  const namespaces = new Map<string, object>();
  for (const specifier of record.imports) {
    const target = resolveSpecifier(record, specifier);
    const host = hostValues(links, target);
    const namespace = host === undefined
      ? links.modules.get(target)?.namespace
      : own(host).namespace;
    if (namespace !== undefined) namespaces.set(specifier, namespace);
  }
  return Object.freeze((specifier: string): unknown => {
    const namespace = namespaces.get(specifier);
    if (namespace !== undefined) return namespace;
    throw new TypeError(`Unknown module specifier: ${String(specifier)}`);
  });
}

function hostNamespace(links: ComponentLinks, key: RecordKey): object | undefined {
  return hostValues(links, key)?.namespace;
}

function hostValues({ verified }: ComponentLinks, key: RecordKey): HostModuleValues | undefined {
  const record = verified.graph.records.get(key);
  return record === undefined ? undefined : hostOfRecord(record);
}
