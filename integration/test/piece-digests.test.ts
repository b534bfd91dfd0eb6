import assert from "node:assert/strict";
import { memoryStores } from "../../packages/storage/test/support/memory-store.ts";
import { spaceKey, type StoredDocument } from "@commonfabric/storage";
import { reachableDocuments, stateDigest, viewDigest } from "../patterns-reload/piece-digests.ts";

const ID = (name: string) => `of:${name.padEnd(42, "x")}A`;
const link = (name: string) => ({ "/": { "link@1": { id: ID(name) } } });

async function storeOf(documents: Readonly<Record<string, StoredDocument>>) {
  const store = await memoryStores()("home");
  for (const [name, doc] of Object.entries(documents)) {
    const writes = [{ key: spaceKey(ID(name)), doc, base: "absent" as const }];
    await store.commit({ txId: name, reads: [], writes });
  }
  return store;
}

const PIECE: Readonly<Record<string, StoredDocument>> = {
  child: { value: 2, meta: { result: link("root") } },
  argument: { value: { n: 1 } },
  root: { value: { child: link("child") }, meta: { argument: link("argument") } },
  other: { value: "elsewhere" },
};

Deno.test("the state digest covers what a piece reaches, and neither order nor time of writing", async () => {
  const store = await storeOf(PIECE);
  const reversed = await storeOf(Object.fromEntries(Object.entries(PIECE).reverse()));
  assert.equal((await reachableDocuments(store, ID("root"))).size, 3);
  const digest = await stateDigest(store, ID("root"));
  assert.equal(await stateDigest(reversed, ID("root")), digest);
  const elsewhere = await storeOf({ ...PIECE, other: { value: "changed" } });
  assert.equal(await stateDigest(elsewhere, ID("root")), digest);
  for (
    const changed of [
      { child: { value: 3, meta: PIECE["child"]!.meta! } },
      { argument: { value: { n: 2 } } },
      { root: { value: { child: link("child") }, meta: { argument: link("argument"), more: 1 } } },
    ]
  ) {
    const other = await storeOf({ ...PIECE, ...changed });
    assert.notEqual(await stateDigest(other, ID("root")), digest, JSON.stringify(changed));
  }
});

Deno.test("in a view, a handle counts by where it leads", () => {
  const handle = (id: string) => ({ getAsNormalizedFullLink: () => ({ id, path: ["a"] }) });
  const tree = (id: string) => ({ name: "button", props: { onClick: handle(id) } });
  assert.equal(viewDigest(tree("x")), viewDigest({ ...tree("x") }));
  assert.notEqual(viewDigest(tree("x")), viewDigest(tree("y")));
});
