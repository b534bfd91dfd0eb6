/**
 * Child process of a test: starts the stored piece, sends it events, and prints what became of them
 * and what its sink was shown, as JSON. Arguments: directory, name, number of events.
 */
import { sqliteStores } from "@commonfabric/storage";
import { Runtime } from "../../mod.ts";
import type { Any } from "./test-runtime.ts";

const [directory, name, times] = Deno.args;
const runtime = new Runtime({ stores: sqliteStores(directory!), attestation: "none" });
const errors: string[] = [];
runtime.onError(({ name, message }) => errors.push(`${name}: ${message}`));
const piece = runtime.getCell<Any>("home", "piece");
await piece.sync();
await runtime.start(piece);
const shown: unknown[] = [];
piece.key("total").sink((total: Any) => void shown.push(total));
await runtime.settled();
console.log("ready");
const statuses: string[] = [];
for (let at = 0; at < Number(times); at++) {
  const outcomes = await Promise.all([
    runtime.sendEvent(piece.key("note"), `${name}${at}`),
    runtime.sendEvent(piece.key("add"), 1),
    runtime.sendEvent(piece.key("note"), "mail", { ingressId: `mail ${at}` }),
  ]);
  statuses.push(...outcomes.map(({ status }) => status));
}
await runtime.settled();
console.log(JSON.stringify({ statuses, shown, errors }));
await runtime.dispose();
