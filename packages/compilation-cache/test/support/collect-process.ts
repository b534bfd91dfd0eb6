/**
 * Child process of a test. Arguments: store directory, task, and for `collect` the number of the commit
 * at which the process ends with kill -9, and whether `before` or `after` its effect.
 */
import { nodeSha256 } from "@commonfabric/canonical";
import { type CommitBatch, spaceKey, type SpaceStore, sqliteStores } from "@commonfabric/storage";
import { loadVerifiedSourceClosure, writeClosure } from "@commonfabric/compilation-cache";
import { chain, collect, pieceOf } from "./collection.ts";
import { closureOf, sourceKey } from "./spaces.ts";

const [directory, task, at, when] = Deno.args;
const ROUNDS = 12;
const store = await sqliteStores(directory!)("home");
let commits = 0;

/** The store, whose process dies at one of its commits. */
function dying(): SpaceStore {
  return new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      if (name !== "commit") return member.bind(target);
      return async (batch: CommitBatch) => {
        const isLast = ++commits === Number(at);
        if (isLast && when === "before") Deno.kill(Deno.pid, "SIGKILL");
        const result = await target.commit(batch);
        if (isLast) Deno.kill(Deno.pid, "SIGKILL");
        return result;
      };
    },
  });
}

/** Stores a program, points to it, loads it, and lets it go, again and again. */
async function use(): Promise<void> {
  const program = chain("m", 110);
  const key = spaceKey("of:piece");
  const source = sourceKey(program.entry);
  const port = { store, isLabelled: false, commit: store.commit.bind(store) };
  const newTxId = () => `use-${crypto.randomUUID()}`;
  for (let round = 0; round < ROUNDS; round++) {
    let pointer: number | undefined;
    while (pointer === undefined) {
      await writeClosure(port, closureOf(program), { sha256: nodeSha256, newTxId });
      const [seq] = await store.heads([source]);
      if (seq === undefined) continue;
      const result = await store.commit({
        txId: newTxId(),
        reads: [{ key: source, seq }],
        writes: [{ key, doc: pieceOf(program.entry), base: "absent" }],
      });
      if ("ok" in result) pointer = result.ok.seq;
    }
    for (let loads = 0; loads < 3; loads++) {
      const { misses } = await loadVerifiedSourceClosure(store, program.entry, nodeSha256);
      if (misses.size > 0) throw new Error(`${misses.size} modules are gone in round ${round}.`);
    }
    const writes = [{ key, doc: null, base: pointer }];
    await store.commit({ txId: newTxId(), reads: [], writes });
  }
}

if (task === "use") await use();
else await collect({ store: dying() }, { graceMs: -1 });
console.log(JSON.stringify({ commits }));
await store.close();
