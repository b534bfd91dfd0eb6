/** Asking the host to show a piece, once what led there is committed. */
import { HostCallError } from "../builders/errors.ts";
import { hostCell } from "../cells/handles.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import type { ErrorContext, RuntimeCore } from "./runtime-core.ts";

/**
 * Has the host show what is at `target` after the commit of `tx`. `false`, and a reported error, in
 * a host that shows nothing: what else `tx` does stands.
 */
export function navigateAfter(
  core: RuntimeCore,
  tx: RunnerTransaction,
  target: Address,
  context: ErrorContext,
): boolean {
  const { navigate } = core.ports;
  if (navigate === undefined) {
    core.report(new HostCallError("navigateTo"), context);
    return false;
  }
  const show = async (): Promise<void> => await navigate(hostCell(core.cellHost, target));
  tx.postCommit(() => core.track(show(), context));
  return true;
}
