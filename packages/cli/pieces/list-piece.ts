/** Writing the list of pieces, inside the transaction that makes or removes a piece. */
import { quote } from "@commonfabric/contract";
import type { Runtime, Transaction } from "@commonfabric/runner";
import { formatAddress } from "../command/address.ts";
import { CommandError, UsageError } from "../command/errors.ts";
import { PIECE_LIST_CAUSE, piecesInList } from "./piece-list.ts";

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u;

/** @throws {UsageError} for a name that no address could carry */
export function checkPieceName(name: string): void {
  if (NAME.test(name)) return;
  throw new UsageError(
    `--name: not a name: ${quote(name)} (letters, digits, ".", "_" and "-", at most 100)`,
  );
}

/** Whether a text can be the local name of a piece. */
export function isPieceName(name: string): boolean {
  return NAME.test(name);
}

export interface PieceEntry {
  readonly space: string;
  readonly id: string;
  readonly name: string | undefined;
  /** What to do about a name that another piece has. */
  readonly taken: "refuse" | "leave-out";
}

/** Lists a piece as a part of `tx`; a listed one keeps its entry. @throws {CommandError} */
export function listPiece(runtime: Runtime, tx: Transaction, entry: PieceEntry): void {
  const { space, id, name, taken } = entry;
  const list = runtime.getCell<Record<string, { name?: string }>>(space, PIECE_LIST_CAUSE, { tx });
  const pieces = piecesInList(list.get());
  const holder = name === undefined ? undefined : pieces.find((piece) => piece.name === name);
  if (holder !== undefined && holder.id !== id && taken === "refuse") {
    const text = formatAddress({ space, id: holder.id, path: [] });
    throw new CommandError(`--name: already taken: ${quote(name!)} is ${text}`);
  }
  if (pieces.some((piece) => piece.id === id)) return;
  list.update({ [id]: name === undefined || holder !== undefined ? {} : { name } });
}
