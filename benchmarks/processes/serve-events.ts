/**
 * Sends events to one piece on SQLite and prints the live heap after half of them and after all.
 * Arguments: a directory and the number of events.
 */
import { sqliteStores } from "@commonfabric/storage";
import { liveHeapBytes } from "../harness/cpu-clock-powers.ts";
import { LivePiece } from "../harness/live-piece-powers.ts";
import { COUNTER } from "../samples/reactive-programs.ts";

async function serve(directory: string, events: number): Promise<string> {
  const piece = await LivePiece.start(sqliteStores(directory), COUNTER, { count: 0 });
  const stream = piece.result.key("add");
  const { runtime } = piece.subject;
  const send = async (count: number) => {
    for (let event = 0; event < count; event++) await runtime.sendEvent(stream, { by: 1 });
    await runtime.settled();
    return liveHeapBytes();
  };
  // The compiler's own garbage and first-time tables are not what is measured.
  await send(events / 10);
  const half = await send(events / 2);
  const all = await send(events / 2);
  const { count } = piece.shown as { count: number };
  await piece.stop();
  return JSON.stringify({ count, half, all });
}

try {
  console.log(await serve(Deno.args[0]!, Number(Deno.args[1])));
} catch (error) {
  // In a locked-down realm a rejection that nobody handles is printed and the status stays 0.
  console.error(error instanceof Error ? error.message : error);
  Deno.exit(1);
}
