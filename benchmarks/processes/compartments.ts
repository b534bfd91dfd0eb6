/**
 * Makes compartments and prints what each of them adds, in bytes. Arguments: `bare` for those of ses
 * alone or `ours`, and how many. Runs with `--expose-gc`.
 */
import { ensureLockdown, makeSandboxGlobals, prepareCompartment } from "@commonfabric/runner";
import { liveHeapBytes } from "../harness/cpu-clock-powers.ts";

const [kind, count] = [Deno.args[0], Number(Deno.args[1])];
const TEXT = "(function (value) { return value + 1; })";

interface Evaluating {
  readonly globalThis: object;
  evaluate(text: string): unknown;
}

function makerOf(kind: string | undefined): () => Evaluating {
  ensureLockdown();
  if (kind === "ours") {
    const globals = makeSandboxGlobals();
    return () => prepareCompartment(globals, { name: "benchmark" }) as Evaluating;
  }
  const { Compartment } = globalThis as unknown as {
    readonly Compartment: new (options: object) => Evaluating;
  };
  return () => {
    const compartment = new Compartment({ __options__: true, name: "benchmark" });
    Object.freeze(compartment.globalThis);
    return compartment;
  };
}

const make = makerOf(kind);
const kept: unknown[] = [];
// The floor and its subject evaluate one constant text: what is measured is the compartment.
const add = () => void kept.push(make().evaluate(TEXT));
// What the first ones make once for all is not what one more costs.
for (let index = 0; index < 50; index++) add();
const heap = liveHeapBytes();
const { rss } = Deno.memoryUsage();
for (let index = 0; index < count; index++) add();
const added = { heap: liveHeapBytes() - heap, rss: Deno.memoryUsage().rss - rss };
if (kept.length !== count + 50) throw new Error("Not every compartment was made.");
console.log(JSON.stringify({ heap: added.heap / count, rss: added.rss / count }));
