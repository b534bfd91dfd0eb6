/** How cells write: conversion of values, the place a write lands in, one operation. */
import { canonicalEqual } from "@commonfabric/canonical";
import { LinkCycleError, resolve, resolveWrite } from "../links/resolve.ts";
import { addressKey, isLink, isRedirect, linkTarget, makeLink } from "../links/sigil.ts";
import type { WriteSchema } from "../labels/labelled-write.ts";
import { hiddenLinks, hiddenLinkText } from "../schemas/narrow-links.ts";
import type { SchemaNode } from "../schemas/schema-node.ts";
import { NoTransactionError } from "../transactions/errors.ts";
import type { Operation } from "../transactions/operations.ts";
import type { ElementPolicy, RunnerTransaction } from "../transactions/transaction.ts";
import { nodeAt } from "../transactions/tree.ts";
import type { Address } from "../types.ts";
import { causedId } from "../values/cause.ts";
import { convertValue, type ElementStore } from "../values/convert.ts";
import { refuseLinkMember, refuseMarkedPlace } from "../values/reserved-keys.ts";
import type { HandleState } from "./host.ts";
import { makeReader, transactionOf } from "./reading.ts";

/** An operation without the place that it is resolved to. */
export type OperationBody = Operation extends infer O
  ? O extends Operation ? Omit<O, "part" | "path"> : never
  : never;

/** What a write can see of its target. */
export interface WriteTarget {
  readonly tx: RunnerTransaction;
  /** The place the write lands in. */
  readonly address: Address;
  /** What is stored there; looking at it is not a read. */
  readonly node: unknown;
  readonly schema: SchemaNode;
}

/**
 * Runs `write` on the transaction that counts. A host write without one gets its own, which is
 * committed before this returns where the store is synchronous.
 * @throws {NoTransactionError} when pattern code writes outside an action
 */
export function withTransaction(
  state: HandleState,
  write: (tx: RunnerTransaction) => void,
): void {
  const current = transactionOf(state);
  if (current !== undefined) return write(current);
  if (state.face === "guest") throw new NoTransactionError();
  const tx = state.host.openTransaction();
  try {
    write(tx);
    tx.prepareCfc();
  } catch (error) {
    tx.abort(error);
    throw error;
  }
  state.host.reportCommit(tx.commit());
}

/** Replaces what is at the place of a cell; redirects lead to where it lands. */
export function writeValue(state: HandleState, value: unknown): void {
  withTransaction(state, (tx) => {
    const target = openTarget(state, tx, "place");
    const node = convertFor(state, target, value);
    warnOfHidden(state, target, node);
    applyAt(target, { kind: "write", value: node });
  });
}

/** Tells the host of links that the schema will not show where they are stored now. */
export function warnOfHidden(
  { host, schema }: Pick<HandleState, "host" | "schema">,
  { address }: WriteTarget,
  node: unknown,
): void {
  for (const hidden of hiddenLinks(node, schema, address)) {
    host.warn("scope:narrow-link", hiddenLinkText(hidden, address));
  }
}

/**
 * Finds where a write lands: at the `place` itself, where an ordinary link is replaced, or in the
 * `contents`, where it is followed, because the operation changes what is there.
 */
export function openTarget(
  state: HandleState,
  tx: RunnerTransaction,
  at: "place" | "contents",
): WriteTarget {
  // A chain that leads nowhere is no end of a read here: the write throws.
  const reader = { ...makeReader(state.host, tx, true), linkCycle: () => {} };
  let address = state.place.address();
  if (at === "place") address = resolveWrite(reader, address);
  else {
    const resolved = resolve(reader, address, "all");
    if (resolved.isCycle) throw new LinkCycleError(address);
    address = resolved.address;
  }
  if (state.face === "guest") refuseMarkedPlace(address.path);
  tx.beforeWrite(address);
  const node = nodeAt(tx.document(address)?.value, address.path);
  return { tx, address, node, schema: state.schema };
}

/** Applies an operation under the schema of the target. */
export function applyAt(
  { tx, address, schema }: WriteTarget,
  operation: OperationBody,
  options: Pick<WriteSchema, "isRemoval"> = {},
): void {
  const placed = { ...operation, part: "value", path: address.path } as Operation;
  tx.apply(address, placed, { schema, ...options });
}

/** The stored form of `value` at the target; plain list elements get documents of their own. */
export function convertFor(state: HandleState, target: WriteTarget, value: unknown): unknown {
  const node = convertValue(value, {
    target: target.address,
    author: state.face,
    existing: target.node,
    artifact: (object) => state.host.artifact(object),
    elements: elementStore(target, 0),
  });
  if (state.face === "guest") refuseLinkMember(target.address.path, node);
  return node;
}

/** The stored form of data that is only compared or sent, in the space of the target. */
export function convertPlain(state: HandleState, target: Address, value: unknown): unknown {
  return convertValue(value, {
    target,
    author: state.face,
    artifact: (object) => state.host.artifact(object),
  });
}

/** The stored forms of values that become elements of the list at the target. */
export function convertElements(
  state: HandleState,
  target: WriteTarget,
  values: readonly unknown[],
): readonly unknown[] {
  const length = Array.isArray(target.node) ? target.node.length : 0;
  return convertValue(values, {
    target: target.address,
    author: state.face,
    artifact: (object) => state.host.artifact(object),
    elements: elementStore(target, length),
  }) as readonly unknown[];
}

/**
 * The stored form of what a piece starts with at the target: plain list elements get documents of
 * their own, whatever kind of action sets the piece up.
 */
export function convertInitial(target: WriteTarget, value: unknown): unknown {
  return convertValue(value, {
    target: target.address,
    author: "host",
    existing: target.node,
    elements: elementStore(target, 0, { kind: "set-up" }),
  });
}

/**
 * Element documents are named by event and ordinal, or in set-up by index, so that an attempt that
 * is repeated makes the same documents instead of further ones.
 */
function elementStore(
  { tx, address, schema }: WriteTarget,
  firstIndex: number,
  elements: ElementPolicy = tx.elements,
): ElementStore | undefined {
  if (elements.kind === "inline") return undefined;
  const { space, scope } = address;
  const contents = (element: unknown): unknown => {
    if (!isLink(element) || isRedirect(element)) return undefined;
    const target = linkTarget(element, address);
    if (target.path.length > 0 || target.space !== space || target.scope !== scope) {
      return undefined;
    }
    return tx.peek(target)?.value;
  };
  return {
    contents,
    holds: (element, node) => {
      const held = contents(element);
      return held !== undefined && canonicalEqual(held, node);
    },
    store(node, path, index) {
      const container = { ...address, path: [...address.path, ...path] };
      const parent = makeLink(container);
      const cause = elements.kind === "set-up"
        ? { element: { parent, index: path.length === 0 ? firstIndex + index : index } }
        : {
          element: { parent, event: elements.id, ordinal: tx.nextOrdinal(addressKey(container)) },
        };
      const id = causedId(cause, { space, author: "host", sha256: tx.spaces.sha256 });
      const list = path.reduce((each, segment) => each.step(segment), schema);
      tx.create({ space, scope, id }, node, { schema: list.items });
      return makeLink({ space, scope, id, path: [] }, { from: space });
    },
  };
}
