/**
 * Which components of a compile need no compile: bodies that are known under their emit key, and
 * modules of which only the interface is needed and known. Emit keys need the interfaces of what a
 * component imports, so what is known spreads from dependencies to importers; where it stops, either
 * a store is asked or something is compiled. Needs no TypeScript.
 */
import type { Sha256 } from "@commonfabric/canonical";
import type { Counters } from "@commonfabric/contract";
import type { Identity, ModuleIdentity } from "@commonfabric/module-identity";
import { type Component, digestedEdges, neededComponents } from "./components.ts";
import { emitKeyOf } from "./emit-key.ts";
import { declarationInterface, type DigestedEdge, interfaceDigests } from "./interface-digest.ts";
import type { CompiledModule, EmitMemo, MemoisedEmit } from "./types.ts";

export interface CarryInput {
  /** The closure by path. */
  readonly modules: ReadonlyMap<string, ModuleIdentity>;
  /** Paths whose body is needed. */
  readonly missing: ReadonlySet<string>;
  readonly sha256: Sha256;
  /** Interface digests of modules that are not missing. */
  readonly interfaceDigestOf?: ((identity: Identity) => string | undefined) | undefined;
  readonly emitMemo?: EmitMemo | undefined;
  readonly counters?: Counters | undefined;
}

/** The digests of a component all of whose imports have known interfaces. */
export interface ComponentKey {
  readonly emitKey: string;
  /** Digested edges by path of member. */
  readonly edges: ReadonlyMap<string, readonly DigestedEdge[]>;
}

export class ComponentCarry {
  /** What is missing and what it reaches, dependencies first. */
  readonly components: readonly Component[];
  /** Interface digests by path, of settled components. */
  readonly interfaces: Map<string, string> = new Map();
  /** Bodies that were taken over, by path. */
  readonly carried: Map<string, CompiledModule> = new Map();
  readonly #input: CarryInput;
  readonly #keys = new Map<Component, ComponentKey>();
  readonly #settled = new Set<Component>();
  /** Imports of a component that are not settled yet. */
  readonly #open = new Map<Component, number>();
  readonly #importers = new Map<Component, Component[]>();
  #unknown: Component[] = [];
  readonly #asked = new Map<string, Component>();

  constructor(input: CarryInput) {
    this.#input = input;
    this.components = neededComponents(input.modules, input.missing);
    this.#link();
    const known = this.components.filter((component) => this.#digestsAreGiven(component));
    const free = this.components.filter((component) => this.#open.get(component) === 0);
    this.#spread([...known, ...free]);
  }

  /** Whether nothing of `component` has to be compiled. */
  isSettled(component: Component): boolean {
    return this.#settled.has(component);
  }

  /** @throws {TypeError} while something that `component` imports is not settled */
  keyOf(component: Component): ComponentKey {
    const known = this.#keys.get(component);
    if (known !== undefined) return known;
    const { modules, sha256 } = this.#input;
    const edges = new Map(
      component.members.map((member) =>
        [member.path, digestedEdges(member, modules, this.interfaces)] as const
      ),
    );
    const members = component.members.map(({ path, sourceDigest }) => ({
      path,
      sourceDigest,
      edges: edges.get(path)!,
    }));
    const key = { emitKey: emitKeyOf(sha256, members), edges };
    this.#keys.set(component, key);
    return key;
  }

  /** Emit keys that the memo does not have, of components that could be carried. Each is named once. */
  takeUnknown(): string[] {
    const components = this.#unknown.filter((component) => !this.isSettled(component));
    this.#unknown = [];
    return components.map((component) => {
      const { emitKey } = this.keyOf(component);
      this.#asked.set(emitKey, component);
      return emitKey;
    });
  }

  /** Takes what a store has for keys that `takeUnknown` named. */
  give(found: ReadonlyMap<string, readonly MemoisedEmit[]>): void {
    const settled: Component[] = [];
    for (const [emitKey, members] of found) {
      const component = this.#asked.get(emitKey);
      if (component === undefined || !this.#take(component, members)) continue;
      this.#input.emitMemo?.put(emitKey, members);
      settled.push(component);
    }
    this.#spread(settled);
  }

  /** The interfaces of a component that is compiled, by path. */
  learn(component: Component, interfaces: ReadonlyMap<string, string>): void {
    for (const [path, digest] of interfaces) this.interfaces.set(path, digest);
    this.#spread([component]);
  }

  #link(): void {
    const byNumber = new Map(
      this.components.map((component) => [component.members[0]!.component, component]),
    );
    for (const component of this.components) {
      const imported = new Set<Component>();
      for (const { edges } of component.members) {
        for (const { kind, target } of edges) {
          const module = kind === "module" ? this.#input.modules.get(target) : undefined;
          const other = module && byNumber.get(module.component);
          if (other !== undefined && other !== component) imported.add(other);
        }
      }
      this.#open.set(component, imported.size);
      for (const other of imported) {
        const importers = this.#importers.get(other);
        if (importers === undefined) this.#importers.set(other, [component]);
        else importers.push(component);
      }
    }
  }

  /** Settles `start` where possible, and what follows from it. A list, as chains are long. */
  #spread(start: readonly Component[]): void {
    const list = [...start];
    for (const component of list) {
      if (this.#settled.has(component) || !this.#settle(component)) continue;
      this.#settled.add(component);
      for (const importer of this.#importers.get(component) ?? []) {
        const open = this.#open.get(importer)! - 1;
        this.#open.set(importer, open);
        if (open === 0) list.push(importer);
      }
    }
  }

  #settle(component: Component): boolean {
    const { members, missing } = component;
    if (members.every(({ path }) => this.interfaces.has(path))) return true;
    if (missing) {
      const found = this.#input.emitMemo?.get(this.keyOf(component).emitKey);
      if (found !== undefined && this.#take(component, found)) return true;
      if (members.every(({ kind }) => kind === "code")) this.#unknown.push(component);
      return false;
    }
    return this.#digestsAreGiven(component) || this.#isDeclared(component);
  }

  #digestsAreGiven({ members, missing }: Component): boolean {
    const digestOf = this.#input.interfaceDigestOf;
    if (missing || digestOf === undefined) return false;
    const digests = members.map(({ identity }) => digestOf(identity));
    if (digests.some((digest) => digest === undefined)) return false;
    members.forEach(({ path }, index) => this.interfaces.set(path, digests[index]!));
    return true;
  }

  /** Authored declarations are their own interface. */
  #isDeclared(component: Component): boolean {
    if (component.members.some(({ kind }) => kind !== "declaration")) return false;
    const { edges } = this.keyOf(component);
    const shown = component.members.map((member) =>
      declarationInterface(member, edges.get(member.path)!)
    );
    for (const [path, digest] of interfaceDigests(this.#input.sha256, shown)) {
      this.interfaces.set(path, digest);
    }
    return true;
  }

  /** Whether `found` has every member; then what is missing is taken from it. */
  #take({ members }: Component, found: readonly MemoisedEmit[]): boolean {
    const byPath = new Map(found.map(({ path, module }) => [path, module]));
    if (!members.every(({ path, kind }) => kind === "code" && byPath.has(path))) return false;
    for (const { path } of members) {
      const module = byPath.get(path)!;
      this.interfaces.set(path, module.interfaceDigest);
      if (!this.#input.missing.has(path)) continue;
      this.carried.set(path, { ...module, origin: "carried" });
      if (this.#input.counters !== undefined) this.#input.counters.carried++;
    }
    return true;
  }
}
