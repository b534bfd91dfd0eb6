/**
 * Every error class whose instances a host function may throw through guest code. A guest that
 * catches one reaches its class by `error.constructor`, so each is hardened with the realm. A new
 * error that builders, handles or writes throw belongs in this list; classes of `sandbox/` and
 * `engine/`, which also run without the rest, register themselves.
 */
import { IllFormedTextError, NotCanonicalError } from "@commonfabric/canonical";
import { CauseTooLargeError, InvalidSpaceIdError } from "@commonfabric/storage";
import * as builders from "../builders/errors.ts";
import * as cells from "../cells/errors.ts";
import * as labels from "../labels/errors.ts";
import { LinkCycleError } from "../links/resolve.ts";
import * as pieces from "../pieces/errors.ts";
import { NotAListError } from "../pieces/list-node.ts";
import { hardenAtLockdown } from "../sandbox/harden-at-lockdown.ts";
import * as scheduler from "../scheduler/errors.ts";
import * as schemas from "../schemas/errors.ts";
import { SchemaReferenceError } from "../schemas/schema-node.ts";
import * as transactions from "../transactions/errors.ts";
import { NotAContainerError } from "../transactions/tree.ts";
import * as values from "../values/errors.ts";
import { NoPieceError } from "./test-default-piece.ts";
import { UnregisteredCodeError } from "./trusted-code.ts";

type Class = new (...args: never[]) => Error;

/** The classes in no order that matters. */
export const CATCHABLE_ERRORS: readonly Class[] = Object.freeze([
  ...[builders, cells, labels, pieces, scheduler, schemas, transactions, values].flatMap(classesOf),
  CauseTooLargeError,
  IllFormedTextError,
  InvalidSpaceIdError,
  LinkCycleError,
  NoPieceError,
  NotAContainerError,
  NotAListError,
  NotCanonicalError,
  SchemaReferenceError,
  UnregisteredCodeError,
]);

/** Called before a host hands anything to guests. */
export function hardenCatchableErrors(): void {
  CATCHABLE_ERRORS.forEach(hardenAtLockdown);
}

function classesOf(exports: Readonly<Record<string, unknown>>): Class[] {
  return Object.values(exports).filter((value): value is Class =>
    typeof value === "function" && value.prototype instanceof Error
  );
}
