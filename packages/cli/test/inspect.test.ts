import assert from "node:assert/strict";
import { sqliteStores } from "@commonfabric/storage";
import { cf, withDirectory } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";

interface Listing {
  readonly items: readonly Record<string, unknown>[];
}

/** A stored counter that got two events; its address, and the head of its space. */
async function madeCounter(cwd: string): Promise<string> {
  const events = '[{"events":[{"stream":"add","payload":{"by":2}}]},' +
    '{"events":[{"stream":"add","payload":{"by":3}}]}]';
  const args = ["run", "counter/main.tsx", "--store", ".cf", "--events", events, "--json"];
  const { code, json, err } = await cf(args, { cwd });
  assert.equal(code, 0, err);
  return json["piece"] as string;
}

async function headOf(cwd: string): Promise<number> {
  const stores = sqliteStores(`${cwd}/.cf`);
  const store = await stores.open("home", { mode: "read-only" });
  const head = await store.head();
  await stores.close();
  return head;
}

async function items(cwd: string, ...args: string[]): Promise<Listing["items"]> {
  const { code, json, err } = await cf(["inspect", ...args, "--json"], { cwd });
  assert.equal(code, 0, err);
  assert.equal(json["format"], `cf.inspect-${args[0]}/1`);
  return (json as unknown as Listing).items;
}

Deno.test("a store is looked into without changing it", async (t) => {
  await withDirectory(COUNTER, async (cwd) => {
    const piece = await madeCounter(cwd);
    const head = await headOf(cwd);
    const documents = await items(cwd, "docs");

    await t.step("spaces", async () => {
      assert.deepEqual((await items(cwd, "spaces")).map(({ space, head }) => ({ space, head })), [
        { space: "home", head },
      ]);
    });

    await t.step("documents by id and by cache key", async () => {
      assert.ok(documents.some(({ address }) => address === piece));
      const id = piece.slice("home/".length);
      assert.deepEqual((await items(cwd, "docs", id)).map(({ address }) => address), [piece]);
      const sources = await items(cwd, "docs", "pattern:");
      assert.equal(sources.length, 3);
      assert.ok(sources.every(({ tag }) => String(tag).startsWith("pattern:")));
      assert.deepEqual(await items(cwd, "docs", "nothing:"), []);
    });

    await t.step("a document as it is stored, by each form of an address", async () => {
      const read = async (address: string) => {
        const { code, json, err } = await cf(["inspect", "doc", address, "--json"], { cwd });
        assert.equal(code, 0, err);
        assert.equal(json["address"], address);
        return json;
      };
      const argument = await read(`${piece}#argument`);
      assert.deepEqual(argument["value"], { value: 5 });
      assert.deepEqual((await read(`${piece}/value#argument`))["value"], 5);
      const whole = await read(piece);
      const link = (whole["value"] as Record<string, { "/": object }>)["value"]!;
      assert.deepEqual(Object.keys(link["/"]), ["link@1"]);
      const pointer = await read(`${piece}#meta:patternIdentity`);
      assert.deepEqual(Object.keys(pointer["value"] as object), ["identity", "symbol"]);
      const manifest = (whole["meta"] as { internal: { partialCause: unknown; kind?: string }[] })
        .internal;
      for (const { partialCause, kind } of manifest) {
        const cause = typeof partialCause === "string"
          ? partialCause
          : JSON.stringify(partialCause);
        const internal = await read(`${piece}#internal:${cause}`);
        if (kind === "stream") assert.deepEqual(internal["value"], { $stream: true });
      }
    });

    await t.step("commits, and those of one document", async () => {
      const commits = await items(cwd, "commits");
      assert.equal(commits.at(-1)!["seq"], head);
      const argument = (await items(cwd, "history", `${piece}#argument`)).map(({ seq }) => seq);
      const { json } = await cf(["inspect", "doc", `${piece}#argument`, "--json"], { cwd });
      const writers = commits.filter(({ documents }) =>
        (documents as string[]).includes(json["document"] as string)
      );
      assert.deepEqual(argument, writers.map(({ seq }) => seq));
      assert.equal(argument.length, 3, "set up, and two events");
    });

    await t.step("what points to a document and to an identity", async () => {
      const to = await items(cwd, "refs", piece.slice("home/".length));
      assert.ok(to.length > 0 && to.every(({ kind }) => kind === "link"));
      assert.ok(to.every(({ address }) => String(address).endsWith("#meta:result")));
      assert.deepEqual(await items(cwd, "refs", piece), to, "by its address as well");
      const { json } = await cf(["identity", "counter/main.tsx", "--json"], { cwd });
      const pointers = await items(cwd, "refs", json["entryIdentity"] as string);
      assert.ok(pointers.some(({ kind, address }) => kind === "identity" && address === piece));
    });

    await t.step("a query", async () => {
      const [row] = await items(cwd, "sql", "SELECT count(*) AS n, x'ff' AS raw FROM doc");
      assert.deepEqual(row, {
        n: documents.length,
        raw: { $value: { type: "bytes", text: "/w==" } },
      });
      const { out } = await cf(["inspect", "sql", "SELECT 1 AS a, 'x' AS b"], { cwd });
      assert.equal(out, "1\tx\n");
    });

    await t.step("nothing was written", async () => {
      assert.equal(await headOf(cwd), head);
      assert.deepEqual(await items(cwd, "docs"), documents);
    });
  });
});

Deno.test("what a store does not have is refused by name", async (t) => {
  await withDirectory(COUNTER, async (cwd) => {
    const piece = await madeCounter(cwd);
    const absent = `home/of:${"A".repeat(43)}`;
    const rows: readonly (readonly [args: string[], code: number, line: RegExp])[] = [
      [["doc", absent], 1, /^cf inspect doc: not found: "home\/of:A+" is not stored$/],
      [["doc", `${piece}/nothing`], 1, /not found: ".*\/nothing" is not in the document/],
      [["doc", `${piece}#internal:ad`], 1, /no such internal cell: "ad" in "home\/of/],
      [["doc", "@nobody"], 1, /no such piece: "@nobody" is no name in space "home"/],
      [["doc", `work/of:${"A".repeat(43)}`], 1, /no such space: "work" is not in store/],
      [["doc", "x"], 1, /not an address: "x"/],
      [["docs", "--space", "work"], 1, /no such space: "work"/],
      [["doc", absent, "--store", "none"], 1, /no store: ".*none" is no directory/],
      [["history", absent], 1, /not found/],
      [["refs", "x"], 1, /not an id: "x"/],
      [["refs", `${piece}/value`], 1, /not a whole document: /],
      [["labels", absent], 1, /^cf inspect labels: not found/],
      [["labels", `${piece}#meta:schema`], 1, /not labelled: .* is meta; labels are of the value/],
      [["sql", "DELETE FROM doc"], 2, /not a query: only SELECT/],
      [["sql", "WITH x AS (SELECT 1) DELETE FROM doc"], 1, /can only be read/],
      [["sql", "SELECT amount FROM doc"], 2, /not a query: no such column: amount/],
      [["sql", "PRAGMA query_only = 0"], 2, /not a query/],
      [["documents"], 2, /unknown verb: "inspect documents"/],
      [[], 2, /which of spaces, docs, doc, history, commits, labels, refs, sql\?/],
    ];
    for (const [args, code, line] of rows) {
      await t.step(args.join(" "), async () => {
        const result = await cf(["inspect", ...args], { cwd });
        assert.match(result.err.trimEnd(), line);
        assert.deepEqual([result.code, result.out], [code, ""]);
        assert.equal(result.err.trimEnd().split("\n").length, 1);
      });
    }
  });
});
