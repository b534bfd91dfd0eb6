/** `cf cache gc`, `ls`, `pin` and `unpin` on a real store: what goes, what stays, what is printed. */
import assert from "node:assert/strict";
import { cf, type CommandResult, withDirectory } from "./support/fake-command.ts";
import { COUNTER, GREETING } from "./support/programs.ts";

const FILES = { ...COUNTER, "hello/main.tsx": GREETING, ".cf/x": "" };

interface SetReport {
  readonly set: string;
  readonly kept: number;
  readonly swept: number;
  readonly keptBecause: readonly { readonly reason: string; readonly count: number }[];
}

type Run = (...args: string[]) => Promise<CommandResult>;

async function onStore(fn: (run: Run, cwd: string) => Promise<void>): Promise<void> {
  await withDirectory(FILES, async (cwd) => {
    await fn((...args) => cf(args, { cwd }), cwd);
  });
}

function setsOf({ json }: CommandResult): Record<string, SetReport> {
  return Object.fromEntries((json["sets"] as SetReport[]).map((each) => [each.set, each]));
}

async function sourcesOf(run: Run): Promise<string[]> {
  const { json } = await run("cache", "ls", "--json");
  return (json["items"] as { set: string; path: string }[])
    .filter(({ set }) => set === "source").map(({ path }) => path).sort();
}

async function headOf(run: Run): Promise<unknown> {
  const { json } = await run("inspect", "sql", "SELECT head FROM space", "--json");
  return json["items"];
}

Deno.test("a removed piece gives its program up, and a dry run says so without writing", async () => {
  await onStore(async (run, cwd) => {
    await run("piece", "new", "counter/main.tsx", "--name", "c");
    await run("piece", "new", "hello/main.tsx", "--name", "h");
    assert.equal((await run("piece", "rm", "@c")).code, 0);
    const head = await headOf(run);
    const young = await run("cache", "gc", "--dry-run", "--json");
    assert.ok(Object.values(setsOf(young)).every(({ swept }) => swept === 0), "all in grace");
    const dry = await run("cache", "gc", "--dry-run", "--grace", "0", "--json");
    assert.equal(dry.code, 0, dry.err);
    const before = await Deno.readFile(spaceFile(cwd));
    assert.deepEqual(await headOf(run), head);
    assert.equal((await sourcesOf(run)).length, 4);
    const done = await run("cache", "gc", "--grace", "0", "--json");
    assert.deepEqual(done.json["sets"], dry.json["sets"]);
    assert.deepEqual([dry.json["dryRun"], done.json["dryRun"]], [true, false]);
    assert.equal(setsOf(done)["source"]!.swept, 3);
    assert.deepEqual(setsOf(done)["source"]!.keptBecause, [{ reason: "pointer", count: 1 }]);
    assert.deepEqual(await sourcesOf(run), ["/main.tsx"]);
    assert.ok((await Deno.readFile(spaceFile(cwd))).length < before.length, "the file shrinks");
    const verified = await run("cache", "verify");
    assert.deepEqual([verified.code, verified.out, verified.err], [0, "", ""]);
    assert.equal((await run("get", "@h/title")).out, '"hello"\n');
    const again = await run("piece", "new", "counter/main.tsx", "--name", "c");
    assert.equal(again.code, 0, again.err);
    assert.equal((await run("get", "@c/double", "--step")).out, "0\n");
  });
});

function spaceFile(cwd: string): string {
  const [name] = [...Deno.readDirSync(`${cwd}/.cf`)].map((entry) => entry.name)
    .filter((each) => each.endsWith(".sqlite"));
  return `${cwd}/.cf/${name}`;
}

const ROWS =
  `import { action, computed, Default, pattern, UI, VNode, Writable } from "commonfabric";
interface Item { title: string; parts: string[] }
export default pattern<{ items: Writable<Default<Item[], []>> }, {
  [UI]: VNode; items: Item[]; add: unknown; drop: unknown;
}>(({ items }) => {
  const add = action(() => items.push({ title: "tea", parts: ["a", "b"] }));
  const drop = action(() => items.set(items.get().slice(1)));
  const shown = computed(() =>
    items.get().length > 0
      ? <ul>{items.map((item) => <li onClick={() => items.set([])}>{item.title}</li>)}</ul>
      : <b>none</b>
  );
  return {
    [UI]: (
      <div>
        {shown}
        {items.filter((item) => item.title !== "").map((item) => (
          <p>{item.parts.map((part) => <i>{part}</i>)}</p>
        ))}
      </div>
    ),
    items, add, drop,
  };
});
`;

