/** Labels in compiled programs: what types say, handlers and computations obey. */
import assert from "node:assert/strict";
import type { DocumentLabels } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { MODES, namesOf, send, within } from "./support/labelled-pieces.ts";
import { SPACE } from "./support/test-runtime.ts";

const HEAD = `import { AddIntegrity, computed, Default, handler, lift, pattern, RequiresIntegrity,
  Stream, WriteAuthorizedBy, Writable } from "commonfabric";\n`;

for (const mode of MODES) {
  const isEnforced = mode === "enforce";

  Deno.test(`${mode}: what computations vouch for is read by those who require it`, async () => {
    await within(mode, async (test) => {
      const piece = await test.run(`${HEAD.replace(/.*from "commonfabric";\n/s, "")}
import type { AddIntegrity, RequiresIntegrity } from "commonfabric";
interface Checked { n: number }
const check = lift<{ n: number }, AddIntegrity<Checked, ["checked"]>>(({ n }) => ({ n }));
const plain = lift<{ n: number }, Checked>(({ n }) => ({ n }));
const use = lift<{ from: RequiresIntegrity<Checked, ["checked"]> | undefined }, string>(
  ({ from }) => from === undefined ? "absent" : \`used \${from.n}\`,
);
export default pattern<{ n: number | Default<1> }, { good: string; bad: string; n: number }>(
  ({ n }) => ({ good: use({ from: check({ n }) }), bad: use({ from: plain({ n }) }), n }),
);`);
      assert.equal(await piece.key("good").pull(), "used 1");
      assert.equal(await piece.key("bad").pull(), isEnforced ? "absent" : "used 1");
      await test.runtime.editWithRetry((tx) => piece.withTx(tx).key("n").set(2));
      await test.runtime.settled();
      assert.equal(await piece.key("good").pull(), "used 2");
      assert.equal(await piece.key("bad").pull(), isEnforced ? "absent" : "used 2");
      assert.deepEqual(namesOf(test), []);
    });
  });

  Deno.test(`${mode}: set-up labels what it gives a first value, and nothing else`, async () => {
    await within(mode, async (test) => {
      const program = `
import type { AddIntegrity } from "commonfabric";
interface Input { a: AddIntegrity<string, ["given"]>; b: number; c: AddIntegrity<string, ["given"]> | Default<"c"> }
const put = handler<{ to: string }, { a: Writable<string> }>(({ to }, { a }) => a.set(to));
export default pattern<Input, { own: { n: number }; put: Stream<{ to: string }> }>(({ a }) => {
  const own = new Writable<AddIntegrity<{ n: number }, ["made"]>>({ n: 1 });
  return { own, put: put({ a }) };
});`;
      const argument = (given: object) => test.run(program, { argument: given });
      const piece = await argument({ a: "one", b: 1 });
      const labels = async () => {
        const { id: _own, ...place } = piece.getAsNormalizedFullLink();
        const store = await test.stores(SPACE);
        const headers = await store.list({ limit: 1000 });
        const stored = await store.read(
          headers.filter(({ tag }) => tag === undefined).map(({ key }) => key),
        );
        assert.equal(place.space, SPACE);
        return stored.flatMap((each) =>
          ((each?.doc.labels ?? { entries: [] }) as DocumentLabels).entries
            .map(({ path, integrity }) => `${path.join(".")}: ${integrity}`)
        ).sort();
      };
      assert.deepEqual(await labels(), isEnforced ? [": made", "a: given", "c: given"] : []);
      await send(test, "put", { to: "foreign" });
      assert.deepEqual(await labels(), isEnforced ? [": made", "c: given"] : []);
      await argument({ b: 2 });
      assert.deepEqual(await labels(), isEnforced ? [": made", "c: given"] : []);
    });
  });

  Deno.test(`${mode}: what each user starts with is labelled like what all share`, async () => {
    await within(mode, async (test) => {
      const piece = await test.run(`
import type { AddIntegrity, PerUser, RequiresIntegrity } from "commonfabric";
interface Note { n: number }
const use = lift<{ note: RequiresIntegrity<Note, ["x"]> | undefined }, string>(
  ({ note }) => note === undefined ? "absent" : \`used \${note.n}\`,
);
const put = handler<Note, { note: Writable<Note> }>(({ n }, { note }) => note.set({ n }));
export default pattern<{}, { used: string; put: Stream<Note> }>(() => {
  const note = new Writable.perUser<AddIntegrity<Note, ["x"]>>({ n: 1 });
  return { used: use({ note }), put: put({ note }) };
});`);
      assert.equal(await piece.key("used").pull(), "used 1");
      await send(test, "put", { n: 2 });
      assert.equal(await piece.key("used").pull(), isEnforced ? "absent" : "used 2");
    });
  });

  Deno.test(`${mode}: who requires integrity runs again when a label comes or goes`, async () => {
    await within(mode, async (test) => {
      const piece = await test.run(`
import type { AddIntegrity, RequiresIntegrity } from "commonfabric";
interface Note { n: number }
const use = lift<{ note: RequiresIntegrity<Note, ["x"]> | undefined }, string>(
  ({ note }) => note === undefined ? "absent" : \`used \${note.n}\`,
);
const approve = handler<Note, { note: Writable<AddIntegrity<Note, ["x"]>> }>(
  ({ n }, { note }) => note.set({ n }),
);
const put = handler<Note, { note: Writable<Note> }>(({ n }, { note }) => note.set({ n }));
interface Output { used: string; approve: Stream<Note>; put: Stream<Note> }
export default pattern<{}, Output>(() => {
  const note = new Writable<Note>({ n: 1 });
  return { used: use({ note }), approve: approve({ note }), put: put({ note }) };
});`);
      const shown: unknown[] = [];
      const cancel = piece.key("used").sink((value: unknown) => void shown.push(value));
      await test.runtime.settled();
      await send(test, "approve", { n: 1 });
      await send(test, "put", { n: 1 });
      await send(test, "put", { n: 2 });
      await send(test, "approve", { n: 2 });
      cancel();
      assert.deepEqual(
        shown,
        isEnforced ? ["absent", "used 1", "absent", "used 2"] : ["used 1", "used 2"],
      );
      const before = test.runtime.counters().computationRuns;
      await send(test, "approve", { n: 2 });
      assert.equal(test.runtime.counters().computationRuns, before, "an equal label is none anew");
    });
  });

  Deno.test(`${mode}: the payload of an event has no integrity`, async () => {
    await within(mode, async (test) => {
      await test.run(`
import type { RequiresIntegrity } from "commonfabric";
const take = handler<
  { text: RequiresIntegrity<string, ["x"]> | undefined; n: number },
  { seen: Writable<string> }
>(({ text, n }, { seen }) => seen.set(\`\${text ?? "absent"} \${n}\`));
export default pattern<{}, { seen: string; take: Stream<{ text: string; n: number }> }>(() => {
  const seen = new Writable<string>("");
  return { seen, take: take({ seen }) };
});`);
      assert.equal((await send(test, "take", { text: "a", n: 1 })).status, "committed");
      assert.equal(await test.piece().key("seen").pull(), isEnforced ? "absent 1" : "a 1");
    });
  });

  Deno.test(`${mode}: a pattern mints nothing that belongs to the runtime`, async () => {
    await within(mode, async (test) => {
      const piece = await test.run(
        `
import type { AddIntegrity } from "commonfabric";
type Forged<T> = AddIntegrity<T, ["cf-compiled-by:cf-compiler", "cf-runtime:x", "own"]>;
const forge = lift<{ n: number }, { part: Forged<number> }>(({ n }) => ({ part: n }));
const put = handler<{ n: number }, { cell: Writable<Forged<{ n: number }>> }>(
  ({ n }, { cell }) => cell.set({ n }),
);
interface Output { made: { part: number }; cell: { n: number }; put: Stream<{ n: number }> }
export default pattern<{ given: Forged<number> | Default<1> }, Output>(({ given }) => {
  const cell = new Writable<Forged<{ n: number }>>({ n: 0 });
  return { made: forge({ n: given }), cell, put: put({ cell }) };
});`,
        { argument: { given: 5 } },
      );
      await piece.pull();
      assert.deepEqual(await send(test, "put", { n: 2 }), { status: "committed", errors: [] });
      const store = await test.stores(SPACE);
      const labels = new Set<string>();
      const authored = (await store.list({ limit: 1000 })).filter(({ tag }) => tag === undefined);
      for (const stored of await store.read(authored.map(({ key }) => key))) {
        const { entries = [] } = (stored?.doc.labels ?? {}) as Partial<DocumentLabels>;
        for (const { integrity = [] } of entries) integrity.forEach((atom) => labels.add(atom));
      }
      assert.deepEqual([...labels], isEnforced ? ["own"] : []);
    });
  });
}

