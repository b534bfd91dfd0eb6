/**
 * Following links, for readers, for writers and for handles.
 *
 *     address  A/list/0/title        A/list = link to B      B/0 = link to C
 *     place    A/list -> B/0 -> C    what is left of the path is walked in the target: C/title
 */
import type { JSONSchema } from "@commonfabric/api";
import { LIMITS, quote } from "@commonfabric/contract";
import type { StoredDocument } from "@commonfabric/storage";
import type { LoggedRead } from "../transactions/changes.ts";
import { memberOf } from "../transactions/tree.ts";
import type { Address, DocumentAddress, Link } from "../types.ts";
import { checkPathLength } from "../values/errors.ts";
import { isLink, isRedirect, linkSchema, linkTarget } from "./sigil.ts";

/** Where documents are read from, and where it is logged that they were. */
export interface Reader {
  document(address: DocumentAddress): StoredDocument | undefined;
  log(read: LoggedRead): void;
  /** Who the current principal of labels is; `undefined` where labels are not enforced. */
  readonly principal: string | undefined;
  /** Told of every chain that is a cycle or too long. */
  linkCycle(address: Address): void;
  /**
   * Alternatives that lack a required part are read to their end as well: who wants the whole wants
   * every part of it, and not one after the other.
   */
  readonly isThorough?: boolean;
}

/** A chain of links that leads nowhere. Reads give `undefined`; a write through it throws this. */
export class LinkCycleError extends Error {
  override readonly name = "LinkCycleError";
  readonly address: Address;
  constructor(address: Address) {
    super(
      `The links at ${quote(`${address.id}/${address.path.join("/")}`)} form a cycle or a chain ` +
        `of more than ${LIMITS.linkHops} links. Store a link to the final target.`,
    );
    // Guests can catch this error: what it shows is a copy.
    this.address = Object.freeze({ ...address, path: Object.freeze([...address.path]) });
  }
}

/** The schema of a link that was followed; the place lies below the link's target by `below`. */
export interface CarriedSchema {
  readonly schema: JSONSchema;
  readonly below: readonly string[];
}

/** What is stored at an address once links were followed. */
export interface Resolved {
  readonly address: Address;
  readonly node: unknown;
  /** What the links on the way say about the place; the first of them counts. */
  readonly carried: readonly CarriedSchema[];
  /** What the last of the links says, if it says anything. */
  readonly last?: CarriedSchema | undefined;
  readonly isCycle: boolean;
}

/** Told of each place behind a link. */
export type HopListener = (address: Address, node: unknown) => void;

/**
 * Follows links from `address`; those on the way always, those at the end of the path all of them
 * (reads), redirects only (writes at the place), or none. Each link that is followed is logged.
 */
export function resolve(
  reader: Reader,
  address: Address,
  atEnd: "all" | "redirects" | "none",
  onHop?: HopListener,
): Resolved {
  return chase(reader, address, address, undefined, atEnd, onHop);
}

/**
 * Follows `link`, which was read in the document of `container`, and then on from its target. With
 * `redirects` this is the place that a handle for the link stands for.
 */
export function followLink(
  reader: Reader,
  link: Link,
  container: Address,
  atEnd: "all" | "redirects",
  onHop?: HopListener,
): Resolved {
  return chase(reader, container, linkTarget(link, container), link, atEnd, onHop);
}

function chase(
  reader: Reader,
  origin: Address,
  start: Address,
  first: Link | undefined,
  atEnd: "all" | "redirects" | "none",
  onHop: HopListener | undefined,
): Resolved {
  let place = start;
  let link = first;
  const carried: CarriedSchema[] = [];
  let last = first === undefined ? undefined : carry(carried, first, []);
  for (let hops = first === undefined ? 0 : 1; hops <= LIMITS.linkHops; hops++) {
    const { node, depth } = walk(reader.document(place)?.value, place.path);
    if (link !== undefined) onHop?.(place, node);
    if (!isLink(node)) return { address: place, node, carried, last, isCycle: false };
    const isFollowed = depth < place.path.length || atEnd === "all" ||
      (atEnd === "redirects" && isRedirect(node));
    if (!isFollowed) return { address: place, node, carried, last, isCycle: false };
    const { space, scope, id } = place;
    reader.log({
      address: { space, scope, id, path: place.path.slice(0, depth) },
      depth: "shallow",
      part: "value",
    });
    const target = linkTarget(node, place);
    const below = place.path.slice(depth);
    place = below.length === 0 ? target : { ...target, path: [...target.path, ...below] };
    checkPathLength(place.path);
    link = node;
    last = carry(carried, node, below);
  }
  reader.linkCycle(origin);
  return { address: place, node: undefined, carried, isCycle: true };
}

function carry(
  carried: CarriedSchema[],
  link: Link,
  below: readonly string[],
): CarriedSchema | undefined {
  const schema = linkSchema(link);
  if (schema === undefined) return undefined;
  const said: CarriedSchema = { schema, below };
  carried.push(said);
  return said;
}

/** The node at the end of `path`, or the first link on the way; `depth` segments lead to it. */
function walk(root: unknown, path: readonly string[]): { node: unknown; depth: number } {
  let node = root;
  for (let depth = 0; depth < path.length; depth++) {
    if (isLink(node)) return { node, depth };
    node = memberOf(node, path[depth]!);
    if (node === undefined) return { node, depth: path.length };
  }
  return { node, depth: path.length };
}

/** The place that a write at `address` lands in. @throws {LinkCycleError} */
export function resolveWrite(reader: Reader, address: Address): Address {
  const resolved = resolve(reader, address, "redirects");
  if (resolved.isCycle) throw new LinkCycleError(address);
  return resolved.address;
}
