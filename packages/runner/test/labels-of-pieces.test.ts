/** Labels in compiled programs: what types say, handlers and computations obey, in every process. */
import assert from "node:assert/strict";
import { cacheDocumentKey, COMPILED_LABELS, compiledDocKey } from "@commonfabric/compilation-cache";
import { nodeSha256 } from "@commonfabric/canonical";
import type { EngineEvent } from "@commonfabric/contract";
import { type DocumentLabels, makeLabels, type SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import type { ScopeOption } from "../mod.ts";
import { type Compiled, compiledRuntime } from "./support/compiled.ts";
import { type Any, SPACE } from "./support/test-runtime.ts";

const MODES = ["enforce", "disabled"] as const;
type Mode = typeof MODES[number];

const HEAD = `import { AddIntegrity, computed, Default, handler, lift, pattern, RequiresIntegrity,
  Stream, WriteAuthorizedBy, Writable } from "commonfabric";\n`;

/** Runs `body` in a runtime of `mode`, on stores of its own or shared ones. */
async function within(
  mode: Mode,
  body: (test: Compiled) => Promise<void>,
  shared: { readonly stores?: SpaceStores; readonly scope?: ScopeOption } = {},
): Promise<void> {
  const test = await compiledRuntime({ ...shared, cfcMode: mode });
  try {
    await body(test);
  } finally {
    await test.runtime.dispose();
  }
}

const namesOf = (test: Compiled) => test.errors.map(({ name }) => name);

/** What a stream answers, and the errors that were reported meanwhile. */
async function send(test: Compiled, name: string, event: unknown) {
  const before = test.errors.length;
  const outcome = await test.runtime.sendEvent(test.piece().key(name), event);
  await test.runtime.settled();
  return { status: outcome.status, errors: namesOf(test).slice(before) };
}

/** `circular` names its own code by a re-export of another module, `typed` by one only for types. */
const AUTHORITY = {
  "/save.ts": `${HEAD}
import { again } from "./again.ts";
import type { unseen } from "./types-only.ts";
export interface State { name: Writable<WriteAuthorizedBy<string, typeof put>> }
export function put({ to }: { to: string }, { name }: State): void {
  name.set(to);
}
function putOwn(
  { to }: { to: string },
  { name }: { name: Writable<WriteAuthorizedBy<string, typeof putOwn>> },
): void {
  name.set(to);
}
export const own = handler<
  { to: string },
  { name: Writable<WriteAuthorizedBy<string, typeof putOwn>> }
>(putOwn);
export const twin = handler<
  { to: string },
  { name: Writable<WriteAuthorizedBy<string, typeof putOwn>> }
>(putOwn);
export function putAgain(
  { to }: { to: string },
  { name }: { name: Writable<WriteAuthorizedBy<string, typeof again>> },
): void {
  if (typeof again === "function") name.set(to);
}
export function putUnseen(
  { to }: { to: string },
  { name }: { name: Writable<WriteAuthorizedBy<string, typeof unseen>> },
): void {
  name.set(to);
}
export const save = handler<{ to: string }, State>(put);
export const circular = handler<
  { to: string },
  { name: Writable<WriteAuthorizedBy<string, typeof again>> }
>(putAgain);
export const typed = handler<
  { to: string },
  { name: Writable<WriteAuthorizedBy<string, typeof unseen>> }
>(putUnseen);
export const steal = handler<{ to: string }, State>(({ to }, { name }) => name.set(to));
export const sneak = handler<{ to: string }, State>(({ to }, { name }) => {
  try { name.set(to); } catch { /* the write counts all the same */ }
});
`,
  "/again.ts": `export { putAgain as again } from "./save.ts";
export { unseen } from "./types-only.ts";\n`,
  "/types-only.ts": `export { putUnseen as unseen } from "./save.ts";\n`,
  "/barrel.ts": `export { put as keep, save } from "./save.ts";\n`,
  "/main.tsx": `${HEAD}
import { keep, save } from "./barrel.ts";
import { circular, own, sneak, type State, steal, twin, typed } from "./save.ts";
import { unseen } from "./types-only.ts";
type To = { to: string };
const abroad = handler<To, { name: Writable<WriteAuthorizedBy<string, typeof keep>> }>(
  ({ to }, { name }) => name.set(typeof keep === "function" && typeof unseen === "function" ? to : ""),
);
function put({ to }: To, { name }: State): void {
  name.set(to);
}
const confused = handler<To, State>(put);
interface Input { name: Writable<WriteAuthorizedBy<string, typeof keep> | Default<"start">> }
type Event = Stream<To>;
interface Output { name: string; save: Event; own: Event; twin: Event; circular: Event; typed: Event; steal: Event;
  sneak: Event; abroad: Event; confused: Event }
export default pattern<Input, Output>(({ name }) => ({ name, save: save({ name }), own: own({ name }), twin: twin({ name }),
  circular: circular({ name }), typed: typed({ name }), steal: steal({ name }),
  sneak: sneak({ name }), abroad: abroad({ name }), confused: confused({ name }) }));
`,
};

for (const mode of MODES) {
  const isEnforced = mode === "enforce";

  Deno.test(`${mode}: only the handler that a type names changes a cell, in every process`, async () => {
    const stores = memoryStores();
    const refused = isEnforced
      ? { status: "failed", errors: ["WriteNotAuthorizedError"] }
      : { status: "committed", errors: [] };
    const granted = { status: "committed", errors: [] };
    const check = async (test: Compiled) => {
      const value = () => test.piece().key("name").pull();
      assert.deepEqual(await send(test, "save", { to: "own" }), granted);
      assert.equal(await value(), "own");
      for (const own of ["own", "twin", "circular"]) {
        assert.deepEqual(await send(test, own, { to: own }), granted);
        assert.equal(await value(), own);
      }
      for (const other of ["steal", "sneak", "abroad", "typed", "confused"]) {
        assert.deepEqual(await send(test, other, { to: other }), refused, other);
        assert.equal(await value(), isEnforced ? "circular" : other);
      }
    };
    await within(mode, async (test) => {
      const piece = await test.runFiles(AUTHORITY);
      assert.equal(await piece.key("name").pull(), "start", "its first value is its own");
      await check(test);
    }, { stores });
    await within(mode, async (test) => {
      await test.piece().sync();
      await test.runtime.start(test.piece());
      assert.equal(test.runtime.counters().typescriptLoads, 0);
      await check(test);
    }, { stores });
  });

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

  Deno.test(`${mode}: a later set-up changes no place that belongs to other code`, async () => {
    await within(mode, async (test) => {
      const piece = await test.runFiles(AUTHORITY, { argument: { name: "first" } });
      assert.equal(await piece.key("name").pull(), "first");
      await test.runFiles(AUTHORITY, { argument: { name: "first" } });
      const again = () => test.runFiles(AUTHORITY, { argument: { name: "second" } });
      if (isEnforced) await assert.rejects(again, { name: "WriteNotAuthorizedError" });
      else await again();
      assert.equal(await piece.key("name").pull(), isEnforced ? "first" : "second");
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

  Deno.test(`${mode}: users of one space reuse what each other compiled`, async () => {
    const stores = memoryStores();
    const program = "export default pattern<{}, { n: number }>(() => ({ n: 1 }));";
    const scope = (user: string) => ({ stores, scope: { user, session: "s" } });
    await within(mode, async (test) => {
      await test.run(program);
      assert.equal(test.runtime.patterns.getCompileCacheStats().misses, 1);
    }, scope("alice"));
    await within(mode, async (test) => {
      await test.piece().sync();
      await test.runtime.start(test.piece());
      assert.equal(await test.piece().key("n").pull(), 1);
      const { misses, byIdentityHits, repairs } = test.runtime.patterns.getCompileCacheStats();
      assert.deepEqual({ misses, byIdentityHits, repairs }, {
        misses: 0,
        byIdentityHits: 1,
        repairs: 0,
      });
    }, scope("bob"));
  });
}

/** The identity and stored compiled document of the one module of the piece. */
async function compiledOf(test: Compiled) {
  const { identity } = test.piece().getMetaRaw("patternIdentity") as { identity: string };
  const version = test.runtime.toolchain.runtimeVersion!;
  const tag = compiledDocKey(version, identity);
  const store = await test.stores(SPACE);
  const key = cacheDocumentKey(tag, nodeSha256);
  const read = async () => (await store.read([key]))[0]!;
  let edits = 0;
  const relabel = async (labels: unknown) => {
    const { seq, doc: { value } } = await read();
    const doc = { value, ...(labels === undefined ? {} : { labels }) };
    const writes = [{ key, doc, base: seq, tag }];
    assert.ok("ok" in await store.commit({ txId: `relabel-${++edits}`, reads: [], writes }));
  };
  return { identity, read, relabel };
}

const ATOM = "cf-compiled-by:cf-compiler";
const TRICKS: readonly (readonly [title: string, labels: unknown])[] = [
  ["removed", undefined],
  ["on a sub-path", makeLabels([{ path: ["code"], integrity: [ATOM] }])],
  ["as confidentiality", makeLabels([{ path: [], confidentiality: [ATOM] }])],
  ["malformed", { ...COMPILED_LABELS, by: "me" }],
];

const PROGRAM = "export default pattern<{}, { n: number }>(() => ({ n: 1 }));";

for (const [title, labels] of TRICKS) {
  Deno.test(`a label that is ${title} is a miss where labels are enforced, and is repaired`, async () => {
    const stores = memoryStores();
    await within("enforce", async (test) => {
      await test.run(PROGRAM);
      const { read, relabel } = await compiledOf(test);
      assert.deepEqual((await read()).doc.labels, COMPILED_LABELS);
      await relabel(labels);
    }, { stores });
    const resumed = async (mode: Mode) => {
      const events: EngineEvent[] = [];
      await within(mode, async (test) => {
        test.runtime.patterns.events.subscribe((event) => void events.push(event));
        await test.piece().sync();
        await test.runtime.start(test.piece());
        assert.equal(await test.piece().key("n").pull(), 1);
        await test.runtime.settled();
      }, { stores });
      return events.flatMap((event: Any) =>
        event.type === "repaired"
          ? [`repaired ${event.reason}`]
          : event.type === "compiled"
          ? [event.type]
          : []
      );
    };
    assert.deepEqual(await resumed("disabled"), [], "without enforcement labels are nothing");
    assert.deepEqual(await resumed("enforce"), ["compiled", "repaired label"]);
    assert.deepEqual(await resumed("enforce"), [], "once");
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

Deno.test("a closure that is placed in another space is labelled there", async () => {
  await within("enforce", async (test) => {
    await test.run(`
const child = pattern<{}, { n: number }>(() => ({ n: 1 }));
export default pattern<{}, { child: { n: number } }>(() => ({ child: child.inSpace("work")({}) }));
`);
    const { identity } = await compiledOf(test);
    const version = test.runtime.toolchain.runtimeVersion!;
    const key = cacheDocumentKey(compiledDocKey(version, identity), nodeSha256);
    const [stored] = await (await test.stores("work")).read([key]);
    assert.deepEqual(stored?.doc.labels, COMPILED_LABELS);
    assert.deepEqual(namesOf(test), []);
  });
});
