/**
 * What a transaction does to one document, as a list of operations. A rebase applies the same list
 * to a newer version; intent operations merge there with what others did.
 */
import { canonicalEqual } from "@commonfabric/canonical";
import type { LabelEntry, StoredDocument } from "@commonfabric/storage";
import { isLink, linkTarget, sameAddress } from "../links/sigil.ts";
import { inCanonicalOrder } from "../values/canonical-order.ts";
import { type Coverage, type Grant, grantedEntries } from "../labels/grant.ts";
import { relabelled, unlabelled } from "../labels/relabel.ts";
import { isOnWay } from "../labels/stored-labels.ts";
import { differences } from "./changes.ts";
import { NotAnArrayError, NotANumberError } from "./errors.ts";
import { type DocumentPart, partOf } from "./read-part.ts";
import { nodeAt, NotAContainerError, replaceAt, shareNodes } from "./tree.ts";

/** The schema that a write happens under. */
export interface WriteUnder extends Grant {
  /** Elements of a list went; what stays was written by others. */
  readonly isRemoval: boolean;
  /** What a set-up leaves as it is was written by others. */
  readonly isSetup: boolean;
}

/** Values are frozen trees of stored form. */
export type Operation =
  & {
    readonly part: DocumentPart;
    readonly path: readonly string[];
    /** Absent where no label is at stake. */
    readonly under?: WriteUnder | undefined;
  }
  & (
    | { readonly kind: "write"; readonly value: unknown }
    | { readonly kind: "push" | "addUnique"; readonly values: readonly unknown[] }
    | { readonly kind: "increment"; readonly by: number }
    | { readonly kind: "removeByValue"; readonly value: unknown }
  );

/** `operation` with the keys of what it writes in canonical order. */
export function inOrder(operation: Operation): Operation {
  switch (operation.kind) {
    case "write":
    case "removeByValue": {
      const value = inCanonicalOrder(operation.value);
      return value === operation.value ? operation : { ...operation, value };
    }
    case "push":
    case "addUnique": {
      const values = inCanonicalOrder(operation.values) as readonly unknown[];
      return values === operation.values ? operation : { ...operation, values };
    }
    case "increment":
      return operation;
    default:
      return operation satisfies never;
  }
}

/**
 * `document` after `operation`; the same object when nothing changes. Where labels are not enforced,
 * what is written carries none.
 */
export function applyOperation(
  document: StoredDocument | undefined,
  operation: Operation,
  enforcesLabels: boolean,
): StoredDocument | undefined {
  const { part, path, under } = operation;
  const root = partOf(document, part);
  const before = nodeAt(root, path);
  const after = shareNodes(before, resultOf(before, operation));
  const isSame = Object.is(before, after);
  const changed = isSame ? document : withPart(document, part, replaceAt(root, path, after));
  if (!enforcesLabels) return isSame ? document : unlabelled(changed);
  if (part !== "value" || (under === undefined && changed?.labels === undefined)) return changed;
  const paths = isSame ? [] : changedPaths(before, after, path);
  const granted = under === undefined
    ? []
    : grantedEntries(under, after, path, coverageOf(operation, before));
  const isMeant = (entry: LabelEntry) =>
    under?.isSetup !== true || paths.some((each) => isOnWay(each, entry.path));
  return relabelled(changed, paths, granted.filter(isMeant));
}

function coverageOf({ kind, under }: Operation, before: unknown): Coverage {
  switch (kind) {
    case "write":
      return under?.isRemoval === true ? "container" : "whole";
    case "push":
    case "addUnique":
      return { from: Array.isArray(before) ? before.length : 0 };
    case "increment":
      return "whole";
    case "removeByValue":
      return "container";
    default:
      return kind satisfies never;
  }
}

function changedPaths(
  before: unknown,
  after: unknown,
  path: readonly string[],
): (readonly string[])[] {
  return differences(before, after).map((each) => [...path, ...each.path]);
}

/** Whether `error` says that an operation does not fit the document it was applied to. */
export function isMisfit(error: unknown): boolean {
  return error instanceof NotAContainerError || error instanceof NotAnArrayError ||
    error instanceof NotANumberError;
}

function resultOf(before: unknown, operation: Operation): unknown {
  switch (operation.kind) {
    case "write":
      return operation.value;
    case "push":
      return Object.freeze([...elements(before, "push"), ...operation.values]);
    case "addUnique":
      return addUnique(elements(before, "addUnique"), operation.values);
    case "increment":
      if (before === undefined) return operation.by;
      if (typeof before === "bigint" && Number.isInteger(operation.by)) {
        return before + BigInt(operation.by);
      }
      if (typeof before !== "number") throw new NotANumberError();
      return before + operation.by;
    case "removeByValue":
      return removeFirst(elements(before, "removeByValue"), operation.value, before);
    default:
      return operation satisfies never;
  }
}

function elements(node: unknown, operation: string): readonly unknown[] {
  if (node === undefined) return [];
  if (!Array.isArray(node)) throw new NotAnArrayError(operation);
  return node;
}

function addUnique(before: readonly unknown[], values: readonly unknown[]): readonly unknown[] {
  const added = [...before];
  for (const value of values) {
    if (!added.some((element) => sameElement(element, value))) added.push(value);
  }
  return Object.freeze(added);
}

function removeFirst(list: readonly unknown[], value: unknown, before: unknown): unknown {
  const at = list.findIndex((element) =>
    sameElement(element, value) || canonicalEqual(element, value)
  );
  return at < 0 ? before : Object.freeze([...list.slice(0, at), ...list.slice(at + 1)]);
}

const NOWHERE = { space: "", id: "" };

/** Elements of lists compare by link, and by `Object.is` where they are primitive. */
function sameElement(a: unknown, b: unknown): boolean {
  if (isLink(a) && isLink(b)) return sameAddress(linkTarget(a, NOWHERE), linkTarget(b, NOWHERE));
  return Object.is(a, b);
}

function withPart(
  document: StoredDocument | undefined,
  part: DocumentPart,
  node: unknown,
): StoredDocument | undefined {
  const copy: Record<string, unknown> = { ...document };
  if (node === undefined) delete copy[part];
  else copy[part] = node;
  return Object.keys(copy).length === 0 ? undefined : Object.freeze(copy);
}
