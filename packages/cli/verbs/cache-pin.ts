/** `cf cache pin` and `cf cache unpin`: keep a module with all that it imports, or no longer. */
import { nodeSha256 } from "@commonfabric/canonical";
import { setPin, UnknownModuleError } from "@commonfabric/compilation-cache";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { storedIdentity } from "../program/stored-program.ts";
import { storeErrorsAsLines } from "../store/open-space.ts";

export function cachePin(context: VerbContext): Promise<number> {
  return changePin(context, true);
}

export function cacheUnpin(context: VerbContext): Promise<number> {
  return changePin(context, false);
}

async function changePin(context: VerbContext, isPinned: boolean): Promise<number> {
  const { invocation, powers, printer } = context;
  const { stores, space, identity } = await storedIdentity(invocation.operands[0]!, context);
  const changed = await storeErrorsAsLines(async () => {
    const store = await stores.open(space, { create: false });
    try {
      return await setPin(
        { store, commit: (batch) => store.commit(batch) },
        { identity, isPinned },
        { sha256: nodeSha256, newTxId: () => `cli:${powers.uniqueId()}` },
      );
    } catch (error) {
      if (error instanceof UnknownModuleError) {
        throw new CommandError(error.message, 1, { cause: error });
      }
      throw error;
    } finally {
      await store.close();
    }
  });
  if (!changed) printer.hint(`${identity} was ${isPinned ? "pinned already" : "not pinned"}`);
  if (printer.settings.json) {
    const format = isPinned ? "cf.cache-pin/1" : "cf.cache-unpin/1";
    printer.document({ format, ok: true, space, identity, changed });
  }
  return EXIT.ok;
}
