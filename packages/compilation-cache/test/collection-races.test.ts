/** Collection beside a write-back, a pin, a loader and a kill, in every order of their calls. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import type { SpaceStore } from "@commonfabric/storage";
import * as fc from "fast-check";
import { loadCompiledClosure, loadVerifiedSourceClosure, setPin, writeClosure } from "../mod.ts";
import { blobsNamedBy } from "../collect/cache-row.ts";
import { faultStore } from "../../storage/test/support/fault-store.ts";
import {
  chain,
  collect,
  HOUR,
  keysLeft,
  keysOf,
  pieceOf,
  put,
  type TimedSpace,
  timedSpace,
  write,
} from "./support/collection.ts";
import { makeProgram, provenBy, type TestProgram, UNSIGNED, VERSION } from "./support/programs.ts";
import { closureOf, sourceKey } from "./support/spaces.ts";
import { commitsOnly, everyCall, type Gate, inEveryOrder, takeTurns } from "./support/turns.ts";
import { runs } from "../../canonical/test/support/runs.ts";

/** Two commits of a write-back, two of a sweep, and the blobs. */
const LONG = chain("m", 110);
const SHORT = chain("s", 2);

/** A space with a closure that nobody has used for longer than the grace period. */
async function staleSpace(...programs: readonly TestProgram[]): Promise<TimedSpace> {
  const space = timedSpace();
  for (const program of programs) await write(space, program);
  space.advance(25 * HOUR);
  return space;
}

async function assertComplete(
  space: TimedSpace,
  program: TestProgram,
  hint: string,
): Promise<void> {
  const left = new Set(keysLeft(space, program));
  assert.deepEqual(keysOf(program).filter((key) => !left.has(key)), [], hint);
  const loaded = await loadCompiledClosure(space.store, program.entry, program.identities, {
    ...UNSIGNED,
    runtimeVersion: VERSION,
    source: provenBy(program.sources),
    sha256: nodeSha256,
    requireLabel: false,
  });
  assert.ok(loaded.complete && loaded.misses.size === 0, hint);
  const sources = await loadVerifiedSourceClosure(space.store, program.entry, nodeSha256);
  assert.deepEqual([...sources.misses], [], hint);
  const hashes = [...sources.docs.values()].flatMap((value) => [...blobsNamedBy({ value })]);
  const blobs = await space.store.readBlobs(hashes);
  assert.ok(hashes.length > 0 && blobs.every((bytes) => bytes !== undefined), hint);
}

function race(
  space: TimedSpace,
  other: (store: SpaceStore) => Promise<unknown>,
  order: { readonly gate: Gate; readonly choose: (at: number) => 0 | 1 },
): Promise<void> {
  return takeTurns(() => space.memory.open(), [
    (store) => collect({ store }),
    other,
  ], order);
}

function writing(space: TimedSpace, program: TestProgram) {
  return (store: SpaceStore) =>
    writeClosure({ ...space.port, store, commit: (batch) => store.commit(batch) }, {
      ...closureOf(program),
    }, space.powers);
}

Deno.test("a write-back of a closure that is being swept leaves it whole, in every order of commits", async () => {
  let commits = 0;
  const runs = await inEveryOrder(async (choose) => {
    const space = await staleSpace(LONG);
    const order: number[] = [];
    await race(space, writing(space, LONG), {
      gate: commitsOnly,
      choose: (at) => {
        const next = choose(at);
        order.push(next);
        return next;
      },
    });
    commits = Math.max(commits, order.length);
    await assertComplete(space, LONG, `order ${order.join("")}`);
  });
  assert.ok(runs >= 10 && commits >= 5, `${runs} orders of up to ${commits} choices`);
});

Deno.test("a program that shares stale modules is whole after its write-back, in every order", async () => {
  const shared = chain("m", 100);
  const files = Object.fromEntries(
    shared.sources.map(({ filename, code }) => [filename, code]),
  );
  const user = makeProgram({ ...files, "/user.ts": `import "./m-0.ts";\n` }, "/user.ts");
  const runs = await inEveryOrder(async (choose) => {
    const space = await staleSpace(shared);
    await race(space, writing(space, user), { gate: commitsOnly, choose });
    await assertComplete(space, user, "shared");
  });
  assert.ok(runs >= 4, `${runs} orders`);
});

Deno.test("a write-back beside a sweep leaves the closure whole, whatever the order of all calls", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom<0 | 1>(0, 1), { maxLength: 60 }), async (choices) => {
      const space = await staleSpace(LONG, SHORT);
      await race(space, writing(space, LONG), {
        gate: everyCall,
        choose: (at) => choices[at % Math.max(1, choices.length)] ?? 0,
      });
      await assertComplete(space, LONG, choices.join(""));
    }),
    { numRuns: runs(40, 200) },
  );
});

