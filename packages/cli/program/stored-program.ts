/** Programs out of a store: what a piece or an identity names, with texts that passed their checks. */
import { nodeSha256 } from "@commonfabric/canonical";
import { loadVerifiedSourceClosure, readSourceTexts } from "@commonfabric/compilation-cache";
import { quote } from "@commonfabric/contract";
import type { ResolvedProgram } from "@commonfabric/js-compiler";
import { isModuleIdentity } from "@commonfabric/module-identity";
import type { SpaceStore } from "@commonfabric/storage";
import { parseAddress } from "../command/address.ts";
import { CommandError, UsageError } from "../command/errors.ts";
import { readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { withSpaceReadOnly } from "../store/open-space.ts";

/** Whether an operand names stored code: the address of a piece, or an identity. */
export function namesStoredProgram(operand: string): boolean {
  return isModuleIdentity(operand) || /^[^/]*\/of:/.test(operand);
}

/** The program behind the piece or identity that `operand` names. Reads only. */
export async function storedProgram(
  operand: string,
  { invocation, powers }: VerbContext,
): Promise<ResolvedProgram> {
  const settings = await readSettings(invocation, powers, powers.cwd);
  const address = isModuleIdentity(operand) ? undefined : parseAddress(operand);
  if (address !== undefined && address.path.length > 0) {
    throw new UsageError(`not a whole piece: ${quote(operand)}`);
  }
  const space = address === undefined || address.space === "" ? settings.space : address.space;
  return await withSpaceReadOnly(
    { ...settings, space },
    async (store) => {
      const identity = address === undefined
        ? operand
        : await pointerIdentity(store, address.id, operand);
      return await programOf(store, identity);
    },
    () => {
      throw new CommandError(`no such space: ${quote(space)} is not in the store`);
    },
  );
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

async function programOf(store: SpaceStore, entry: string): Promise<ResolvedProgram> {
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
