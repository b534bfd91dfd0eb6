/**
 * What an edit stores: documents of exactly the changed module and its importers, equal byte for byte
 * to those of a compile from nothing, whatever was compiled before, in which order and from where.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalBytes } from "@commonfabric/canonical";
import { KEY_PREFIXES } from "@commonfabric/compilation-cache";
import type { Identity, Program } from "@commonfabric/module-identity";
import { type DocHeader, type SpaceStores, sqliteStores } from "@commonfabric/storage";
import { runs } from "../../canonical/test/support/runs.ts";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import type { Runtime } from "../mod.ts";
import {
  ATTESTATION_MODES,
  type ChainRuntimeOptions,
  withChainRuntime,
} from "./support/chain-program.ts";
import {
  edited,
  fileOrder,
  programOf,
  randomEdits,
  randomProgram,
} from "./support/random-modules.ts";

const SPACE = "home";

function compileIn(
  stores: SpaceStores,
  options: ChainRuntimeOptions,
  ...programs: readonly Program[]
): Promise<Awaited<ReturnType<Runtime["patterns"]["compileAndRegisterModules"]>>> {
  return withChainRuntime(stores, options, async (runtime) => {
    let last;
    for (const program of programs) {
      last = await runtime.patterns.compileAndRegisterModules(program, { space: SPACE });
    }
    return last!;
  });
}

async function headers(stores: SpaceStores): Promise<DocHeader[]> {
  return await (await stores(SPACE)).list({ limit: 10_000 });
}

/** Bytes of the content documents by cache key. */
async function contents(stores: SpaceStores): Promise<Map<string, string>> {
  const store = await stores(SPACE);
  const sets = [KEY_PREFIXES.source, KEY_PREFIXES.compiled];
  const rows = (await headers(stores)).filter(({ tag }) =>
    sets.some((prefix) => tag?.startsWith(prefix))
  );
  const docs = await store.read(rows.map(({ key }) => key));
  return new Map(
    rows.map(({ tag }, index) => [tag!, canonicalBytes(docs[index]!.doc).toBase64()] as const)
      .sort(([a], [b]) => a < b ? -1 : 1),
  );
}

/** Asserts that `stores` has every document of `expected`, byte for byte. */
async function assertHolds(stores: SpaceStores, expected: Map<string, string>): Promise<void> {
  const found = await contents(stores);
  assert.deepEqual(new Map([...found].filter(([tag]) => expected.has(tag))), expected);
}

