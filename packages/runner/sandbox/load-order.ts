/**
 * The order in which a load evaluates modules: strongly connected components of the runtime edges,
 * dependencies first, without recursion.
 *
 *     a ──> b ──> c ──> b           components: [d] [c, b] [a]
 *           └──> d                  inside one: post-order from the smallest path, so that a cycle
 *                                   behaves the same from every entry point
 */
import { compareUtf8 } from "@commonfabric/canonical";

/** Edges by node, in import order. Must answer for every node that it names. */
export type ImportsOf = (key: string) => readonly string[];

interface Visit {
  readonly key: string;
  readonly imports: readonly string[];
  next: number;
}

/** Components reachable from `entry`, dependencies first (Tarjan 1972, with an explicit stack). */
export function componentsFrom(entry: string, importsOf: ImportsOf): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const components: string[][] = [];
  const visits: Visit[] = [enter(entry)];

  while (visits.length > 0) {
    const visit = visits[visits.length - 1]!;
    if (visit.next < visit.imports.length) {
      const target = visit.imports[visit.next++]!;
      if (!index.has(target)) visits.push(enter(target));
      else if (isOpen.has(target)) lower(visit.key, index.get(target)!);
      continue;
    }
    visits.pop();
    const parent = visits[visits.length - 1];
    if (parent !== undefined) lower(parent.key, low.get(visit.key)!);
    if (low.get(visit.key) === index.get(visit.key)) components.push(close(visit.key));
  }
  return components;

  function enter(key: string): Visit {
    index.set(key, index.size);
    low.set(key, index.get(key)!);
    open.push(key);
    isOpen.add(key);
    return { key, imports: importsOf(key), next: 0 };
  }

  function lower(key: string, to: number): void {
    if (to < low.get(key)!) low.set(key, to);
  }

  function close(root: string): string[] {
    const members: string[] = [];
    for (;;) {
      const member = open.pop()!;
      isOpen.delete(member);
      members.push(member);
      if (member === root) return members;
    }
  }
}

/** Depth-first post-order over inner edges in import order, starting at the smallest path. */
export function orderInComponent(
  members: readonly string[],
  importsOf: ImportsOf,
  pathOf: (key: string) => string,
): string[] {
  if (members.length === 1) return [...members];
  const inner = new Set(members);
  const starts = [...members].sort((a, b) => compareUtf8(pathOf(a), pathOf(b)));
  const visited = new Set<string>();
  const order: string[] = [];
  for (const start of starts) {
    if (visited.has(start)) continue;
    visited.add(start);
    const visits: Visit[] = [{ key: start, imports: importsOf(start), next: 0 }];
    while (visits.length > 0) {
      const visit = visits[visits.length - 1]!;
      if (visit.next === visit.imports.length) {
        order.push(visit.key);
        visits.pop();
        continue;
      }
      const target = visit.imports[visit.next++]!;
      if (!inner.has(target) || visited.has(target)) continue;
      visited.add(target);
      visits.push({ key: target, imports: importsOf(target), next: 0 });
    }
  }
  return order;
}

/** A shortest cycle through `start`, as keys from `start` to `start`; just `start` without one. */
export function shortestCycle(start: string, importsOf: ImportsOf): string[] {
  const cameFrom = new Map<string, string>();
  let level = [start];
  while (level.length > 0) {
    const next: string[] = [];
    for (const key of level) {
      for (const target of importsOf(key)) {
        if (target === start) return [...pathTo(key), start];
        if (cameFrom.has(target)) continue;
        cameFrom.set(target, key);
        next.push(target);
      }
    }
    level = next;
  }
  return [start];

  function pathTo(key: string): string[] {
    const path = [key];
    for (let at = key; at !== start;) {
      at = cameFrom.get(at)!;
      path.push(at);
    }
    return path.reverse();
  }
}
