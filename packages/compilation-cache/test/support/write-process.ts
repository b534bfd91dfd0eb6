/**
 * Child process of a test: writes the diamond back and ends with kill -9 at a commit, or prints how
 * many there were. Arguments: directory, number of the commit, `before` or `after` its effect,
 * documents of a commit.
 */
import { nodeSha256 } from "@commonfabric/canonical";
import { type CommitBatch, sqliteStores } from "@commonfabric/storage";
import { writeClosure } from "@commonfabric/compilation-cache";
import { DIAMOND, makeProgram } from "./programs.ts";
import { closureOf } from "./spaces.ts";

const [directory, at, when, commitDocuments] = Deno.args;
const stores = sqliteStores(directory!);
const store = await stores("home");
let commits = 0;
const port = {
  store,
  isLabelled: false,
  commit: async (batch: CommitBatch) => {
    const isLast = ++commits === Number(at);
    if (isLast && when === "before") Deno.kill(Deno.pid, "SIGKILL");
    const result = await store.commit(batch);
    if (isLast) Deno.kill(Deno.pid, "SIGKILL");
    return result;
  },
};
await writeClosure(port, closureOf(makeProgram(DIAMOND)), {
  sha256: nodeSha256,
  newTxId: () => crypto.randomUUID(),
  commitDocuments: Number(commitDocuments),
});
console.log(commits);
await stores.close();
