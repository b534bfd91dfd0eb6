/** Causes: what documents are named by. Links and cells inside are reduced to space, id and path. */
import type { Sha256 } from "@commonfabric/canonical";
import {
  KEY_PREFIXES,
  LIFETIME_KEY,
  PINS_KEY,
  RECEIPT_PREFIX,
} from "@commonfabric/compilation-cache";
import { documentId, type SpaceId } from "@commonfabric/storage";
import { isLink, linkTarget, makeLink } from "../links/sigil.ts";
import { convertValue } from "./convert.ts";
import { ReservedCauseError, UnstorableValueError } from "./errors.ts";
import { addressOf } from "./references.ts";

/** Text causes that begin so belong to caches, packages and receipts. */
const RESERVED_PREFIXES: readonly string[] = [
  ...Object.values(KEY_PREFIXES),
  PINS_KEY,
  LIFETIME_KEY,
  "package:",
  "packageFunctor:",
  "linkPlan:",
  RECEIPT_PREFIX,
];

/** Equal to no space: every link in a cause then spells its space out. */
const NO_SPACE = "";

/**
 * `cause` as canonical data.
 * @throws {ReservedCauseError} when pattern code uses a reserved prefix or key
 * @throws {UnstorableValueError} for `undefined` and what is not data
 */
export function normaliseCause(
  cause: unknown,
  context: { readonly space: SpaceId; readonly author: "guest" | "host" },
): unknown {
  if (cause === undefined) throw new UnstorableValueError([], "undefined, and a cause is needed");
  if (context.author === "guest") refuseReservedText(cause);
  const address = addressOf(cause);
  const data = address === undefined
    ? convertValue(cause, { target: { space: NO_SPACE }, author: context.author })
    : makeLink(address);
  if (context.author === "guest") refuseGenerated(data);
  return reduceLinks(data, context.space);
}

/** The id of the document that `cause` names. @throws {CauseTooLargeError} */
export function causedId(
  cause: unknown,
  context: {
    readonly space: SpaceId;
    readonly author: "guest" | "host";
    readonly sha256: Sha256;
  },
): string {
  return documentId(normaliseCause(cause, context), context.sha256);
}

/** @throws {ReservedCauseError} for a text that begins as keys of the runtime do */
export function refuseReservedText(cause: unknown): void {
  if (typeof cause !== "string") return;
  const prefix = RESERVED_PREFIXES.find((reserved) => cause.startsWith(reserved));
  if (prefix !== undefined) throw new ReservedCauseError(prefix);
}

function refuseGenerated(data: unknown): void {
  if (typeof data !== "object" || data === null) return;
  if (Object.hasOwn(data, "$generated")) throw new ReservedCauseError("$generated");
  for (const member of Object.values(data)) refuseGenerated(member);
}

function reduceLinks(data: unknown, space: SpaceId): unknown {
  if (typeof data !== "object" || data === null) return data;
  if (isLink(data)) {
    const { id, path, space: own } = linkTarget(data, { space, id: "" });
    return { "/": { "link@1": { id, path: [...path], space: own === NO_SPACE ? space : own } } };
  }
  if (Array.isArray(data)) return data.map((element) => reduceLinks(element, space));
  if (Object.getPrototypeOf(data) !== Object.prototype) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, member]) => [key, reduceLinks(member, space)]),
  );
}
