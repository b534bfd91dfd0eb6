import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  SpaceMismatchError,
  StoreAbsentError,
  StoreBusyError,
  StoreFormatError,
  StoreReadOnlyError,
  StoreVersionError,
} from "@commonfabric/storage";
import { sqliteStores } from "../sqlite/sqlite-stores.ts";
import { batchOf, keyOf, writeOf } from "./support/conformance.ts";
import { manualPowers, withDirectory } from "./support/sqlite-space.ts";

/** Names and bytes of everything in a directory. */
async function contentsOf(directory: string): Promise<Map<string, string>> {
  const contents = new Map<string, string>();
  for await (const { name } of Deno.readDir(directory)) {
    contents.set(
      name,
      new TextDecoder("latin1").decode(await Deno.readFile(join(directory, name))),
    );
  }
  return new Map([...contents].sort(([a], [b]) => a < b ? -1 : 1));
}

function storesIn(directory: string) {
  return sqliteStores(directory, manualPowers(), { busyTimeoutMs: 20 });
}

interface BadFile {
  readonly title: string;
  readonly error: new (...args: never[]) => Error;
  readonly message: RegExp;
  /** Makes the file of space `home`. */
  readonly make: (directory: string, file: string) => Promise<void> | void;
}

async function makeSpace(directory: string, space: string): Promise<string> {
  const stores = storesIn(directory);
  const store = await stores(space);
  await store.commit(writeOf("a", space));
  await store.close();
  return stores.fileOf(space);
}

function edit(file: string, ...statements: string[]): void {
  const connection = new DatabaseSync(file);
  for (const statement of statements) connection.exec(statement);
  connection.close();
}

const BAD_FILES: readonly BadFile[] = [
  {
    title: "a text file",
    error: StoreFormatError,
    message: /is not a SQLite database\. Move it away/,
    make: (_, file) => Deno.writeTextFile(file, "not a database ".repeat(100)),
  },
  {
    title: "an empty file",
    error: StoreFormatError,
    message: /is empty/,
    make: (_, file) => Deno.writeTextFile(file, ""),
  },
  {
    title: "a truncated database",
    error: StoreFormatError,
    message: /is not a SQLite database/,
    make: async (directory, file) => {
      await makeSpace(directory, "home");
      await Deno.truncate(file, 64);
    },
  },
  {
    title: "a database of another application",
    error: StoreFormatError,
    message: /belongs to another application/,
    make: (_, file) => edit(file, "CREATE TABLE t (a)", "PRAGMA user_version = 1"),
  },
  {
    title: "our application id without a layout",
    error: StoreFormatError,
    message: /has no known layout \(0\)/,
    make: (_, file) => edit(file, `PRAGMA application_id = ${0x43467370}`),
  },
  {
    title: "a file of a newer layout",
    error: StoreVersionError,
    message: /has layout 3, but this program knows layouts up to 2\. Use the newer program/,
    make: async (directory, file) => {
      await makeSpace(directory, "home");
      edit(file, "PRAGMA user_version = 3");
    },
  },
  {
    title: "the renamed file of another space",
    error: SpaceMismatchError,
    message: /holds space "work", not "home"/,
    make: async (directory, file) => Deno.rename(await makeSpace(directory, "work"), file),
  },
  {
    title: "the renamed file of another space with its log",
    error: SpaceMismatchError,
    message: /holds space "work", not "home"/,
    make: async (directory, file) => {
      const work = await makeSpace(directory, "work");
      const store = await storesIn(directory)("work");
      await store.commit(writeOf("b", "in the log"));
      for (const suffix of ["", "-wal"]) await Deno.copyFile(`${work}${suffix}`, file + suffix);
      await store.close();
    },
  },
];

for (const { title, error, message, make } of BAD_FILES) {
  Deno.test(`${title} is refused by name and left as it was`, () =>
    withDirectory(async (directory) => {
      const stores = storesIn(directory);
      const file = stores.fileOf("home");
      await make(directory, file);
      const before = await contentsOf(directory);
      for (const mode of ["read-write", "read-only"] as const) {
        await assert.rejects(stores.open("home", { mode }), (thrown: unknown) => {
          assert.ok(thrown instanceof error, String(thrown));
          assert.match(thrown.message, message);
          assert.ok(thrown.message.includes(file), "the message names the file");
          return true;
        });
      }
      const after = await contentsOf(directory);
      for (const [name, bytes] of before) assert.equal(after.get(name), bytes, name);
    }));
}

Deno.test("a locked file is refused after the time-out and works again afterwards", () =>
  withDirectory(async (directory) => {
    const file = await makeSpace(directory, "home");
    const stores = storesIn(directory);
    const store = await stores("home");
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    await assert.rejects(store.commit(writeOf("b", 1)), (thrown: unknown) => {
      assert.ok(thrown instanceof StoreBusyError, String(thrown));
      assert.match(thrown.message, /locked by another process for more than 20 ms/);
      return true;
    });
    assert.equal((await store.read([keyOf("a")]))[0]?.doc.value, "home", "readers go on");
    other.exec("COMMIT");
    assert.ok("ok" in await store.commit(writeOf("b", 1)));
    await store.close();
    other.exec("PRAGMA locking_mode = EXCLUSIVE");
    other.exec("BEGIN IMMEDIATE; COMMIT");
    await assert.rejects(stores("home"), StoreBusyError);
    other.close();
  }));

