/** Running a stored piece for as long as something is done with it. */
import type { Cell, Runtime } from "@commonfabric/runner";
import type { CommandAddress } from "../command/address.ts";
import { openStoredPiece } from "./open-piece.ts";

/**
 * Runs `fn` while the piece at `address` is started, its whole result demanded and at rest.
 * @throws {PieceStartError} @throws {SettleTimeoutError} when it does not come to rest in time
 */
export async function withDemand<T>(
  runtime: Runtime,
  { space, id }: CommandAddress,
  timeoutMs: number,
  fn: (result: Cell) => Promise<T>,
): Promise<T> {
  const { result } = await openStoredPiece(runtime, { space, id, argument: undefined });
  const cancel = result.sink(() => {});
  try {
    await runtime.settled({ timeoutMs });
    return await fn(result);
  } finally {
    cancel();
  }
}
