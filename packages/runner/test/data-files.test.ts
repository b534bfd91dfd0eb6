/** Data files at run time: a module reads its own, cold and from the cache of a fresh process. */
import assert from "node:assert/strict";
import type { Program } from "@commonfabric/module-identity";
import type { SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { readToolchain, Runtime } from "../mod.ts";
import type { Any } from "./support/test-runtime.ts";

const SPACE = "home";
const toolchain = readToolchain();

const MAIN = `import { computed, dataFile, handler, pattern, Writable } from "commonfabric";
import { greeting } from "./lib/greet.ts";
const WORDS = dataFile("words.txt").split("\\n");
const read = handler<{ n: number }, { text: Writable<string> }>(({ n }, { text }) => {
  text.set(n === 0 ? dataFile("./lib/name.txt") : dataFile("/words.txt"));
});
export default pattern<{ n: number }>(({ n }) => {
  const text = new Writable("");
  return {
    word: computed(() => WORDS[n]),
    length: computed(() => n + dataFile("words.txt").length),
    greeting,
    text,
    read: read({ text }),
  };
});
`;
const GREET = `import * as cf from "commonfabric";
export const greeting = cf.dataFile("name.txt") + cf.dataFile("../words.txt").slice(0, 3);
`;

function program(files: Record<string, string> = {}): Program {
  const all = {
    "/main.tsx": MAIN,
    "/lib/greet.ts": GREET,
    "/words.txt": "one\ntwo",
    "/lib/name.txt": "Ada ",
    ...files,
  };
  return {
    main: "/main.tsx",
    files: Object.entries(all).map(([name, contents]) => ({ name, contents })),
    dataFiles: Object.keys(all).filter((name) => name.endsWith(".txt")),
  };
}

async function withRuntime(
  stores: SpaceStores,
  body: (runtime: Any, errors: string[]) => Promise<void>,
  options: object = {},
): Promise<void> {
  const runtime = new Runtime({ stores, attestation: "none", toolchain, ...options });
  const errors: string[] = [];
  runtime.onError(({ message }) => errors.push(message));
  try {
    await runtime.openSpace(SPACE);
    await body(runtime, errors);
  } finally {
    await runtime.dispose();
  }
}

const NO_COMPILER = {
  compiler: { ensureCompiler: () => Promise.reject(new Error("No compiler in this process")) },
};

async function start(runtime: Any, given: Program = program()): Promise<Any> {
  const pattern = await runtime.patterns.compilePattern(given, { space: SPACE });
  const cell = runtime.getCell(SPACE, "piece", { schema: pattern.resultSchema });
  await runtime.editWithRetry((tx: Any) => runtime.run(tx, pattern, { n: 1 }, cell));
  return cell;
}

async function assertReads(runtime: Any, cell: Any): Promise<void> {
  const { word, length, greeting, read } = await cell.pull();
  assert.deepEqual({ word, length, greeting }, { word: "two", length: 8, greeting: "Ada one" });
  for (const [n, text] of [[0, "Ada "], [1, "one\ntwo"]] as const) {
    const outcome = await runtime.sendEvent(read, { n });
    assert.equal(outcome.status, "committed", String(outcome.error));
    assert.equal((await cell.pull()).text.get(), text);
  }
}

Deno.test("every module reads its own data files: top level, computations and handlers", async () => {
  await withRuntime(memoryStores(), async (runtime, errors) => {
    await assertReads(runtime, await start(runtime));
    assert.deepEqual(errors, []);
  });
});

Deno.test("a fresh process reads them from the store, without program and compiler", async () => {
  const stores = memoryStores();
  await withRuntime(stores, async (runtime) => void await start(runtime));
  await withRuntime(stores, async (runtime, errors) => {
    const cell = runtime.getCell(SPACE, "piece");
    await cell.sync();
    const schema = cell.getMetaRaw("schema");
    await runtime.start(cell);
    await assertReads(runtime, cell.asSchema(schema));
    assert.deepEqual(errors, []);
    const { byIdentityHits, misses } = runtime.patterns.getCompileCacheStats();
    assert.deepEqual({ byIdentityHits, misses }, { byIdentityHits: 1, misses: 0 });
  }, NO_COMPILER);
});

Deno.test("another toolchain recompiles the stored source and finds the same data", async () => {
  const stores = memoryStores();
  await withRuntime(stores, async (runtime) => void await start(runtime));
  const other = { ...toolchain, runtimeVersion: `${toolchain.runtimeVersion}~other` };
  await withRuntime(stores, async (runtime) => {
    const cell = runtime.getCell(SPACE, "piece");
    await cell.sync();
    const schema = cell.getMetaRaw("schema");
    await runtime.start(cell);
    await assertReads(runtime, cell.asSchema(schema));
  }, { toolchain: other });
});

Deno.test("edited data is another program: identity and values follow", async () => {
  await withRuntime(memoryStores(), async (runtime) => {
    const first = await start(runtime);
    const before = first.getMetaRaw("patternIdentity").identity;
    const second = await start(runtime, program({ "/words.txt": "uno\ndos" }));
    assert.notEqual(second.getMetaRaw("patternIdentity").identity, before);
    assert.equal((await second.pull()).word, "dos");
  });
});

Deno.test("a data file that cannot be read is refused before anything runs, with its position", async () => {
  const cases = [
    ["missing.txt", /Could not resolve "missing\.txt" from "\/main\.ts"/],
    ["../outside.txt", /escapes the program root/],
    ["./lib.ts", /is a module and no data file/],
  ] as const;
  for (const [path, message] of cases) {
    const text =
      `import { dataFile, pattern } from "commonfabric";\nconst T = dataFile("${path}");\n` +
      `export default pattern(() => ({ t: T }));\n`;
    const given: Program = {
      main: "/main.ts",
      files: [{ name: "/main.ts", contents: text }, { name: "/lib.ts", contents: "export {};\n" }],
    };
    await withRuntime(memoryStores(), async (runtime) => {
      const error: Any = await runtime.patterns.compilePattern(given).catch((e: unknown) => e);
      const [{ file, line, column, message: text }] = error.diagnostics;
      assert.match(text, message);
      assert.deepEqual({ file, line, column }, { file: "/main.ts", line: 2, column: 21 });
    });
  }
});

Deno.test("a path that is no literal is refused by the compiler", async () => {
  const text = `import { computed, dataFile, pattern } from "commonfabric";
export default pattern<{ name: string }>(({ name }) => ({ t: computed(() => dataFile(name)) }));
`;
  await withRuntime(memoryStores(), async (runtime) => {
    const error: Any = await runtime.patterns.compilePattern(text).catch((e: unknown) => e);
    const [{ code, line, column }] = error.diagnostics;
    assert.deepEqual({ code, line, column }, { code: "syntax:data-path", line: 2, column: 86 });
  });
});
