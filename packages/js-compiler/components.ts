/** The components of a closure, dependencies first, and which of them a compile must look at. */
import { compareUtf8 } from "@commonfabric/canonical";
import type { ModuleIdentity } from "@commonfabric/module-identity";
import type { DigestedEdge } from "./interface-digest.ts";

/** Modules that reach each other; mostly one. Data files are no members. */
export interface Component {
  readonly members: readonly ModuleIdentity[];
  /** Whether a body of one of its members is asked for. */
  readonly missing: boolean;
}

/**
 * The components that are missing or that a missing one reaches, dependencies first. Others need
 * no interface and are left out.
 */
export function neededComponents(
  modules: ReadonlyMap<string, ModuleIdentity>,
  missing: ReadonlySet<string>,
): readonly Component[] {
  const byNumber = new Map<number, ModuleIdentity[]>();
  for (const module of modules.values()) {
    if (module.kind === "data") continue;
    const members = byNumber.get(module.component);
    if (members === undefined) byNumber.set(module.component, [module]);
    else members.push(module);
  }
  const numbers = [...byNumber.keys()].sort((a, b) => b - a);
  const reached = new Set<number>();
  const needed: Component[] = [];
  for (const number of numbers) {
    const members = byNumber.get(number)!.sort((a, b) => compareUtf8(a.path, b.path));
    const isMissing = members.some(({ path, kind }) => kind === "code" && missing.has(path));
    if (!isMissing && !reached.has(number)) continue;
    needed.push({ members, missing: isMissing });
    for (const { edges } of members) {
      for (const edge of edges) {
        const target = edge.kind === "module" ? modules.get(edge.target) : undefined;
        if (target !== undefined) reached.add(target.component);
      }
    }
  }
  return needed.reverse();
}

/**
 * The edges of `module` for digests; `interfaces` has every module of earlier components.
 * @throws {TypeError} when an edge leads out of the closure.
 */
export function digestedEdges(
  module: ModuleIdentity,
  modules: ReadonlyMap<string, ModuleIdentity>,
  interfaces: ReadonlyMap<string, string>,
): readonly DigestedEdge[] {
  return module.edges.map(({ specifier, kind, target }) => {
    if (kind === "host" || kind === "package") return { specifier, target: { kind, name: target } };
    const found = modules.get(target);
    if (found === undefined) throw new TypeError(`The closure has no file "${target}".`);
    if (kind === "data") return { specifier, target: { kind, identity: found.identity } };
    if (found.component === module.component) {
      return { specifier, target: { kind: "member", path: target } };
    }
    return {
      specifier,
      target: { kind: "module", interfaceDigest: interfaceOf(target, interfaces) },
    };
  });
}

/** @throws {TypeError} when the interface of `path` was not computed before. */
export function interfaceOf(path: string, interfaces: ReadonlyMap<string, string>): string {
  const digest = interfaces.get(path);
  if (digest === undefined) throw new TypeError(`The interface of "${path}" is not known yet.`);
  return digest;
}
