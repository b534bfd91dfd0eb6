/**
 * Child process of a test: does what it is told with a store directory, prints its events, its
 * counters and whether anybody watches, as JSON. Arguments: directory, task.
 */
import { sqliteStores } from "@commonfabric/storage";
import { Runtime } from "../../mod.ts";
import type { Any } from "./test-runtime.ts";

const FILES = {
  "/leaf.ts": "export const twice = (n: number): number => n * 2;\n",
  "/mid.ts": `import { twice } from "./leaf.ts";
export const fourfold = (n: number): number => twice(twice(n));
`,
  "/main.tsx": `import { computed, Default, pattern } from "commonfabric";
import { fourfold } from "./mid.ts";
export default pattern<{ n: number | Default<3> }>(({ n }) => ({ total: computed(() => fourfold(n)) }));
`,
};

const [directory, task] = Deno.args;
const runtime = new Runtime({ stores: sqliteStores(directory!), attestation: "none" });
const events: unknown[] = [];
runtime.patterns.events.subscribe(({ atMs: _, ...event }) => events.push(event));
await runtime.openSpace("home");
const piece = runtime.getCell<Any>("home", "piece");

const TASKS: Record<string, () => Promise<void>> = {
  create: async () => {
    const files = Object.entries(FILES).map(([name, contents]) => ({ name, contents }));
    const program = { main: "/main.tsx", files };
    const pattern = await runtime.patterns.compilePattern(program, { space: "home" });
    await runtime.editWithRetry((tx) => void runtime.run(tx, pattern, {}, piece.withTx(tx)));
    await piece.key("total").pull();
  },
  resume: async () => {
    await piece.sync();
    await runtime.start(piece);
    await piece.key("total").pull();
  },
  leave: () => TASKS["create"]!(),
  broken: async () => {
    const files = [{ name: "/main.tsx", contents: "export default missing;\n" }];
    await runtime.patterns.compilePattern({ main: "/main.tsx", files }).catch(() => {});
  },
};
await TASKS[task!]!();
await runtime.settled();
if (task !== "leave") await runtime.dispose();
const isWatched = Object.hasOwn(globalThis, Symbol.for("opentelemetry.js.api.1"));
console.log(JSON.stringify({ events, counters: runtime.counters(), isWatched }));
Deno.exit(0);
