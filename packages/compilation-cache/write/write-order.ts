/**
 * The order in which the documents of a closure are written.
 *
 *     leaf ──> mid ──> entry        any prefix of  [leaf][mid][entry]
 *                                   without [entry] reads as a plain miss,
 *     1        2       3            so a crash between commits needs no repair.
 */
import { compareUtf8 } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import { edgeTargets } from "../read/load-source-closure.ts";
import type { SourceDoc } from "../documents/types.ts";

type Ordered = Pick<SourceDoc, "identity" | "filename" | "imports">;

/**
 * `docs` with dependencies first and `entry` last; what the entry does not reach (tests and their
 * data) comes before it. Depends on the documents alone, not on their order.
 */
export function dependenciesFirst<T extends Ordered>(docs: readonly T[], entry: Identity): T[] {
  const byIdentity = new Map(docs.map((doc) => [doc.identity, doc]));
  const ofEntry = postOrder(entry, byIdentity, new Set());
  const placed = new Set(ofEntry.map(({ identity }) => identity));
  const others: T[] = [];
  const sorted = [...byIdentity.values()].sort((a, b) => compareUtf8(a.filename, b.filename));
  for (const { identity } of sorted) others.push(...postOrder(identity, byIdentity, placed));
  return [...others, ...ofEntry];
}

/** Iterative, so that a chain of 20,000 modules does not overflow the stack. */
function postOrder<T extends Ordered>(
  root: Identity,
  docs: ReadonlyMap<Identity, T>,
  placed: Set<Identity>,
): T[] {
  const order: T[] = [];
  const stack: { readonly doc: T; readonly targets: Identity[] }[] = [];
  const enter = (identity: Identity) => {
    const doc = docs.get(identity);
    if (doc === undefined || placed.has(identity)) return;
    placed.add(identity);
    stack.push({ doc, targets: edgeTargets(doc).reverse() });
  };
  enter(root);
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const target = top.targets.pop();
    if (target !== undefined) enter(target);
    else order.push(stack.pop()!.doc);
  }
  return order;
}