Deno.test("a pin is refused, or keeps a whole closure, in every order", async () => {
  let pinned = 0;
  const runs = await inEveryOrder(async (choose) => {
    const space = await staleSpace(SHORT);
    let isPinned = false;
    await race(space, async (store) => {
      const port = { store, commit: store.commit.bind(store) };
      const pin = { identity: SHORT.entry, isPinned: true };
      isPinned = await setPin(port, pin, space.powers).catch((error: Error) => {
        assert.equal(error.name, "UnknownModuleError");
        return false;
      });
    }, { gate: everyCall, choose });
    if (!isPinned) return;
    pinned++;
    const left = new Set(keysLeft(space, SHORT));
    const sources = keysOf(SHORT).filter((key) => key.startsWith("pattern:"));
    assert.deepEqual(sources.filter((key) => !left.has(key)), []);
  });
  assert.ok(pinned > 0 && pinned < runs, `${pinned} of ${runs}`);
});

Deno.test("a pointer that counts its module as read is refused, or keeps a whole closure", async () => {
  let pointed = 0;
  const runs = await inEveryOrder(async (choose) => {
    const space = await staleSpace(SHORT);
    let isThere = false;
    await race(space, async (store) => {
      const key = sourceKey(SHORT.entry);
      const [seq] = await store.heads([key]);
      if (seq === undefined) return;
      const result = await store.commit({
        txId: "pointer",
        reads: [{ key, seq }],
        writes: [{
          key: { id: "of:piece", scopeKey: "space" },
          doc: pieceOf(SHORT.entry),
          base: "absent",
        }],
      });
      isThere = "ok" in result;
    }, { gate: everyCall, choose });
    if (!isThere) return;
    pointed++;
    const closure = await loadVerifiedSourceClosure(space.store, SHORT.entry, nodeSha256);
    assert.equal(closure.misses.size, 0);
  });
  assert.ok(pointed > 0 && pointed < runs, `${pointed} of ${runs}`);
});

Deno.test("a loader of what a piece points to misses nothing beside a sweep", async () => {
  const runs = await inEveryOrder(async (choose) => {
    const space = timedSpace();
    await write(space, SHORT);
    await write(space, chain("x", 3));
    await put(space.store, "piece", pieceOf(SHORT.entry));
    space.advance(25 * HOUR);
    await race(space, async (store) => {
      const closure = await loadVerifiedSourceClosure(store, SHORT.entry, nodeSha256);
      assert.equal(closure.misses.size, 0);
      const loaded = await loadCompiledClosure(store, SHORT.entry, SHORT.identities, {
        ...UNSIGNED,
        runtimeVersion: VERSION,
        source: provenBy(SHORT.sources),
        sha256: nodeSha256,
        requireLabel: false,
      });
      assert.ok(loaded.complete);
    }, { gate: (method) => commitsOnly(method) || method === "read", choose });
    assert.deepEqual(keysLeft(space, SHORT), keysOf(SHORT));
  });
  assert.ok(runs > 10, `${runs} orders`);
});

Deno.test("a collection that dies after any of its commits leaves no closure with a hole", async () => {
  const programs = [LONG, chain("n", 30)];
  for (let commit = 1;; commit++) {
    const space = await staleSpace(...programs);
    const dying = space.again((store) =>
      faultStore(store, {
        kill: {
          commit,
          when: "after",
          exit: () => {
            throw new Error("killed");
          },
        },
      })
    );
    const outcome = await collect(dying).then(() => "done", () => "killed");
    if (outcome === "done") {
      assert.ok(commit > 2, `${commit - 1} commits`);
      assert.deepEqual(keysLeft(space, ...programs), []);
      return;
    }
    const left = new Set(keysLeft(space, ...programs));
    for (const { sources } of programs) {
      for (const { identity, filename } of sources) {
        if (!left.has(`pattern:${filename}`)) continue;
        const closure = await loadVerifiedSourceClosure(space.store, identity, nodeSha256);
        assert.equal(closure.misses.size, 0, `${filename} after commit ${commit}`);
        if (!left.has(`compileCache:${VERSION}/${filename}`)) continue;
        const reached = [...closure.docs.values()].map((doc) => doc.filename);
        assert.ok(reached.every((path) => left.has(`compileCache:${VERSION}/${path}`)), filename);
      }
    }
    const second = await collect(space);
    assert.deepEqual(keysLeft(space, ...programs), [], "the next collection completes it");
    assert.deepEqual(second.unverifiable, []);
  }
});

Deno.test("others that commit before every attempt end a collection with a clear error", async () => {
  const space = await staleSpace(SHORT);
  let written = 0;
  const store: SpaceStore = {
    ...faultStore(space.store, {}),
    commit: async (batch) => {
      await put(space.store, `other-${written++}`, { value: 1 });
      return await space.store.commit(batch);
    },
  };
  await assert.rejects(collect({ store }), {
    name: "CollectionOvertakenError",
    message: /others committed before each of 1000 attempts/,
  });
  assert.deepEqual(keysLeft(space, SHORT), keysOf(SHORT));
});
