/** The document that an address names, read without a runtime. */
import { canonicalEqual } from "@commonfabric/canonical";
import { nearestName, quote } from "@commonfabric/contract";
import type { SpaceStore, StoredDoc } from "@commonfabric/storage";
import { type CommandAddress, formatAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { storedLink } from "./stored-links.ts";

/** An internal cell as the manifest of its piece lists it. */
export interface InternalCell {
  readonly cause: unknown;
  readonly address: CommandAddress;
  readonly isStream: boolean;
}

/** The document of an address, which has no part any more. */
export interface LocatedDocument {
  readonly address: CommandAddress;
  readonly stored: StoredDoc;
  /** The field of the document's meta that the address means, instead of its value. */
  readonly metaField: string | undefined;
}

/** @throws {CommandError} when there is no such document, argument or internal cell */
export async function locate(
  store: SpaceStore,
  address: CommandAddress,
): Promise<LocatedDocument> {
  const { part, path } = address;
  const root = withoutPart({ ...address, path: [] });
  const stored = await readStored(store, root);
  if (stored === undefined) {
    throw new CommandError(`not found: ${quote(formatAddress(address))} is not stored`);
  }
  if (part === undefined || part.kind === "meta") {
    return { address: { ...root, path }, stored, metaField: part?.name };
  }
  const target = part.kind === "argument"
    ? argumentOf(stored, root)
    : internalNamed(part.cause, stored, root);
  if (target === undefined) {
    throw new CommandError(`not a piece: ${quote(formatAddress(root))} has no argument`);
  }
  const found = await readStored(store, target);
  if (found === undefined) {
    throw new CommandError(`not found: ${quote(formatAddress(address))} is not stored`);
  }
  return {
    address: { ...target, path: [...target.path, ...path] },
    stored: found,
    metaField: undefined,
  };
}

/**
 * The stored document of an address; `undefined` when there is none. The user is the one that a
 * runtime without names has, whose sessions live in memory.
 */
export async function readStored(
  store: SpaceStore,
  { id, scope = "space" }: Pick<CommandAddress, "id" | "scope">,
): Promise<StoredDoc | undefined> {
  if (scope === "session") return undefined;
  const [stored] = await store.read([{ id, scopeKey: scope === "space" ? "space" : LOCAL_USER }]);
  return stored;
}

const LOCAL_USER = "user:local";

/** Where the argument of a piece is, from the meta of its result document. */
export function argumentOf(stored: StoredDoc, piece: CommandAddress): CommandAddress | undefined {
  return plain(storedLink(stored.doc.meta?.["argument"], piece));
}

/** The internal cells of a piece, in the order of its manifest. */
export function internalCells(stored: StoredDoc, piece: CommandAddress): InternalCell[] {
  const manifest = stored.doc.meta?.["internal"];
  if (!Array.isArray(manifest)) return [];
  return manifest.flatMap((entry: unknown) => {
    if (typeof entry !== "object" || entry === null) return [];
    const { partialCause, link, kind } = entry as Record<string, unknown>;
    const address = plain(storedLink(link, piece));
    return address === undefined
      ? []
      : [{ cause: partialCause, address, isStream: kind === "stream" }];
  });
}

function internalNamed(
  cause: unknown,
  stored: StoredDoc,
  piece: CommandAddress,
): CommandAddress {
  const cells = internalCells(stored, piece);
  const found = cells.find((cell) => canonicalEqual(cell.cause, cause));
  if (found !== undefined) return found.address;
  const text = typeof cause === "string" ? cause : JSON.stringify(cause);
  const names = cells.map((cell) => cell.cause).filter((each) => typeof each === "string");
  const near = nearestName(text, names, 3);
  const hint = near === undefined ? "" : `; did you mean ${quote(near)}?`;
  throw new CommandError(
    `no such internal cell: ${quote(text)} in ${quote(formatAddress(piece))}${hint}`,
  );
}

/** A stored value at a path; links on the way are not followed. */
export function memberAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

const MAX_HOPS = 64;

/** The stored value at an address with links followed; `undefined` for what is in another space. */
export async function followStored(store: SpaceStore, start: CommandAddress): Promise<unknown> {
  let address = start;
  for (let hops = 0; hops < MAX_HOPS; hops++) {
    if (address.space !== store.space) return undefined;
    const stored = await readStored(store, address);
    const next = nextHop(stored?.doc.value, address);
    if (next === undefined) return memberAt(stored?.doc.value, address.path);
    address = next;
  }
  return undefined;
}

/** Where the first link on the way to an address leads, with the rest of its path. */
function nextHop(value: unknown, address: CommandAddress): CommandAddress | undefined {
  for (let length = 0; length <= address.path.length; length++) {
    const link = storedLink(memberAt(value, address.path.slice(0, length)), address);
    if (link === undefined) continue;
    const { redirects: _redirects, ...target } = link;
    return { ...target, path: [...target.path, ...address.path.slice(length)] };
  }
  return undefined;
}

function plain(link: ReturnType<typeof storedLink>): CommandAddress | undefined {
  if (link === undefined) return undefined;
  const { redirects: _redirects, ...address } = link;
  return address;
}

function withoutPart({ part: _part, ...address }: CommandAddress): CommandAddress {
  return address;
}
