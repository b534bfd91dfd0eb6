/** `cf cache stats`: what it counts is what the tables hold, and looking changes nothing. */
import assert from "node:assert/strict";
import { sqliteStores } from "@commonfabric/storage";
import { cf, withDirectory } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";

interface Stats {
  readonly runtimeVersion: string;
  readonly source: { readonly documents: number; readonly entries: number };
  readonly compiled: {
    readonly documents: number;
    readonly current: number;
    readonly superseded: number;
    readonly byRuntimeVersion: readonly { documents: number; current: boolean }[];
  };
  readonly roots: { readonly documents: number };
  readonly blobs: { readonly count: number; readonly bytes: number };
  readonly lifetime: Readonly<Record<string, unknown>> | null;
}

const MAIN = new URL("../main-powers.ts", import.meta.url).pathname;
const RUN = ["run", "counter/main.tsx", "--store", "st", "--cause", "mine", "--json"];

async function stats(cwd: string): Promise<Stats> {
  const { code, json, err } = await cf(["cache", "stats", "--json", "--store", "st"], { cwd });
  assert.equal(code, 0, err);
  return json as unknown as Stats;
}

async function run(cwd: string): Promise<void> {
  const { code, err } = await cf(RUN, { cwd });
  assert.equal(code, 0, err);
}

/** The same run in a process whose runtime version is another. */
async function runSalted(cwd: string): Promise<void> {
  const { code, stderr } = await new Deno.Command("deno", {
    args: ["run", "--no-check", "--quiet", "--allow-all", MAIN, ...RUN],
    cwd,
    env: { CF_RUNTIME_VERSION_SALT: "stats" },
  }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
}

/** Documents by the set that their tag names, from the store itself. */
async function counted(cwd: string): Promise<Record<string, number>> {
  const stores = sqliteStores(`${cwd}/st`);
  const store = await stores.open("home", { mode: "read-only" });
  const counts: Record<string, number> = { head: await store.head() };
  for (const { tag } of await store.list({ limit: 10_000 })) {
    const set = tag?.slice(0, tag.indexOf(":")) ?? "";
    counts[set] = (counts[set] ?? 0) + 1;
  }
  await stores.close();
  return counts;
}

Deno.test("an empty store, one run, a second one, another toolchain, and a collection", async () => {
  await withDirectory({ ...COUNTER, "st/.keep": "" }, async (cwd) => {
    assert.equal((await stats(cwd)).lifetime, null);

    await run(cwd);
    const before = await counted(cwd);
    const first = await stats(cwd);
    assert.deepEqual(await counted(cwd), before, "no head moves");
    assert.deepEqual(first.source.documents, before["pattern"]);
    assert.deepEqual(first.compiled.documents, before["compileCache"]);
    assert.deepEqual(first.roots.documents, before["patternRoots"]);
    assert.deepEqual(
      [first.source.documents, first.source.entries, first.compiled.current],
      [3, 1, 3],
    );
    const { lifetime } = first;
    assert.deepEqual([lifetime!["sessions"], lifetime!["misses"]], [1, 1]);

    await run(cwd);
    const second = await stats(cwd);
    assert.deepEqual({ ...second, lifetime: null }, { ...first, lifetime: null, ...sizes(second) });
    assert.deepEqual([second.lifetime!["sessions"], second.lifetime!["misses"]], [2, 1]);
    assert.deepEqual(second.lifetime!["identityStability"], { stable: 1, changed: 0, unstable: 0 });

    await runSalted(cwd);
    const { compiled, lifetime: third } = await stats(cwd);
    assert.deepEqual([compiled.documents, compiled.current, compiled.superseded], [6, 3, 3]);
    assert.deepEqual(
      compiled.byRuntimeVersion.map(({ documents, current }) => [documents, current]).toSorted(),
      [[3, false], [3, true]],
    );
    assert.deepEqual([third!["sessions"], third!["misses"]], [3, 2]);

    const gc = ["cache", "gc", "--store", "st", "--grace", "0", "--keep-versions", "0"];
    assert.equal((await cf(gc, { cwd })).code, 0);
    const kept = await stats(cwd);
    assert.deepEqual([kept.compiled.documents, kept.compiled.superseded], [3, 0]);
    assert.deepEqual([kept.source.documents, kept.lifetime], [3, third]);
    assert.equal((await cf(["piece", "rm", "@mine", "--store", "st"], { cwd })).code, 0);
    assert.equal((await cf(gc, { cwd })).code, 0);
    const swept = await stats(cwd);
    assert.deepEqual([swept.source.documents, swept.compiled.documents], [0, 0]);
    assert.deepEqual(swept.lifetime, third, "what was counted outlives what was collected");
  });
});

/** The file grows by pages, and what counts itself is in it. */
function sizes(stats: Stats): Partial<Stats> {
  return { bytes: (stats as unknown as { bytes: number }).bytes } as Partial<Stats>;
}

Deno.test("the human form has a line for each counter of the lifetime", async () => {
  await withDirectory({ ...COUNTER, "st/.keep": "" }, async (cwd) => {
    await run(cwd);
    const { out } = await cf(["cache", "stats", "--store", "st"], { cwd });
    assert.match(out, /^lifetime sessions\t1$/m);
    assert.match(out, /^lifetime misses\t1$/m);
    assert.match(out, /^lifetime identities unstable\t0$/m);
  });
});
