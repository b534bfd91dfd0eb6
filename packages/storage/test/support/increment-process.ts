/** Child process of a test: increments a counter in a store. Arguments: directory, how often. */
import { nodeStorePowers } from "../../sqlite/node-store-powers.ts";
import { sqliteStores } from "../../sqlite/sqlite-stores.ts";
import { increment } from "./increment.ts";

const [directory, times] = Deno.args;
const store = await sqliteStores(directory!, nodeStorePowers)("home");
for (let i = 0; i < Number(times); i++) await increment(store);
await store.close();