Deno.test("a read-only file can be read; the first write is refused and changes nothing", () =>
  withDirectory(async (directory) => {
    const file = await makeSpace(directory, "home");
    await Deno.chmod(file, 0o444);
    const before = (await contentsOf(directory)).get(file.slice(directory.length + 1));
    const store = await storesIn(directory)("home");
    assert.equal((await store.read([keyOf("a")]))[0]?.doc.value, "home");
    await assert.rejects(store.commit(writeOf("b", 1)), (thrown: unknown) => {
      assert.ok(thrown instanceof StoreReadOnlyError, String(thrown));
      assert.match(thrown.message, /can only be read\. Make the file .* writable/);
      return true;
    });
    await store.close();
    assert.equal((await contentsOf(directory)).get(file.slice(directory.length + 1)), before);
  }));

Deno.test("read-only mode changes no byte of the directory, also beside a writer", () =>
  withDirectory(async (directory) => {
    await makeSpace(directory, "home");
    const before = await contentsOf(directory);
    const stores = storesIn(directory);
    const reader = await stores.open("home", { mode: "read-only" });
    assert.equal((await reader.list({ limit: 9 })).length, 1);
    await assert.rejects(reader.commit(writeOf("b", 1)), StoreReadOnlyError);
    await reader.close();
    assert.deepEqual(await stores.spaces(), ["home"]);
    assert.deepEqual(await contentsOf(directory), before);
    const writer = await stores("home");
    await writer.commit(writeOf("b", 1));
    const beside = await stores.open("home", { mode: "read-only" });
    assert.equal((await beside.read([keyOf("b")]))[0]?.doc.value, 1);
    await beside.close();
    await writer.close();
  }));

Deno.test("nothing is created when nothing was to be created", () =>
  withDirectory(async (directory) => {
    const stores = storesIn(join(directory, "below"));
    await assert.rejects(stores.open("home", { create: false }), StoreAbsentError);
    await assert.rejects(stores.open("home", { mode: "read-only" }), StoreAbsentError);
    assert.equal(stores.has("home"), false);
    assert.deepEqual(await stores.spaces(), []);
    assert.equal((await contentsOf(directory)).size, 0);
    await assert.rejects(stores("../home"), { name: "InvalidSpaceIdError" });
    const store = await stores("home");
    assert.equal(stores.has("home"), true);
    await stores.close();
    await assert.rejects(store.head(), { name: "StoreClosedError" });
  }));

Deno.test("the spaces of a directory are listed, other files are passed over", () =>
  withDirectory(async (directory) => {
    await makeSpace(directory, "work");
    await makeSpace(directory, "home");
    await Deno.writeTextFile(join(directory, "note.sqlite"), "text");
    await Deno.copyFile(storesIn(directory).fileOf("home"), join(directory, "copy.sqlite"));
    assert.deepEqual(await storesIn(directory).spaces(), ["home", "work"]);
  }));

Deno.test("a damaged document is an error that names file and document, never absent", () =>
  withDirectory(async (directory) => {
    const file = await makeSpace(directory, "home");
    edit(file, "UPDATE body SET bytes = x'ff'");
    const store = await storesIn(directory)("home");
    await assert.rejects(store.read([keyOf("a")]), (thrown: unknown) => {
      assert.ok(thrown instanceof Error && thrown.name === "StoreCorruptError");
      assert.ok(thrown.message.includes(file) && thrown.message.includes(keyOf("a").id));
      return true;
    });
    assert.deepEqual(await store.heads([keyOf("a")]), [1], "its head still serves a repair");
    await store.close();
  }));

Deno.test("a damaged blob is made good by the next commit that carries it", () =>
  withDirectory(async (directory) => {
    const powers = manualPowers();
    const stores = sqliteStores(directory, powers);
    const bytes = new TextEncoder().encode("body");
    const hash = powers.sha256(bytes).toBase64({ alphabet: "base64url", omitPadding: true });
    const store = await stores("home");
    await store.commit(batchOf({ blobs: [{ hash, bytes }] }));
    edit(stores.fileOf("home"), "UPDATE blob SET bytes = x'00'");
    await store.commit(batchOf({ blobs: [{ hash, bytes }] }));
    assert.deepEqual(await store.readBlobs([hash]), [bytes]);
    await store.close();
  }));

