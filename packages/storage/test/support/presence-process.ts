/** Child process of a test: announces itself, says so, and stays until it is ended. */
import { sqliteStores } from "../../mod.ts";

const [directory, owner] = Deno.args;
const store = await sqliteStores(directory!)("home");
console.log(store.presence?.announce(owner!) ? "announced" : "refused");
await new Promise((resolve) => setTimeout(resolve, 60_000));
