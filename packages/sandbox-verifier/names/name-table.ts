/**
 * Names of a body: where each is declared and where it is referred to.
 *
 * Scopes are stretches of text. A reference belongs to the body outside every function exactly if
 * no stretch in which its name is declared covers it:
 *
 *     const a = 1;                 declared: module
 *     function f(a) { a; }         declared: (a) { a; }     the inner `a` is covered
 *     a;                                                    not covered: the module's, or free
 *
 * So the table needs no tree of scopes, and each name is resolved once, after the walk.
 */
import type { Identifier, MemberExpression } from "acorn";
import type { Span } from "../rules.ts";

/** What a reference is used for. */
export enum Use {
  Read,
  /** Called directly, or the tag of a template. */
  Callee,
  /** Assigned, in any syntax. */
  Write,
  Delete,
}

export interface Reference {
  readonly node: Identifier;
  /** The member expression whose object the reference is. */
  readonly member: MemberExpression | undefined;
  /** What `member`, or else the reference itself, is used for. */
  readonly use: Use;
  /** Outside every function: evaluated when the module is. */
  readonly moduleLevel: boolean;
}

/** A declaration whose name is judged later: reserved, or a way to new code. */
export interface NotedDeclaration {
  readonly node: Identifier;
  readonly isParameter: boolean;
}

export interface NameEntry {
  isModuleLevel: boolean;
  /** Stretches below module level in which the name is declared. */
  readonly scopes: Span[];
  readonly references: Reference[];
}

export class NameTable {
  readonly #entries = new Map<string, NameEntry>();

  entry(name: string): NameEntry {
    let entry = this.#entries.get(name);
    if (entry === undefined) {
      entry = { isModuleLevel: false, scopes: [], references: [] };
      this.#entries.set(name, entry);
    }
    return entry;
  }

  /** Every name, in the order in which the walk met it. */
  entries(): IterableIterator<[string, NameEntry]> {
    return this.#entries.entries();
  }
}

/** Hands `judge` the references of `entry` that no declaration below module level covers. */
export function forOuterReferences(entry: NameEntry, judge: (reference: Reference) => void): void {
  const covers = entry.scopes.length < 2 ? entry.scopes : mergedSpans(entry.scopes);
  for (const reference of entry.references) {
    if (covers.length === 0 || !isCovered(covers, reference.node.start)) judge(reference);
  }
}

/** Disjoint spans in order that cover what `spans` cover. */
function mergedSpans(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** Whether one of the disjoint, sorted `spans` contains `position`. */
export function isCovered(spans: readonly Span[], position: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle]!.end <= position) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low]!.start <= position;
}