Deno.test("a removed piece takes the instances of its lists with it, also those of elements that left", async () => {
  await withDirectory({ ...FILES, "rows.tsx": ROWS }, async (cwd) => {
    const run: Run = (...args) => cf(args, { cwd });
    for (const name of ["kept", "gone"]) {
      const made = await run("piece", "new", "rows.tsx", "--name", name);
      assert.equal(made.code, 0, made.err);
      for (const event of ["add", "add", "add"]) await run("call", `@${name}/${event}`);
      assert.equal((await run("piece", "step", `@${name}`)).code, 0);
      await run("call", `@${name}/drop`);
      assert.equal((await run("piece", "step", `@${name}`)).code, 0);
    }
    const pointing = async () => {
      const { json } = await run("inspect", "docs", "--json");
      return (json["items"] as { refs: string[] }[]).filter(({ refs }) => refs.length > 0).length;
    };
    const both = await pointing();
    assert.ok(both > 20, `${both} documents point to the program`);
    const view = await run("run", "@kept", "--view", "--json");
    assert.equal((await run("piece", "rm", "@gone")).code, 0);
    assert.equal(await pointing() * 2, both, "none of the other piece went");
    const after = await run("run", "@kept", "--view", "--json");
    assert.deepEqual(after.json["view"], view.json["view"]);
    assert.equal((await run("piece", "rm", "@kept")).code, 0);
    assert.equal(await pointing(), 0);
    await run("cache", "gc", "--grace", "0");
    assert.deepEqual(await sourcesOf(run), []);
  });
});

Deno.test("a pinned program stays without its piece, until it is unpinned", async () => {
  await onStore(async (run) => {
    await run("piece", "new", "hello/main.tsx", "--name", "h");
    const pinned = await run("cache", "pin", "@h", "--json");
    const identity = String(pinned.json["identity"]);
    assert.equal(pinned.json["changed"], true);
    assert.match((await run("cache", "pin", identity)).err, /was pinned already/);
    assert.deepEqual((await run("cache", "stats", "--json")).json["pins"], [identity]);
    await run("piece", "rm", "@h");
    const kept = setsOf(await run("cache", "gc", "--grace", "0", "--json"));
    assert.deepEqual(kept["source"]!.keptBecause, [{ reason: "pinned", count: 1 }]);
    assert.equal((await run("cache", "unpin", identity)).code, 0);
    assert.match((await run("cache", "unpin", identity)).err, /was not pinned/);
    await run("cache", "gc", "--grace", "0");
    assert.deepEqual(await sourcesOf(run), []);
    const gone = await run("cache", "pin", identity);
    assert.equal(gone.code, 1);
    assert.match(gone.err, /^cf cache pin: Cannot pin .{43}: space "home" has no source document/);
  });
});

Deno.test("the report for people has a line for each set and the reasons", async () => {
  await onStore(async (run) => {
    await run("piece", "new", "hello/main.tsx", "--name", "h");
    const lines = (await run("cache", "gc", "--grace", "0")).out.trimEnd().split("\n");
    assert.equal(lines[0], "set\tkept\tswept\tbytes\tkept because");
    assert.ok(lines.includes("source\t1\t0\t0\tpointer 1"), lines.join("\n"));
    assert.ok(lines.includes("roots\t1\t0\t0\tpointer 1"), lines.join("\n"));
    assert.equal(lines.length, 12);
  });
});

Deno.test("a damaged source document is named on standard error and kept", async () => {
  await onStore(async (run, cwd) => {
    await run("piece", "new", "hello/main.tsx", "--name", "h");
    await run("piece", "rm", "@h");
    const { DatabaseSync } = await import("node:sqlite");
    const file = new DatabaseSync(spaceFile(cwd));
    file.exec(
      "UPDATE body SET bytes = x'ff' WHERE doc IN (SELECT row FROM doc WHERE tag LIKE 'pattern:%')",
    );
    file.close();
    const { code, err, json } = await run("cache", "gc", "--grace", "0", "--json");
    assert.equal(code, 0);
    assert.match(err, /^source\tpattern:.{43}\tshape; kept\n$/);
    assert.equal((json["unverifiable"] as unknown[]).length, 1);
    const blobs = (json["sets"] as SetReport[]).find(({ set }) => set === "blob")!;
    assert.equal(blobs.swept, 0, "its text may be repaired");
    const made = await run("piece", "new", "hello/main.tsx", "--name", "h");
    assert.equal(made.code, 0, made.err);
    assert.deepEqual((await run("cache", "verify")).err, "", "who has the source repairs it");
  });
});
