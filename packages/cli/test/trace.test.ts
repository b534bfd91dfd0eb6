/** `cf run --trace`: the events of the pattern manager, as data and as lines for people. */
import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { sqliteStores } from "@commonfabric/storage";
import { cf, withDirectory, writeInto } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";

interface TracedEvent {
  readonly type: string;
  readonly seq: number;
  readonly modules?: readonly string[];
  readonly sources?: readonly string[];
  readonly compiled?: readonly string[];
  readonly reasons?: Readonly<Record<string, string>>;
  readonly toRun?: number;
  readonly ref?: { readonly symbol: string };
  readonly reason?: string;
}

interface Traced {
  readonly code: number;
  readonly err: string;
  readonly piece: string;
  readonly events: readonly TracedEvent[];
  readonly counters: Readonly<Record<string, number>>;
}

async function traced(cwd: string, ...args: string[]): Promise<Traced> {
  const { code, err, json } = await cf(["run", ...args, "--trace", "--json"], { cwd });
  return {
    code,
    err,
    piece: String(json["piece"]),
    events: json["trace"] as readonly TracedEvent[],
    counters: json["counters"] as Readonly<Record<string, number>>,
  };
}

async function pathsOf(cwd: string): Promise<Map<string, string>> {
  const { json } = await cf(["identity", "counter/main.tsx", "--json"], { cwd });
  const modules = json["modules"] as { path: string; identity: string }[];
  return new Map(modules.map(({ path, identity }) => [identity, path.slice(1)]));
}

/** One text an event; identities by path. Bodies are verified again where no key attests them. */
function list({ events, counters }: Traced, paths: ReadonlyMap<string, string>): string[] {
  const names = (identities: readonly string[]) =>
    identities.map((each) => paths.get(each) ?? each);
  const isVerifiedAgain = counters["modulesEmitted"] === 0 && counters["bodiesVerified"]! > 0;
  return events.filter(({ type }) => type !== "verified" || !isVerifiedAgain).map((event) => {
    const { type, modules, reasons, sources, compiled, toRun } = event;
    if (type === "wroteBack") return `${type} ${sources!.length} ${compiled!.length}`;
    if (type === "resumed") return `${type} to run ${toRun}`;
    const listed = Array.isArray(modules) ? modules : reasons && Object.keys(reasons);
    return listed === undefined ? type : `${type} ${names(listed).join(" ")}`;
  });
}

const ALL = "leaf.ts mid.ts main.tsx";

Deno.test("a trace is the documented event list, cold, warm, by address, and after an edit", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const paths = await pathsOf(cwd);
    const args = ["counter/main.tsx", "--store", "st", "--cause", "mine"];
    const cold = await traced(cwd, ...args);
    assert.deepEqual(cold.events.map(({ seq }) => seq), cold.events.map((_, at) => at + 1));
    assert.deepEqual(list(cold, paths).slice(0, 6), [
      "identified",
      `cacheMiss ${ALL}`,
      `compiled ${ALL}`,
      `verified ${ALL}`,
      `evaluated ${ALL}`,
      "wroteBack 3 3",
    ]);
    const warm = await traced(cwd, ...args);
    assert.deepEqual(list(warm, paths), [
      "identified",
      `cacheHit ${ALL}`,
      `evaluated ${ALL}`,
      "resumed to run 0",
    ]);
    const stored = await traced(cwd, "--piece", warm.piece, "--store", "st");
    assert.deepEqual(list(stored, paths), [
      `cacheHit ${ALL}`,
      `evaluated ${ALL}`,
      "resumed to run 0",
    ]);
    const leaf = COUNTER["counter/leaf.ts"]!;
    await writeInto(cwd, "counter/leaf.ts", leaf.replace("export", "// edited\nexport"));
    const edited = await traced(cwd, "counter/main.tsx", "--store", "st", "--cause", "other");
    const compiled = edited.events.filter(({ type }) => type === "compiled");
    const carried = edited.events.filter(({ type }) => type === "carried");
    const emitted = compiled.flatMap(({ modules }) => modules!).length;
    assert.equal(emitted + carried.flatMap(({ modules }) => modules!).length, 3);
    assert.equal(emitted, edited.counters["modulesEmitted"]);
  });
});

Deno.test("without --trace there is none; people read a line an event on standard error", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const args = ["run", "counter/main.tsx", "--store", "st", "--cause", "mine"];
    const silent = await cf([...args, "--json"], { cwd });
    assert.equal(silent.json["trace"], null);
    const { out, err } = await cf([...args, "--trace"], { cwd });
    assert.doesNotMatch(out, /cacheHit/);
    const entry = String(silent.json["entryIdentity"]);
    const lines = err.split("\n").filter((line) => line.startsWith("+"));
    assert.match(
      lines[0]!,
      new RegExp(`^\\+0ms identified entry=${entry.slice(0, 12)} modules=3$`),
    );
    assert.ok(
      lines.some((line) =>
        /^\+\d+ms cacheHit space=home entry=[\w-]{12} from=space modules=\[([\w-]{12} ?){3}\]$/
          .test(line)
      ),
      err,
    );
    assert.ok(lines.some((line) => / resumed space=home .*#default .*toRun=0$/.test(line)), err);
    assert.ok(!err.includes(entry), "identities are cut");
  });
});

Deno.test("a piece that cannot be loaded leaves the reason in its trace", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const { piece } = await traced(cwd, "counter/main.tsx", "--store", "st");
    const database = new DatabaseSync(sqliteStores(`${cwd}/st`).fileOf("home"));
    database.exec("DELETE FROM doc WHERE tag LIKE 'pattern:%' OR tag LIKE 'compileCache:%'");
    database.close();
    const failed = await traced(cwd, "--piece", piece, "--store", "st");
    assert.equal(failed.code, 1);
    assert.deepEqual(
      failed.events.map((
        { type, ref, reason },
      ) => [type, ref?.symbol, /absent/.test(reason ?? "")]),
      [["cacheMiss", undefined, false], ["loadFailed", "default", true]],
    );
  });
});
