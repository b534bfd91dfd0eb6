/** Reads of a host that load what they miss. */
import { NotResidentError, type Runtime } from "@commonfabric/runner";
import { cellOf } from "./open-cell.ts";

const MAX_LOADS = 10_000;

/** Runs `read`, again after loading what it missed. */
export async function whenResident<T>(runtime: Runtime, read: () => Promise<T>): Promise<T> {
  for (let loads = 0;; loads++) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof NotResidentError) || loads >= MAX_LOADS) throw error;
      await cellOf(runtime, { space: error.space, id: error.id, path: [] }).sync();
    }
  }
}