async function withSqlite(use: (stores: SpaceStores) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await use(sqliteStores(directory));
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** A leaf, what imports it, and modules beside them. */
function tree(leaf: string): Program {
  const files: Record<string, string> = {
    "/main.ts": 'export * from "./top.ts";\nexport * from "./beside-top.ts";\n',
    "/top.ts": 'import { mid } from "./mid.ts";\nexport const top = (): string => `${mid()}`;\n',
    "/mid.ts": 'import { leaf } from "./leaf.ts";\nexport const mid = (): string => `${leaf()}`;\n',
    "/leaf.ts": `export const leaf = () => ${leaf};\n`,
    "/beside-top.ts":
      'import { beside } from "./beside.ts";\nexport const besideTop = () => beside;\n',
    "/beside.ts": "export const beside = 1;\n",
  };
  return {
    main: "/main.ts",
    files: Object.entries(files).map(([name, contents]) => ({ name, contents })),
  };
}

for (const { name, options } of ATTESTATION_MODES) {
  for (const where of ["in the same process", "in a fresh process"]) {
    Deno.test(`an edit writes the edited module and its importers, ${where}, ${name}`, async () => {
      await withSqlite(async (stores) => {
        const editing = async (runtime: Runtime): Promise<void> => {
          const before = new Map((await headers(stores)).map(({ tag, seq }) => [tag, seq]));
          const seen = runtime.patterns.events.lastSeq;
          const { compiled } = await runtime.patterns
            .compileAndRegisterModules(tree("2"), { space: SPACE });
          const paths = new Map(compiled.sources.map(({ identity, path }) => [identity, path]));
          const named = (list: readonly Identity[]) => list.map((each) => paths.get(each));
          const expected = ["/leaf.ts", "/mid.ts", "/top.ts", "/main.ts"];
          const wrote = runtime.patterns.events.recent(seen).filter(({ type }) =>
            type === "wroteBack"
          );
          assert.equal(wrote.length, 1);
          const event = wrote[0]! as unknown as Record<"sources" | "compiled", Identity[]>;
          assert.deepEqual(named(event.sources), expected);
          assert.deepEqual(named(event.compiled), expected);
          const after = await headers(stores);
          for (const { tag, seq } of after) {
            const known = before.get(tag);
            if (known !== undefined) assert.equal(seq, known, `${tag} was written again`);
          }
          const added = after.filter(({ tag }) => !before.has(tag)).map(({ tag }) => tag!);
          const ofSet = (prefix: string) =>
            added.filter((tag) => tag.startsWith(prefix))
              .map((tag) => paths.get(tag.slice(tag.search(/[:/][^:/]*$/) + 1)));
          assert.deepEqual(new Set(ofSet(KEY_PREFIXES.source)), new Set(expected));
          assert.deepEqual(new Set(ofSet(KEY_PREFIXES.compiled)), new Set(expected));
        };
        if (where === "in a fresh process") {
          await compileIn(stores, options, tree("1"));
          await withChainRuntime(stores, options, editing);
        } else {
          await withChainRuntime(stores, options, async (runtime) => {
            await runtime.patterns.compileAndRegisterModules(tree("1"), { space: SPACE });
            await editing(runtime);
          });
        }
      });
    });
  }

  Deno.test(`edits give the documents of a compile from nothing, byte for byte, ${name}`, async () => {
    await fc.assert(
      fc.asyncProperty(randomProgram, randomEdits, fc.boolean(), async (first, edits, fresh) => {
        const steps = [first];
        for (const edit of edits) steps.push(edited(steps.at(-1)!, edit));
        const programs = steps.map((step) => programOf(step));
        const stores = memoryStores();
        if (fresh) { for (const program of programs) await compileIn(stores, options, program); }
        else await compileIn(stores, options, ...programs);
        for (const program of programs) {
          const scratch = memoryStores();
          await compileIn(scratch, options, program);
          await assertHolds(stores, await contents(scratch));
        }
      }),
      { numRuns: runs(5, 12) },
    );
  });

  Deno.test(`order of files, entry and earlier compiles change no byte, ${name}`, async () => {
    await fc.assert(
      fc.asyncProperty(randomProgram, randomProgram, fileOrder, async (one, other, order) => {
        const straight = memoryStores();
        await compileIn(straight, options, programOf(one));
        const expected = await contents(straight);
        const shuffled = memoryStores();
        const from = { ...programOf(one, order), main: "/m3.ts", sourceRoots: ["/main.ts"] };
        await compileIn(shuffled, options, programOf(other), from, programOf(one, order));
        await assertHolds(shuffled, expected);
      }),
      { numRuns: runs(5, 12) },
    );
  });

  Deno.test(`of any compiled documents that are deleted, those alone are emitted again, ${name}`, async () => {
    await fc.assert(
      fc.asyncProperty(
        randomProgram,
        fc.infiniteStream(fc.boolean()),
        fc.boolean(),
        async (graph, coins, byIdentity) => {
          const stores = memoryStores();
          const program = programOf(graph);
          const { compiled } = await compileIn(stores, options, program);
          const expected = await contents(stores);
          const store = await stores(SPACE);
          const rows = (await headers(stores)).filter(({ tag }) =>
            tag?.startsWith(KEY_PREFIXES.compiled) && coins.next().value
          );
          if (rows.length === 0) return;
          await store.commit({
            txId: "delete",
            reads: [],
            writes: rows.map(({ key, seq }) => ({ key, doc: null, base: seq })),
          });
          const dropped = compiled.modules.map(({ identity }) => identity)
            .filter((identity) => rows.some(({ tag }) => tag!.endsWith(`/${identity}`)));
          await withChainRuntime(stores, options, async (runtime) => {
            const before = runtime.counters();
            if (byIdentity) {
              // The entry exports no pattern; its modules are loaded all the same.
              const { entryIdentity } = compiled;
              await runtime.patterns.loadPatternByIdentity(entryIdentity, "default", SPACE);
              assert.ok(runtime.engine.isEvaluated(entryIdentity));
            } else {
              await runtime.patterns.compileAndRegisterModules(program, { space: SPACE });
            }
            assert.equal(runtime.counters().modulesEmitted - before.modulesEmitted, dropped.length);
            const lists = runtime.patterns.events.recent().flatMap((event) =>
              event.type === "compiled" ? [event.modules] : []
            );
            assert.deepEqual(lists.map((list) => [...list].sort()), [[...dropped].sort()]);
          });
          assert.deepEqual(await contents(stores), expected);
        },
      ),
      { numRuns: runs(6, 16) },
    );
  });
}
