import assert from "node:assert/strict";
import { cf, withDirectory, writeInto } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";

interface Module {
  readonly path: string;
  readonly origin: string | null;
  readonly missReason: string | null;
  readonly bodyHash: string | null;
  readonly verdict: { readonly ok: boolean } | null;
}

interface Program {
  readonly file: string;
  readonly ok: boolean;
  readonly reached: string;
  readonly failed: string | null;
  readonly modules: readonly Module[];
  readonly exports: readonly {
    name: string;
    kind: string;
    symbol: string | null;
    module: string;
  }[];
  readonly schemas: { argument: { properties: object } } | null;
  readonly counters: Record<string, number>;
  readonly timings: Record<string, number | null>;
}

async function check(cwd: string, ...args: string[]): Promise<Program> {
  const { json } = await cf(["check", "counter/main.tsx", "--json", ...args], { cwd });
  return (json["programs"] as Program[])[0]!;
}

const origins = ({ modules }: Program) => modules.map(({ path, origin }) => `${path} ${origin}`);

Deno.test("a check without findings prints nothing and makes no store", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const { code, out, err } = await cf(["check", "counter/main.tsx"], { cwd });
    assert.deepEqual([code, out, err], [0, "", ""]);
    assert.deepEqual([...Deno.readDirSync(`${cwd}/counter`)].length, 3);
    assert.deepEqual([...Deno.readDirSync(cwd)].length, 1);
  });
});

Deno.test("a second check takes every body from the store, and an edit compiles one", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    await Deno.mkdir(`${cwd}/.cf`);
    const first = await check(cwd);
    assert.deepEqual(origins(first), [
      "/leaf.ts compiled",
      "/main.tsx compiled",
      "/mid.ts compiled",
    ]);
    assert.ok(first.modules.every(({ missReason }) => missReason === "absent"));

    const second = await check(cwd);
    assert.deepEqual(origins(second), ["/leaf.ts cache", "/main.tsx cache", "/mid.ts cache"]);
    assert.ok(second.modules.every(({ missReason }) => missReason === null));
    assert.equal(second.counters["typescriptLoads"], 0);
    assert.equal(second.counters["hits"], 1);
    assert.deepEqual(
      second.modules.map(({ bodyHash }) => bodyHash),
      first.modules.map(({ bodyHash }) => bodyHash),
    );

    // Nothing imports the entry, so its body alone has to be made again.
    await writeInto(cwd, "counter/main.tsx", `${COUNTER["counter/main.tsx"]}// edited\n`);
    const third = await check(cwd);
    assert.deepEqual(origins(third), ["/leaf.ts cache", "/main.tsx compiled", "/mid.ts cache"]);
    assert.equal(third.counters["modulesEmitted"], 1);

    const without = await check(cwd, "--no-cache");
    assert.ok(origins(without).every((text) => text.endsWith("compiled")));
    assert.ok(without.modules.every(({ missReason }) => missReason === null));
  });
});

Deno.test("each --until stops there", async (t) => {
  await withDirectory(COUNTER, async (cwd) => {
    const phases = ["resolve", "identity", "compile", "verify", "evaluate", "instantiate"];
    for (const [index, phase] of phases.entries()) {
      await t.step(phase, async () => {
        const program = await check(cwd, "--until", phase);
        assert.equal(program.reached, phase);
        assert.equal(program.failed, null);
        assert.equal(program.ok, true);
        assert.equal(program.counters["modulesEmitted"]! > 0, index >= 2);
        assert.equal(program.counters["modulesEvaluated"]! > 0, index >= 4);
        assert.equal(program.counters["actionRuns"]! > 0, index >= 5);
        assert.equal(program.exports === null, index < 4);
        assert.equal(program.schemas === null, index < 4);
        assert.equal(program.timings["evaluate"] === null, index < 4);
      });
    }
    assert.equal((await check(cwd, "--no-run")).reached, "verify");
  });
});

Deno.test("exports name kind, symbol and defining module", async () => {
  const files = {
    "counter/leaf.ts": 'import { lift } from "commonfabric";\n' +
      "export const inc = lift((n: number) => n + 1, true, true);\n" +
      "export const LIMITS = { most: 3 };\nexport function help(): number {\n  return 1;\n}\n",
    "counter/main.tsx": 'export { help, inc as more, LIMITS } from "./leaf.ts";\n' +
      'export * as leaf from "./leaf.ts";\nexport default 1;\n',
  };
  await withDirectory(files, async (cwd) => {
    const program = await check(cwd);
    assert.deepEqual(program.exports.map((each) => Object.values(each).join(" ")), [
      "LIMITS data  /leaf.ts",
      "default data  /main.tsx",
      "help function  /leaf.ts",
      "leaf namespace  /leaf.ts",
      "more lift inc /leaf.ts",
    ]);
    assert.equal(program.schemas, null);
  });
});

Deno.test("three files with a broken one in the middle are all reported", async () => {
  const files = { ...COUNTER, "bad.tsx": "export const n = ;\n", "good.ts": "export default 1;\n" };
  await withDirectory(files, async (cwd) => {
    const args = ["check", "counter/main.tsx", "bad.tsx", "good.ts", "--json"];
    const { code, json, err } = await cf(args, { cwd });
    const programs = json["programs"] as Program[];
    assert.equal(code, 1);
    assert.equal(json["ok"], false);
    assert.deepEqual(programs.map(({ file, ok }) => `${file} ${ok}`), [
      "counter/main.tsx true",
      "bad.tsx false",
      "good.ts true",
    ]);
    assert.match(err, /^\/bad\.tsx:1:18: error\[TS1109\]: Expression expected\.\n> 1 \| /);
  });
});

