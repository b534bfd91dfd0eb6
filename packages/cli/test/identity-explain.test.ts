/** `cf identity explain`: every kind of cause, between files, pieces and stored identities. */
import assert from "node:assert/strict";
import { cf, withDirectory, writeInto } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";

interface CauseRow {
  readonly kind: string;
  readonly path: string;
  readonly chain: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

const BASE: Readonly<Record<string, string>> = {
  "main.ts": `import { mid } from "./mid.ts";\nexport const main = () => mid();\n`,
  "mid.ts": `import { leaf } from "./leaf.ts";\nexport const mid = () => leaf;\n`,
  "leaf.ts": `export const leaf = 1;\n`,
};

/** Each row: what is changed (`null`: gone), and the causes as `kind path`, with a detail. */
const ROWS: readonly {
  readonly name: string;
  readonly change: Readonly<Record<string, string | null>>;
  readonly causes: readonly string[];
  readonly detail?: readonly [kind: string, detail: unknown];
  readonly line: RegExp;
}[] = [{
  name: "text",
  change: { "leaf.ts": "export const leaf = 2;\n" },
  causes: ["text /leaf.ts"],
  detail: ["text", {
    line: 1,
    before: "export const leaf = 1;",
    after: "export const leaf = 2;",
    trivial: false,
  }],
  line:
    /^text\t\/leaf\.ts\t\/main\.ts -> \/mid\.ts -> \/leaf\.ts\tline 1: ".* = 1;" -> ".* = 2;"$/m,
}, {
  name: "trivial text",
  change: { "leaf.ts": "// one\nexport  const leaf = 1;\n" },
  causes: ["text /leaf.ts"],
  detail: ["text", {
    line: 1,
    before: "export const leaf = 1;",
    after: "// one",
    trivial: true,
  }],
  line: /line 1: .* \(white space or comments only\)$/m,
}, {
  name: "edge added, module added",
  change: {
    "mid.ts":
      `import { leaf } from "./leaf.ts";\nimport "./more.ts";\nexport const mid = () => leaf;\n`,
    "more.ts": "export const more = 1;\n",
  },
  causes: ["text /mid.ts", "edge-added /mid.ts", "added /more.ts"],
  detail: ["edge-added", {
    specifier: "./more.ts",
    before: null,
    after: { kind: "module", target: "/more.ts" },
  }],
  line: /^edge-added\t\/mid\.ts\t\/main\.ts -> \/mid\.ts\t"\.\/more\.ts": nothing -> \/more\.ts$/m,
}, {
  name: "edge removed, module removed",
  change: { "mid.ts": "export const mid = () => 1;\n", "leaf.ts": null },
  causes: ["removed /leaf.ts", "text /mid.ts", "edge-removed /mid.ts"],
  detail: ["edge-removed", {
    specifier: "./leaf.ts",
    before: { kind: "module", target: "/leaf.ts" },
    after: null,
  }],
  line: /^removed\t\/leaf\.ts\t\/main\.ts -> \/mid\.ts -> \/leaf\.ts\t[\w-]{43}$/m,
}, {
  name: "host",
  change: {
    "leaf.ts":
      `import { lift } from "commonfabric";\nexport const leaf = lift((n: number) => n);\n`,
  },
  causes: ["text /leaf.ts", "host /leaf.ts"],
  detail: ["host", {
    specifier: "commonfabric",
    before: null,
    after: { kind: "host", target: "commonfabric" },
  }],
  line: /^host\t\/leaf\.ts\t.*\t"commonfabric": nothing -> commonfabric$/m,
}, {
  name: "component",
  change: { "leaf.ts": `import { mid } from "./mid.ts";\nexport const leaf = () => mid;\n` },
  causes: ["text /leaf.ts", "edge-added /leaf.ts", "component /leaf.ts", "component /mid.ts"],
  detail: ["component", { before: ["/leaf.ts"], after: ["/leaf.ts", "/mid.ts"] }],
  line: /^component\t\/mid\.ts\t\/main\.ts -> \/mid\.ts\t\/mid\.ts -> \/leaf\.ts \/mid\.ts$/m,
}];

async function writeProgram(
  cwd: string,
  folder: string,
  change: Readonly<Record<string, string | null>> = {},
): Promise<void> {
  for (const [name, text] of Object.entries({ ...BASE, ...change })) {
    if (text !== null) await writeInto(cwd, `${folder}/${name}`, text);
  }
}

function causesOf(json: Record<string, unknown>): CauseRow[] {
  return json["causes"] as CauseRow[];
}

Deno.test("each kind of cause has its module, its chain and its detail, as data and as a line", async (t) => {
  await withDirectory({}, async (cwd) => {
    await writeProgram(cwd, "a");
    for (const { name, change, causes, detail, line } of ROWS) {
      await t.step(name, async () => {
        await writeProgram(cwd, name, change);
        const args = ["identity", "explain", "a/main.ts", `${name}/main.ts`];
        const { code, json } = await cf([...args, "--json"], { cwd });
        const found = causesOf(json);
        assert.equal(code, 1);
        assert.deepEqual([json["path"], json["equal"]], ["/main.ts", false]);
        assert.notEqual(json["before"], json["after"]);
        assert.deepEqual(found.map(({ kind, path }) => `${kind} ${path}`), causes);
        for (const { path, chain } of found) {
          assert.deepEqual([chain[0], chain.at(-1)], ["/main.ts", path]);
        }
        if (detail !== undefined) {
          assert.deepEqual(found.find(({ kind }) => kind === detail[0])!.detail, detail[1]);
        }
        const { out } = await cf(args, { cwd });
        assert.match(out, line);
        assert.match(out, /^\/main\.ts\t[\w-]{43}\t[\w-]{43}\tdiffers\n/);
      });
    }
  });
});

Deno.test("a module that moved, and an import that leads elsewhere under the same specifier", async () => {
  await withDirectory({}, async (cwd) => {
    await writeProgram(cwd, "a");
    await writeProgram(cwd, "b", {
      "mid.ts": null,
      "lib/mid.ts": BASE["mid.ts"]!,
      "lib/leaf.ts": BASE["leaf.ts"]!,
      "main.ts": `import { mid } from "./lib/mid.ts";\nexport const main = () => mid();\n`,
    });
    const args = ["identity", "explain", "a/main.ts", "b/main.ts", "--json"];
    const { json } = await cf(args, { cwd });
    const moved = causesOf(json).filter(({ path }) => path === "/lib/mid.ts");
    assert.deepEqual(moved.map(({ kind, detail }) => [kind, detail]), [
      ["path", { before: "/mid.ts", after: "/lib/mid.ts" }],
      ["edge-retargeted", {
        specifier: "./leaf.ts",
        before: { kind: "module", target: "/leaf.ts" },
        after: { kind: "module", target: "/lib/leaf.ts" },
      }],
    ]);
    const human = await cf(args.slice(0, 4), { cwd });
    assert.match(
      human.out,
      /^path\t\/lib\/mid\.ts\t\/main\.ts -> \/lib\/mid\.ts\t\/mid\.ts -> \/lib\/mid\.ts$/m,
    );
    assert.match(
      human.out,
      /^edge-retargeted\t\/lib\/mid\.ts\t.*"\.\/leaf\.ts": \/leaf\.ts -> \/lib\/leaf\.ts$/m,
    );
  });
});

Deno.test("--path asks for one module; one that a side does not have is null there", async () => {
  await withDirectory({}, async (cwd) => {
    await writeProgram(cwd, "a");
    await writeProgram(cwd, "b", ROWS[2]!.change);
    const explain = async (path: string) => {
      const args = ["identity", "explain", "a/main.ts", "b/main.ts", "--path", path, "--json"];
      const { code, json } = await cf(args, { cwd });
      return { code, json };
    };
    const leaf = await explain("/leaf.ts");
    assert.deepEqual([leaf.code, leaf.json["equal"], causesOf(leaf.json)], [0, true, []]);
    const more = await explain("/more.ts");
    assert.deepEqual([more.code, more.json["before"], more.json["equal"]], [1, null, false]);
    assert.deepEqual(causesOf(more.json).map(({ kind, chain }) => [kind, chain]), [
      ["added", ["/more.ts"]],
    ]);
  });
});

Deno.test("a piece and a stored identity compare with files and with each other, texts included", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const made = await cf(["run", "counter/main.tsx", "--store", ".cf", "--json"], { cwd });
    const { piece, entryIdentity } = made.json as { piece: string; entryIdentity: string };
    await writeInto(cwd, "counter/leaf.ts", "export const STEP = 3;\n");
    for (const stored of [piece, entryIdentity]) {
      for (const isStoredFirst of [true, false]) {
        const operands = ["counter/main.tsx", stored];
        if (isStoredFirst) operands.reverse();
        const { code, json } = await cf(["identity", "explain", ...operands, "--json"], { cwd });
        const [cause, ...more] = causesOf(json);
        assert.deepEqual([code, more], [1, []]);
        assert.deepEqual([cause!.kind, cause!.path], ["text", "/leaf.ts"]);
        const [before, after] = isStoredFirst ? [1, 3] : [3, 1];
        assert.deepEqual([cause!.detail["before"], cause!.detail["after"]], [
          `export const STEP = ${before};`,
          `export const STEP = ${after};`,
        ]);
        assert.equal(json[isStoredFirst ? "before" : "after"], entryIdentity);
      }
    }
    const edited = await cf(["run", "counter/main.tsx", "--store", ".cf", "--json"], { cwd });
    const other = String(edited.json["entryIdentity"]);
    const both = ["identity", "explain", entryIdentity, other, "--json"];
    const { json } = await cf(both, { cwd });
    assert.deepEqual(causesOf(json).map(({ kind, path }) => [kind, path]), [["text", "/leaf.ts"]]);
    const equal = await cf(["identity", "explain", other, "counter/main.tsx"], { cwd });
    assert.deepEqual([equal.code, equal.out.split("\n").length], [0, 2]);
    assert.match(equal.out, /\tequal\n$/);
  });
});

Deno.test("what cannot be compared is refused by name", async () => {
  await withDirectory({}, async (cwd) => {
    await writeProgram(cwd, "a");
    await writeProgram(cwd, "b", { "leaf.ts": null });
    const rows: readonly [string[], RegExp][] = [
      [["a/main.ts", "b/main.ts"], /cf identity explain: program is not complete: "b\/main\.ts"/],
      [["a/main.ts", "c/main.ts"], /c\/main\.ts/],
      [
        ["a/main.ts", "A".repeat(43)],
        /cf identity explain: .*(no store|no such space|no readable source)/,
      ],
    ];
    for (const [operands, message] of rows) {
      const { code, out, err } = await cf(["identity", "explain", ...operands], { cwd });
      assert.deepEqual([code, out], [1, ""]);
      assert.match(err, message);
    }
  });
});