Deno.test("a file without an index of references is read as it is, and indexed when it is written", () =>
  withDirectory(async (directory) => {
    const file = await makeSpace(directory, "home");
    const stores = storesIn(directory);
    const identity = "A".repeat(43);
    const before = await stores("home");
    await before.commit(batchOf({
      writes: [{
        key: keyOf("piece"),
        doc: { value: [{ $patternRef: { identity, symbol: "x" } }] },
        base: "absent",
      }],
    }));
    const head = await before.head();
    await before.close();
    edit(file, "DELETE FROM ref", "UPDATE body SET bytes = x'ff' WHERE doc = 1");
    edit(file, "PRAGMA user_version = 1");
    const reading = await stores.open("home", { mode: "read-only" });
    assert.equal((await reading.list({ limit: 9 })).length, 2);
    await assert.rejects(reading.list({ refs: true, limit: 9 }), {
      name: "StoreOutdatedError",
      message: /has an earlier layout.* Open it for writing once/,
    });
    await reading.close();
    const writing = await stores("home");
    const [header] = await writing.list({ refs: true, limit: 9 });
    assert.deepEqual([header?.key, header?.refs], [keyOf("piece"), [identity]]);
    assert.equal(await writing.head(), head, "no document was written");
    await writing.close();
    const again = await stores.open("home", { mode: "read-only" });
    assert.equal((await again.list({ refs: true, limit: 9 })).length, 1);
    await stores.close();
  }));

Deno.test("compacting gives the room of what was deleted back, and keeps everything else", () =>
  withDirectory(async (directory) => {
    const stores = storesIn(directory);
    const store = await stores("home");
    const seq = await store.commit(writeOf("big", "x".repeat(4 << 20)));
    await store.commit(writeOf("small", "kept"));
    assert.ok("ok" in seq);
    const remove = { key: keyOf("big"), doc: null, base: seq.ok.seq };
    await store.commit(batchOf({ writes: [remove] }));
    const size = () => Deno.statSync(stores.fileOf("home")).size;
    assert.equal(await store.upkeep.compact(), true);
    assert.ok(size() < 1 << 20, `${size()} bytes`);
    assert.equal((await store.read([keyOf("small")]))[0]?.doc.value, "kept");
    const [small] = await store.heads([keyOf("small")]);
    assert.ok("ok" in await store.commit(writeOf("small", "written", small!)));
    await stores.close();
  }));

Deno.test("the layout is the documented one", () =>
  withDirectory(async (directory) => {
    const file = await makeSpace(directory, "home");
    const connection = new DatabaseSync(file, { readOnly: true });
    const pragma = (name: string) => connection.prepare(`PRAGMA ${name}`).get()![name];
    assert.equal(pragma("journal_mode"), "wal");
    assert.equal(pragma("application_id"), 0x43467370);
    const key = connection.prepare("SELECT key FROM doc").get()!["key"];
    assert.ok(key instanceof Uint8Array && key.length === 32);
    connection.close();
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode("home"));
    const name = new Uint8Array(digest).toBase64({ alphabet: "base64url", omitPadding: true });
    assert.equal(file, join(directory, `${name}.sqlite`));
  }));

Deno.test("a commit waits for the disk unless it is transient, and the next one waits again", async () => {
  await withDirectory(async (directory) => {
    const levels: unknown[] = [];
    const powers = manualPowers();
    const stores = sqliteStores(directory, {
      ...powers,
      openDatabase: (...args: Parameters<typeof powers.openDatabase>) => {
        const connection = powers.openDatabase(...args);
        return {
          close: () => connection.close(),
          prepare: (sql: string) => {
            const statement = connection.prepare(sql);
            if (sql !== "COMMIT") return statement;
            return {
              get: (...values) => statement.get(...values),
              all: (...values) => statement.all(...values),
              run: (...values) => {
                levels.push(connection.prepare("PRAGMA synchronous").get()!["synchronous"]);
                return statement.run(...values);
              },
            };
          },
        };
      },
    });
    const store = await stores("home");
    levels.length = 0;
    const seq = async (batch: Parameters<typeof store.commit>[0]) => {
      const result = await store.commit(batch);
      return "ok" in result ? result.ok.seq : Object.keys(result)[0];
    };
    const [normal, full] = [1, 2];
    assert.equal(await seq({ ...writeOf("a", 1), isTransient: true }), 1);
    assert.deepEqual(levels.splice(0), [normal]);
    assert.equal(await seq(writeOf("b", 1)), 2);
    assert.deepEqual(levels.splice(0), [full]);
    const conflicting = { ...writeOf("a", 2), isTransient: true } as const;
    const writes = conflicting.writes.map((write) => ({ ...write, base: "absent" as const }));
    assert.equal(await seq({ ...conflicting, txId: "again", writes }), "conflict");
    assert.equal(await seq(writeOf("c", 1)), 3);
    assert.deepEqual(levels.splice(0), [normal, full], "also after one that was refused");
    for (let round = 0; round < 2; round++) {
      await store.commit({ ...writeOf(`d${round}`, 1), isTransient: true });
    }
    assert.deepEqual(levels.splice(0), [normal, normal]);
    const reader = new DatabaseSync(stores.fileOf("home"));
    assert.equal(reader.prepare("SELECT count(*) AS n FROM doc").get()!["n"], 5, "all is seen");
    reader.close();
    await store.close();
  });
});
