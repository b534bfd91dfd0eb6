/** Programs out of a store: what a piece or an identity names, with texts that passed their checks. */
import { nodeSha256 } from "@commonfabric/canonical";
import { loadVerifiedSourceClosure, readSourceTexts } from "@commonfabric/compilation-cache";
import { quote } from "@commonfabric/contract";
import type { ResolvedProgram } from "@commonfabric/js-compiler";
import { isModuleIdentity } from "@commonfabric/module-identity";
import type { SpaceStore, SqliteStores } from "@commonfabric/storage";
import { looksLikeAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { piecePlaceOf, storesInUse, withStore } from "../store/place.ts";

/** Whether an operand names stored code: the address or name of a piece, or an identity. */
export function namesStoredProgram(operand: string): boolean {
  return isModuleIdentity(operand) || looksLikeAddress(operand);
}

/** The program behind the piece or identity that `operand` names. Reads only. */
export async function storedProgram(
  operand: string,
  context: VerbContext,
): Promise<ResolvedProgram> {
  const { stores, space, identity } = await storedIdentity(operand, context);
  return await withStore(stores, space, (store) => programOf(store, identity));
}

/** A module of a space, as a command names it. */
export interface StoredIdentity {
  readonly stores: SqliteStores;
  readonly space: string;
  readonly identity: string;
}

/**
 * What `operand` names: an identity, which need not be there, or that of the pattern of a piece.
 * @throws {CommandError} for other operands, and without store or space
 */
export async function storedIdentity(
  operand: string,
  context: VerbContext,
): Promise<StoredIdentity> {
  if (isModuleIdentity(operand)) {
    const { invocation, powers } = context;
    const settings = await readSettings(invocation, powers, powers.cwd);
    return { stores: storesInUse(settings), space: settings.space, identity: operand };
  }
  const { stores, address: { space, id } } = await piecePlaceOf(operand, context);
  const identity = await withStore(stores, space, (store) => pointerIdentity(store, id, operand));
  return { stores, space, identity };
}

async function pointerIdentity(store: SpaceStore, id: string, operand: string): Promise<string> {
  const [stored] = await store.read([{ id, scopeKey: "space" }]);
  const pointer = stored?.doc.meta?.["patternIdentity"];
  const identity = typeof pointer === "object" && pointer !== null
    ? Object.getOwnPropertyDescriptor(pointer, "identity")?.value
    : undefined;
  if (isModuleIdentity(identity)) return identity;
  throw new CommandError(`no such piece: ${quote(operand)} has no pattern`);
}

/** The files behind an identity. @throws {CommandError} when one is missing or bad */
export async function programOf(store: SpaceStore, entry: string): Promise<ResolvedProgram> {
  const closure = await loadVerifiedSourceClosure(store, entry, nodeSha256);
  const { docs, misses } = closure.misses.size > 0
    ? { docs: new Map<string, never>(), misses: closure.misses }
    : await readSourceTexts(store, closure.docs.values(), nodeSha256);
  for (const [identity, reason] of misses) {
    throw new CommandError(`no readable source: ${quote(identity)} (${reason})`);
  }
  const files = [...docs.values()];
  return {
    main: docs.get(entry)!.filename,
    files: files.map(({ filename, code }) => ({ name: filename, contents: code })),
    dataFiles: files.filter(({ kind }) => kind === "data").map(({ filename }) => filename),
  };
}
