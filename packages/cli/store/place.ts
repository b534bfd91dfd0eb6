/**
 * What an address names in the stores of a command: the document of a piece or another one, found
 * without a runtime.
 */
import { nodeSha256 } from "@commonfabric/canonical";
import { quote } from "@commonfabric/contract";
import type { SpaceStore, SqliteStores } from "@commonfabric/storage";
import { type CommandAddress, formatAddress, parseAddressOperand } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { readSettings, type Settings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { pieceNamed } from "../pieces/piece-list.ts";
import { storeErrorsAsLines, storesOf } from "./open-space.ts";

/** An address of this command with the stores that it is looked for in. */
export interface Place {
  readonly stores: SqliteStores;
  readonly settings: Settings;
  /** With its space. */
  readonly address: CommandAddress;
  /** `address` as every command prints it. */
  readonly text: string;
}

/**
 * The place that `operand` names. Its document need not exist.
 * @throws {CommandError} for a bad address, an unknown name, and without store or space
 */
export async function placeOf(operand: string, context: VerbContext): Promise<Place> {
  const { invocation, powers } = context;
  const parsed = parseAddressOperand(operand);
  const settings = await readSettings(invocation, powers, powers.cwd);
  const named = parsed.kind === "address" ? parsed.address.space : "";
  const space = named === "" ? settings.space : named;
  const stores = storesInUse({ ...settings, space });
  const address = parsed.kind === "address" ? { ...parsed.address, space } : {
    space,
    id: await withStore(stores, space, (store) => pieceNamed(store, parsed.name, nodeSha256)),
    ...parsed.place,
  };
  const text = formatAddress(address);
  context.describe({ address: text });
  return { stores, settings: { ...settings, space }, address, text };
}

/** The place of a whole piece. @throws {CommandError} as {@link placeOf}, and for a path in it */
export async function piecePlaceOf(operand: string, context: VerbContext): Promise<Place> {
  const place = await placeOf(operand, context);
  const { path, part, scope } = place.address;
  if (path.length === 0 && part === undefined && scope === undefined) return place;
  throw new CommandError(`not a whole piece: ${quote(operand)}`);
}

/** The stores of a command whose directory and space exist. @throws {CommandError} naming them */
export function storesInUse(settings: Settings): SqliteStores {
  const stores = storesOf(settings);
  const { store, space, storeExists } = settings;
  if (!storeExists) {
    throw new CommandError(
      `no store: ${quote(store)} is no directory; pass --store or set CF_STORE`,
    );
  }
  if (!stores.has(space)) {
    throw new CommandError(
      `no such space: ${quote(space)} is not in store ${quote(store)}; pass --space or --store`,
    );
  }
  return stores;
}

/** Runs `fn` on a space, opened read-only. */
export async function withStore<T>(
  stores: SqliteStores,
  space: string,
  fn: (store: SpaceStore) => Promise<T>,
): Promise<T> {
  return await storeErrorsAsLines(async () => {
    const store = await stores.open(space, { mode: "read-only" });
    try {
      return await fn(store);
    } finally {
      await store.close();
    }
  });
}