Deno.test("without the type gate a type error passes and nothing is stored", async () => {
  const files = { "counter/main.tsx": 'export const n: number = "x";\nexport default n;\n' };
  await withDirectory(files, async (cwd) => {
    await Deno.mkdir(`${cwd}/.cf`);
    const program = await check(cwd, "--no-check");
    assert.equal(program.ok, true);
    assert.equal(program.counters["storeWrites"], 0);
    assert.deepEqual([...Deno.readDirSync(`${cwd}/.cf`)], []);
    assert.equal((await check(cwd)).failed, "compile");
  });
});

Deno.test("what the type gate did not see, the check of the graph refuses", async () => {
  const files = {
    "counter/leaf.ts": "export const a = 1;\n",
    "counter/main.tsx": 'import { b } from "./leaf.ts";\nexport default b;\n',
  };
  await withDirectory(files, async (cwd) => {
    const { reached, failed, modules } = await check(cwd, "--no-check");
    assert.deepEqual([reached, failed], ["compile", "verify"]);
    assert.equal(modules.find(({ path }) => path === "/main.tsx")!.verdict!.ok, false);
    assert.equal((await check(cwd)).failed, "compile");
  });
});

Deno.test("bodies and maps are written out, and shown beside the authored text", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const args = ["check", "counter/main.tsx", "--output", "out", "--show-transformed"];
    const { code, out } = await cf(args, { cwd });
    assert.equal(code, 0);
    assert.match(
      out,
      /=== \/leaf\.ts \(authored\)\nexport const STEP = 1;\n=== \/leaf\.ts \(emitted\)\n/,
    );
    const map = JSON.parse(await Deno.readTextFile(`${cwd}/out/mid.ts.js.map`));
    assert.deepEqual([map.version, map.sources], [3, ["/mid.ts"]]);
    assert.match(await Deno.readTextFile(`${cwd}/out/main.tsx.js`), /require\("\.\/mid\.ts"\)/);
  });
});

Deno.test("code frames point at the span", async () => {
  await withDirectory({ "a.ts": "\texport const n: number = '\\x01';\n" }, async (cwd) => {
    const { err } = await cf(["check", "a.ts", "--verbose-errors"], { cwd });
    assert.match(err, /> 1 \| \texport const n: number = '\\x01';\n {4}\| \t {13}\^\n/);
  });
});

Deno.test("an interrupt ends a check with 130 between files", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const { code, json } = await cf(["check", "counter/main.tsx", "--json"], {
      cwd,
      onInterrupt: (interrupt) => interrupt(),
    });
    assert.equal(code, 130);
    assert.deepEqual([json["ok"], json["programs"]], [false, []]);
  });
});

Deno.test("a finding is printed with its span and its fix, and a warning keeps a program ok", async () => {
  const text = `import { handler, pattern, type Writable } from "commonfabric";
export const add = handler<{ name: string }, { names: Writable<string[]> }>((event, { names }) => {
  if (!names.get().includes(event.name)) names.push(event.name);
});
export default pattern<{ title: string }, { title: string }>(({ title }) => {
  let label = title;
  return { title: label };
});
`;
  await withDirectory({ "main.tsx": text }, async (cwd) => {
    const { code, json, err } = await cf(["check", "main.tsx", "--json"], { cwd });
    assert.equal(code, 1);
    const [program] = json["programs"] as { diagnostics: Record<string, unknown>[] }[];
    const quoted = program!.diagnostics.map(({ code, severity, phase, line, offset, length }) => [
      code,
      severity,
      phase,
      line,
      text.slice(offset as number, offset as number + (length as number)),
    ]);
    assert.deepEqual(quoted, [
      ["pattern-context:let-declaration", "error", "transform", 6, "label"],
    ]);
    const { fixes, notes } = program!.diagnostics[0]!;
    const offset = text.indexOf("let");
    assert.deepEqual(notes, []);
    assert.deepEqual(fixes, [{
      title: "Write const",
      edits: [{ offset, length: 3, text: "const" }],
    }]);
    assert.match(err, /fix: Write const/);
    await writeInto(cwd, "main.tsx", text.replace("let", "const"));
    const mended = await cf(["check", "main.tsx"], { cwd });
    assert.deepEqual([mended.code, mended.out], [0, ""]);
    assert.match(mended.err, /warning\[mergeable-push:read-then-push\]/);
  });
});

Deno.test("what is thrown by a program is read by descriptor, and its text gives no position", async () => {
  const files = {
    "counter/main.tsx": `import { pattern } from "commonfabric";
export const x: unknown = (() => {
  const error: any = new Error("text\\n    at /other.ts:9:9");
  for (const name of ["name", "cause", "diagnostics", "errors", "code"]) {
    Object.defineProperty(error, name, { get: () => console.log("a getter ran: " + name) });
  }
  throw error;
})();
export default pattern(() => ({ x: 1 }));
`,
  };
  await withDirectory(files, async (cwd) => {
    for (const verb of ["check", "run"]) {
      const { code, out, err } = await cf([verb, "counter/main.tsx"], { cwd });
      assert.equal(code, 1);
      assert.doesNotMatch(out + err, /a getter ran/);
      assert.match(out + err, /\/main\.tsx:3:22/);
      assert.doesNotMatch(out + err, /^\/other\.ts:9:9/m);
    }
  });
});
