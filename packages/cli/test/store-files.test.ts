import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { nodeStorePowers, sqliteStores } from "@commonfabric/storage";
import { cf, withDirectory } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";

const fileOf = (directory: string) => sqliteStores(directory, nodeStorePowers).fileOf("home");

function sql(file: string, text: string): void {
  const database = new DatabaseSync(file);
  database.exec(text);
  database.close();
}

/** How the file of space `home` is spoiled; what is said of it. */
const SPOILED: readonly (readonly [
  name: string,
  spoil: (file: string) => void,
  code: string,
  message: RegExp,
])[] = [
  [
    "not SQLite",
    (file) => Deno.writeTextFileSync(file, "hello, this is no database ".repeat(20)),
    "StoreFormatError",
    /is not a SQLite database\. Move it away, or choose another store directory\./,
  ],
  [
    "empty",
    (file) => Deno.writeTextFileSync(file, ""),
    "StoreFormatError",
    /is empty\. Move it away/,
  ],
  [
    "SQLite of another application",
    (file) => sql(file, "PRAGMA application_id = 7"),
    "StoreFormatError",
    /belongs to another application/,
  ],
  [
    "a newer layout",
    (file) => sql(file, "PRAGMA user_version = 9"),
    "StoreVersionError",
    /has layout 9, but this program knows layouts up to 2\. Use the newer program/,
  ],
  [
    "another space",
    (file) => sql(file, "UPDATE space SET id = 'work'"),
    "SpaceMismatchError",
    /holds space "work", not "home"\. Restore the name/,
  ],
];

Deno.test("a store file that is not ours is refused by every verb and left as it is", async (t) => {
  await withDirectory(COUNTER, async (cwd) => {
    const made = await cf(["run", "counter/main.tsx", "--store", "good"], { cwd });
    assert.equal(made.code, 0, made.err);
    const good = await Deno.readFile(fileOf(`${cwd}/good`));
    const verbs = [
      ["check", "counter/main.tsx"],
      ["run", "counter/main.tsx"],
      ["run", "--piece", `/of:${"A".repeat(43)}`],
      ["cache", "stats"],
      ["cache", "verify"],
    ];
    for (const [name, spoil, errorName, message] of SPOILED) {
      await t.step(name, async () => {
        await Deno.mkdir(`${cwd}/${name}`);
        const file = fileOf(`${cwd}/${name}`);
        await Deno.writeFile(file, good);
        spoil(file);
        const before = await Deno.readFile(file);
        for (const args of verbs) {
          const { code, err, json } = await cf([...args, "--store", name, "--json"], { cwd });
          assert.equal(code, 1, args.join(" "));
          assert.match(err, message);
          assert.ok(err.includes(JSON.stringify(file)), "the file is named");
          assert.equal((json["error"] as { name: string }).name, errorName);
        }
        assert.deepEqual(await Deno.readFile(file), before);
        assert.equal([...Deno.readDirSync(`${cwd}/${name}`)].length, 1, "no side files");
      });
    }
  });
});

Deno.test("statistics and verification move nothing, and count what is there", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    assert.equal((await cf(["run", "counter/main.tsx", "--store", "st"], { cwd })).code, 0);
    const file = fileOf(`${cwd}/st`);
    const before = await Deno.readFile(file);
    const { json } = await cf(["cache", "stats", "--store", "st", "--json"], { cwd });
    const verified = await cf(["cache", "verify", "--store", "st"], { cwd });
    assert.deepEqual([verified.code, verified.out, verified.err], [0, "", ""]);
    assert.deepEqual(await Deno.readFile(file), before);

    const database = new DatabaseSync(file, { readOnly: true });
    const count = (prefix: string): unknown =>
      database.prepare("SELECT count(*) AS n FROM doc WHERE substr(tag, 1, ?) = ?")
        .get(prefix.length, prefix)!["n"];
    const { source, compiled, blobs } = json as Record<string, Record<string, number>>;
    assert.equal(source!["documents"], count("pattern:"));
    assert.equal(compiled!["documents"], count("compileCache:"));
    const stored = database.prepare("SELECT count(*) AS n, sum(size) AS bytes FROM blob").get()!;
    assert.deepEqual(blobs, { count: stored["n"], bytes: stored["bytes"] });
    database.close();
    assert.deepEqual([source!["documents"], compiled!["documents"]], [3, 3]);
    assert.deepEqual([compiled!["current"], compiled!["superseded"]], [3, 0]);
  });
});

Deno.test("a bad compiled document is a warning, a bad source document a failure", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    assert.equal((await cf(["run", "counter/main.tsx", "--store", "st"], { cwd })).code, 0);
    const file = fileOf(`${cwd}/st`);
    const spoil = (prefix: string) =>
      sql(
        file,
        `DELETE FROM body WHERE doc IN (SELECT row FROM doc WHERE tag >= '${prefix}' AND tag < '${prefix}~' LIMIT 1)`,
      );
    const verify = () => cf(["cache", "verify", "--store", "st", "--json"], { cwd });
    spoil("compileCache:");
    const compiled = await verify();
    const misses = compiled.json["misses"] as { set: string }[];
    assert.deepEqual([compiled.code, misses.map(({ set }) => set)], [0, ["compiled"]]);
    spoil("pattern:");
    const source = await verify();
    assert.equal(source.code, 1);
    assert.ok((source.json["misses"] as { set: string }[]).some(({ set }) => set === "source"));
  });
});
