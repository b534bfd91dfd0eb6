/**
 * What a transaction does to one document, as a list of operations. A rebase applies the same list
 * to a newer version; intent operations merge there with what others did.
 */
import { canonicalEqual } from "@commonfabric/canonical";
import type { StoredDocument } from "@commonfabric/storage";
import { isLink, linkTarget, sameAddress } from "../links/sigil.ts";
import { inCanonicalOrder } from "../values/canonical-order.ts";
import { NotAnArrayError, NotANumberError } from "./errors.ts";
import { nodeAt, NotAContainerError, replaceAt, shareNodes } from "./tree.ts";

/** The half of a document that an operation or read is about. Pattern code reaches `value` only. */
export type DocumentPart = "value" | "meta";

/** Values are frozen trees of stored form. */
export type Operation =
  & { readonly part: DocumentPart; readonly path: readonly string[] }
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

/** `document` after `operation`; the same object when nothing changes. */
export function applyOperation(
  document: StoredDocument | undefined,
  operation: Operation,
): StoredDocument | undefined {
  const root = partOf(document, operation.part);
  const before = nodeAt(root, operation.path);
  const after = shareNodes(before, resultOf(before, operation));
  if (Object.is(before, after)) return document;
  return withPart(document, operation.part, replaceAt(root, operation.path, after));
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

export function partOf(document: StoredDocument | undefined, part: DocumentPart): unknown {
  return part === "value" ? document?.value : document?.meta;
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
