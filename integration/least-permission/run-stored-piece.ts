/**
 * A process that resumes the piece at an address of a store, sends it one event and prints what its
 * result holds then. Arguments: directory of the store, space, id.
 */
import { Runtime } from "@commonfabric/runner";
import { sqliteStores } from "@commonfabric/storage";

const [directory, space, id] = Deno.args as [string, string, string];
const runtime = new Runtime({ stores: sqliteStores(directory) });
let failure: unknown;
try {
  await runtime.openSpace(space);
  const result = runtime.getCellFromLink({ "/": { "link@1": { space, id, path: [] } } });
  await runtime.start(result);
  const { status } = await runtime.sendEvent(result.key("add"), { by: 2 });
  await runtime.settled({ timeoutMs: 5_000 });
  console.log(JSON.stringify({ status, value: await result.key("value").pull() }));
} catch (error) {
  failure = error;
} finally {
  await runtime.dispose({ deadlineMs: 5_000 });
}
if (failure !== undefined) {
  console.error(String(failure));
  Deno.exit(1);
}
