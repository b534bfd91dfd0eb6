/** What a computation of identities costs, with and without memos. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import {
  computeEntryIdentity,
  computeModuleHashes,
  computeModuleIdentities,
  makeEdgeMemo,
  type Program,
  scanImports,
} from "@commonfabric/module-identity";
import { hosts, plainOptions, program, rememberingOptions } from "./support.ts";

const hashes = (source: Program): Map<string, string> =>
  computeModuleHashes(source, plainOptions());

/** A binary tree of modules in which each imports its parent; the leaf edit reaches the root path. */
function layered(count: number): Record<string, string> {
  const texts: Record<string, string> = {};
  for (let at = 0; at < count; at++) {
    const children = [2 * at + 1, 2 * at + 2].filter((child) => child < count);
    texts[`/m${at}.ts`] = `${
      children.map((child) => `import "./m${child}.ts";\n`).join("")
    }// ${at}\n`;
  }
  return texts;
}

Deno.test("an edit costs one source digest and the nodes of its module and its importers", () => {
  const options = rememberingOptions();
  const texts = layered(63);
  computeModuleHashes(program(texts), options);
  assert.deepEqual(
    [options.counters.sourceDigests, options.counters.identitiesComputed],
    [63, 63],
  );
  computeModuleHashes(program(texts), options);
  assert.deepEqual(
    [options.counters.sourceDigests, options.counters.identitiesComputed],
    [63, 63],
  );
  const edited = { ...texts, "/m62.ts": "// edited\n" };
  const found = computeModuleHashes(program(edited), options);
  // m62 <- m30 <- m14 <- m6 <- m2 <- m0
  assert.deepEqual(
    [options.counters.sourceDigests, options.counters.identitiesComputed],
    [64, 69],
  );
  assert.deepEqual(found, hashes(program(edited)));
});

Deno.test("with a complete edge memo nothing is scanned", () => {
  const memo = makeEdgeMemo();
  const texts = layered(7);
  const options = { hosts, sha256: nodeSha256 };
  const first = computeModuleHashes(program(texts), {
    ...options,
    edges: { memo, scan: scanImports },
  });
  const scan = () => assert.fail("scanned");
  const second = computeModuleHashes(program(texts), { ...options, edges: { memo, scan } });
  assert.deepEqual(second, first);
});

Deno.test("a lying memo entry gives another identity, and discarding it gives the true one", () => {
  const memo = makeEdgeMemo();
  const source = program({ "/a.ts": 'import "./b.ts"', "/b.ts": "" });
  const options = { ...plainOptions(), edges: { memo, scan: scanImports } };
  const { sourceDigest, identity: truth } = computeModuleIdentities(source, options).get("/a.ts")!;
  memo.put(sourceDigest, ".ts", []);
  assert.notEqual(computeEntryIdentity(source, options), truth);
  memo.discard!(sourceDigest, ".ts");
  assert.equal(computeEntryIdentity(source, options), truth);
});

Deno.test("the edge memo keeps at most its bound", () => {
  const memo = makeEdgeMemo(2);
  for (const digest of ["a", "b", "c"]) memo.put(digest, ".ts", [digest]);
  assert.deepEqual(["a", "b", "c"].map((digest) => memo.get(digest, ".ts")?.length), [
    undefined,
    1,
    1,
  ]);
  assert.equal(memo.get("b", ".tsx"), undefined);
});

Deno.test("a chain of 20,000 modules and a cycle of 1,000 take linear time without deep stacks", () => {
  const chain = (count: number, last: string): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [
      `/${at}.ts`,
      at + 1 < count ? `import "./${at + 1}.ts"` : last,
    ]));
  const timed = (texts: Record<string, string>): number => {
    const started = performance.now();
    assert.equal(hashes(program(texts)).size, Object.keys(texts).length);
    return performance.now() - started;
  };
  timed(chain(2_000, ""));
  const short = Math.min(timed(chain(2_000, "")), timed(chain(2_000, "")));
  const long = timed(chain(20_000, ""));
  assert.ok(long < 40 * Math.max(short, 10), `${short} ms for 2,000, ${long} ms for 20,000`);
  const cycle = hashes(program(chain(1_000, 'import "./0.ts"')));
  assert.equal(new Set(cycle.values()).size, 1_000);
});
