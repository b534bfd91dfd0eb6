/** What ran, from the event log of a process. */
import { sortedUtf8 } from "@commonfabric/canonical";
import type { LoggedEvent } from "@commonfabric/runner";

/** Names of the actions that ran, sorted, by piece. */
export function actionsByPiece(events: readonly LoggedEvent[]): Map<string, string[]> {
  const ran = new Map<string, string[]>();
  for (const event of events) {
    if (event.type !== "ran") continue;
    // `cf:module/<identity>:<symbol>:<instance>` and `builtin:<name>:<instance>`
    const name = event.action.split(":").at(-2)!;
    ran.set(event.piece, sortedUtf8([...ran.get(event.piece) ?? [], name]));
  }
  return ran;
}