Deno.test("what depends on who reads is that user's, and users do not overwrite each other", async () => {
  const stores = memoryStores();
  const program = `
import type { AuthoredByCurrentUser, Cfc, CurrentPrincipal } from "commonfabric";
interface Note { n: number }
type Mine<T> = Cfc<T, { requiredIntegrity: [{ kind: "authored-by"; subject: CurrentPrincipal }] }>;
const use = lift<{ note: Mine<Note> | undefined }, string>(
  ({ note }) => note === undefined ? "of another" : \`mine \${note.n}\`,
);
const write = handler<Note, { note: Writable<AuthoredByCurrentUser<Note>> }>(
  ({ n }, { note }) => note.set({ n }),
);
export default pattern<{}, { used: string; write: Stream<Note> }>(() => {
  const note = new Writable<Note>({ n: 0 });
  return { used: use({ note }), write: write({ note }) };
});`;
  const scope = (user: string) => ({ stores, scope: { user, session: "s" } });
  await within("enforce", async (alice) => {
    const piece = await alice.run(program);
    assert.equal(await piece.key("used").pull(), "of another");
    await send(alice, "write", { n: 1 });
    assert.equal(await piece.key("used").pull(), "mine 1");
    await within("enforce", async (bob) => {
      await bob.piece().sync();
      await bob.runtime.start(bob.piece());
      assert.equal(await bob.piece().key("used").pull(), "of another");
      await bob.runtime.settled();
      await alice.runtime.settled();
      assert.equal(await piece.key("used").pull(), "mine 1");
      await send(bob, "write", { n: 2 });
      assert.equal(await bob.piece().key("used").pull(), "mine 2");
      await alice.runtime.settled();
      assert.equal(await piece.key("used").pull(), "of another");
    }, scope("bob"));
  }, scope("alice"));
});

