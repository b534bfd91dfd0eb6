/**
 * Why an identity changed, read from the Merkle nodes of both sides: modules whose own node changed
 * are causes, modules that merely depend on one are not.
 */
import { compareUtf8, sortedUtf8 } from "@commonfabric/canonical";
import { type IdentityOptions, identityOptions } from "../identity-options.ts";
import type { Program } from "../types.ts";
import type { VerifiedClosure } from "../verify-source-closure.ts";
import type { Cause, EdgeDetail, Explanation } from "./explanation.ts";
import {
  type GraphEdge,
  type GraphModule,
  type IdentityGraph,
  identityGraph,
} from "./identity-graph.ts";
import { textDetail } from "./text-detail.ts";

/** `Cause` without its place; distributes over the kinds. */
type Reason = Cause extends infer C ? C extends Cause ? Pick<C, "kind" | "detail"> : never : never;

/**
 * Compares the module at `path` (the entry when absent) of two programs or verified closures,
 * without compiling. Throws like `computeModuleIdentities`.
 */
export function explainIdentity(
  before: Program | VerifiedClosure,
  after: Program | VerifiedClosure,
  given: string | Partial<IdentityOptions> & { readonly path?: string } = {},
): Explanation {
  const { path, ...rest } = typeof given === "string" ? { path: given } : given;
  const options = identityOptions(rest);
  const was = identityGraph(before, options);
  const is = identityGraph(after, options);
  const oldPath = path ?? was.main;
  const newPath = path ?? is.main;
  const oldIdentity = was.modules.get(oldPath)?.identity;
  const newIdentity = is.modules.get(newPath)?.identity;
  const equal = oldIdentity === newIdentity;
  return {
    path: newPath,
    ...(oldIdentity === undefined ? {} : { before: oldIdentity }),
    ...(newIdentity === undefined ? {} : { after: newIdentity }),
    equal,
    causes: equal ? [] : findCauses(was, oldPath, is, newPath),
  };
}

function findCauses(
  was: IdentityGraph,
  oldPath: string,
  is: IdentityGraph,
  newPath: string,
): Cause[] {
  const oldChains = chainsFrom(was, oldPath);
  const newChains = chainsFrom(is, newPath);
  const moved = movedPaths(was, oldChains, is, newChains, oldPath, newPath);
  const movedFrom = new Set(moved.values());
  const causes: Cause[] = [];
  for (const [path, chain] of newChains) {
    const module = is.modules.get(path)!;
    const origin = moved.get(path) ?? (oldChains.has(path) ? path : undefined);
    const reasons: Reason[] = origin === undefined
      ? [{ kind: "added", detail: { identity: module.identity } }]
      : changes(was.modules.get(origin)!, module);
    for (const reason of reasons) {
      causes.push({ path, chain: chainTexts(newChains, chain), ...reason });
    }
  }
  for (const [path, chain] of oldChains) {
    if (newChains.has(path) || movedFrom.has(path)) continue;
    const { identity } = was.modules.get(path)!;
    const chainText = chainTexts(oldChains, chain);
    causes.push({ path, chain: chainText, kind: "removed", detail: { identity } });
  }
  return causes.sort((a, b) => compareUtf8(a.path, b.path));
}

/** How a module was reached: the path before it on a shortest chain, `undefined` for the first. */
interface Reached {
  readonly path: string;
  readonly via: string | undefined;
}

/** Modules that `start` reaches, breadth first, so that the way back is a shortest chain. */
function chainsFrom(graph: IdentityGraph, start: string): Map<string, Reached> {
  const reached = new Map<string, Reached>();
  if (graph.modules.has(start)) reached.set(start, { path: start, via: undefined });
  for (const path of reached.keys()) {
    for (const { kind, target } of graph.modules.get(path)!.edges) {
      if (kind !== "module" && kind !== "data") continue;
      if (!reached.has(target)) reached.set(target, { path: target, via: path });
    }
  }
  return reached;
}

function chainTexts(reached: ReadonlyMap<string, Reached>, last: Reached): string[] {
  const chain: string[] = [];
  for (let at: Reached | undefined = last; at !== undefined;) {
    chain.push(at.path);
    at = at.via === undefined ? undefined : reached.get(at.via);
  }
  return chain.reverse();
}

/**
 * New path to old path of modules that moved: the two asked modules, and files that vanished while
 * the same text appeared elsewhere.
 */
function movedPaths(
  was: IdentityGraph,
  oldChains: ReadonlyMap<string, Reached>,
  is: IdentityGraph,
  newChains: ReadonlyMap<string, Reached>,
  oldPath: string,
  newPath: string,
): Map<string, string> {
  const moved = new Map<string, string>();
  if (oldPath !== newPath && was.modules.has(oldPath) && is.modules.has(newPath)) {
    moved.set(newPath, oldPath);
  }
  const gone = new Map<string, string>();
  for (const path of sortedUtf8(oldChains.keys())) {
    const { sourceDigest } = was.modules.get(path)!;
    if (!newChains.has(path) && path !== oldPath) gone.set(sourceDigest, path);
  }
  for (const path of sortedUtf8(newChains.keys())) {
    if (oldChains.has(path) || path === newPath) continue;
    const { sourceDigest } = is.modules.get(path)!;
    const origin = gone.get(sourceDigest);
    if (origin === undefined) continue;
    moved.set(path, origin);
    gone.delete(sourceDigest);
  }
  return moved;
}

/** What changed in the node itself. */
function changes(was: GraphModule, is: GraphModule): Reason[] {
  const reasons: Reason[] = [];
  if (was.path !== is.path) {
    reasons.push({ kind: "path", detail: { before: was.path, after: is.path } });
  }
  if (was.sourceDigest !== is.sourceDigest || was.kind !== is.kind) {
    const known = was.text !== undefined && is.text !== undefined;
    const detail = known ? textDetail(is.path, was.text, is.text) : null;
    reasons.push({ kind: "text", detail });
  }
  reasons.push(...edgeChanges(was.edges, is.edges));
  const before = otherMembers(was);
  const after = otherMembers(is);
  if (before.length !== after.length || before.some((path, at) => path !== after[at])) {
    reasons.push({
      kind: "component",
      detail: { before: sortedUtf8(was.members), after: sortedUtf8(is.members) },
    });
  }
  return reasons;
}

function otherMembers(module: GraphModule): string[] {
  return sortedUtf8(module.members.filter((path) => path !== module.path));
}

function edgeChanges(was: readonly GraphEdge[], is: readonly GraphEdge[]): Reason[] {
  const old = new Map(was.map((edge) => [edge.specifier, edge]));
  const current = new Map(is.map((edge) => [edge.specifier, edge]));
  const reasons: Reason[] = [];
  for (const specifier of sortedUtf8(new Set([...old.keys(), ...current.keys()]))) {
    const before = old.get(specifier);
    const after = current.get(specifier);
    if (before?.kind === after?.kind && before?.target === after?.target) continue;
    const detail: EdgeDetail = { specifier, before: end(before), after: end(after) };
    const host = (before ?? after)!.kind === "host" && (after ?? before)!.kind === "host";
    const kind = host
      ? "host"
      : before === undefined
      ? "edge-added"
      : after === undefined
      ? "edge-removed"
      : "edge-retargeted";
    reasons.push({ kind, detail });
  }
  return reasons;
}

function end(edge: GraphEdge | undefined): EdgeDetail["before"] {
  return edge === undefined ? null : { kind: edge.kind, target: edge.target };
}
