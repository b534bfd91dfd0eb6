/** What a store holds of one piece, read without a runtime. */
import { quote } from "@commonfabric/contract";
import { isModuleIdentity } from "@commonfabric/module-identity";
import type { SpaceStore, StoredDoc } from "@commonfabric/storage";
import { type CommandAddress, formatAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import type { PatternPointer } from "../run/open-piece.ts";
import {
  argumentOf,
  followStored,
  type InternalCell,
  internalCells,
  readStored,
} from "../store/stored-document.ts";

export interface StoredPiece {
  readonly address: CommandAddress;
  readonly stored: StoredDoc;
  readonly pointer: PatternPointer;
  readonly argument: CommandAddress | undefined;
  readonly internal: readonly InternalCell[];
}

/** The piece at an address. @throws {CommandError} when none is stored there */
export async function storedPiece(
  store: SpaceStore,
  address: CommandAddress,
): Promise<StoredPiece> {
  const stored = await readStored(store, address);
  if (stored === undefined) {
    throw new CommandError(`no such piece: ${quote(formatAddress(address))} is not stored`);
  }
  const pointer = pointerIn(stored.doc.meta?.["patternIdentity"]);
  if (pointer === undefined) {
    throw new CommandError(`not a piece: ${quote(formatAddress(address))} has no pattern`);
  }
  return {
    address,
    stored,
    pointer,
    argument: argumentOf(stored, address),
    internal: internalCells(stored, address),
  };
}

/** `{identity, symbol}` in stored meta; `undefined` for what is none. */
export function pointerIn(value: unknown): PatternPointer | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { identity, symbol } = value as { identity?: unknown; symbol?: unknown };
  return isModuleIdentity(identity) && typeof symbol === "string"
    ? { identity, symbol }
    : undefined;
}

/** The documents of a piece itself: result, argument and internal cells. */
export function documentsOf({ address, argument, internal }: StoredPiece): CommandAddress[] {
  return [
    address,
    ...(argument === undefined ? [] : [argument]),
    ...internal.map((cell) => cell.address),
  ];
}

/** The stored `[NAME]` of a piece; `null` when it has none or it was never computed. */
export async function titleOf(store: SpaceStore, piece: StoredPiece): Promise<string | null> {
  const title = await followStored(store, { ...piece.address, path: ["$NAME"] });
  return typeof title === "string" ? title : null;
}

/** When a document of the piece was written last, in milliseconds of the store's clock. */
export async function updatedAtOf(store: SpaceStore, piece: StoredPiece): Promise<number> {
  const stored = await store.read(
    documentsOf(piece).map(({ id }) => ({ id, scopeKey: "space" })),
  );
  return Math.max(...stored.map((document) => document?.at ?? 0));
}