Deno.test("what was read where labels are not enforced is read again where they are", async () => {
  const stores = memoryStores();
  const program = `
import type { RequiresIntegrity } from "commonfabric";
const plain = lift<{ n: number }, { n: number }>(({ n }) => ({ n }));
const use = lift<{ from: RequiresIntegrity<{ n: number }, ["x"]> | undefined }, string>(
  ({ from }) => from === undefined ? "absent" : "used",
);
export default pattern<{ n: number | Default<1> }, { used: string }>(
  ({ n }) => ({ used: use({ from: plain({ n }) }) }),
);`;
  await within("disabled", async (test) => {
    const piece = await test.run(program);
    assert.equal(await piece.key("used").pull(), "used");
  }, { stores });
  await within("enforce", async (test) => {
    await test.piece().sync();
    await test.runtime.start(test.piece());
    assert.equal(await test.piece().key("used").pull(), "absent");
  }, { stores });
});

Deno.test("a resumed reader of labels is clean, unless a label came or went meanwhile", async () => {
  const stores = memoryStores();
  const program = `
import type { AddIntegrity, RequiresIntegrity } from "commonfabric";
interface Note { n: number }
const use = lift<{ note: RequiresIntegrity<Note, ["x"]> | undefined }, string>(
  ({ note }) => note === undefined ? "absent" : \`used \${note.n}\`,
);
export default pattern<{}, { used: string }>(() => {
  const note = new Writable<AddIntegrity<Note, ["x"]>>({ n: 1 });
  return { used: use({ note }) };
});`;
  await within("enforce", async (test) => {
    assert.equal(await (await test.run(program)).key("used").pull(), "used 1");
  }, { stores });
  const resumed = async () => {
    let seen: { readonly used: string; readonly runs: number } | undefined;
    await within("enforce", async (test) => {
      await test.piece().sync();
      await test.runtime.start(test.piece());
      const used = await test.piece().key("used").pull();
      seen = { used, runs: test.runtime.counters().computationRuns };
    }, { stores });
    return seen;
  };
  assert.deepEqual(await resumed(), { used: "used 1", runs: 0 });
  const store = await stores(SPACE);
  const headers = (await store.list({ limit: 1000 })).filter(({ tag }) => tag === undefined);
  const found = await store.read(headers.map(({ key }) => key));
  const at = found.findIndex((each) => each?.doc.labels !== undefined);
  const { seq, doc: { labels: _gone, ...doc } } = found[at]!;
  const writes = [{ key: headers[at]!.key, doc, base: seq }];
  assert.ok("ok" in await store.commit({ txId: "unlabel", reads: [], writes }));
  assert.deepEqual(await resumed(), { used: "absent", runs: 1 });
  assert.deepEqual(await resumed(), { used: "absent", runs: 0 });
});
