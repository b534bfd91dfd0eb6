import assert from "node:assert/strict";
import { cf, withDirectory, writeInto } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";

interface Module {
  readonly path: string;
  readonly identity: string | null;
  readonly imports: readonly { specifier: string; kind: string | null; target: string | null }[];
}

async function identities(cwd: string, file: string): Promise<Record<string, string | null>> {
  const { json } = await cf(["identity", file, "--json"], { cwd });
  const modules = json["modules"] as Module[];
  return Object.fromEntries(modules.map(({ path, identity }) => [path, identity]));
}

Deno.test("identities are those of the text, whatever the entry and the line ends", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const whole = await identities(cwd, "counter/main.tsx");
    const part = await identities(cwd, "counter/mid.ts");
    assert.deepEqual(part, { "/leaf.ts": whole["/leaf.ts"], "/mid.ts": whole["/mid.ts"] });
    const leaf = COUNTER["counter/leaf.ts"]!;
    await writeInto(cwd, "counter/leaf.ts", `\ufeff${leaf.replaceAll("\n", "\r\n")}`);
    assert.deepEqual(await identities(cwd, "counter/main.tsx"), whole);
    const { out } = await cf(["identity", "counter/mid.ts"], { cwd });
    assert.equal(out, `${whole["/leaf.ts"]}  /leaf.ts\n${whole["/mid.ts"]}  /mid.ts\n`);
  });
});

Deno.test("members of a cycle are marked", async () => {
  const files = {
    "a.ts": 'import { b } from "./b.ts";\nexport const a = () => b;\n',
    "b.ts": 'import { a } from "./a.ts";\nexport const b = () => a;\n',
  };
  await withDirectory(files, async (cwd) => {
    const { out } = await cf(["identity", "a.ts"], { cwd });
    assert.match(
      out,
      /^[\w-]{43} {2}\/a\.ts {2}\(cycle 0\)\n[\w-]{43} {2}\/b\.ts {2}\(cycle 0\)\n$/,
    );
  });
});

Deno.test("an incomplete program shows what is missing and which modules have no identity", async () => {
  const files = {
    "main.ts": 'import { a } from "./a.ts";\nimport { c } from "./c.ts";\nexport default [a, c];\n',
    "a.ts": 'import { b } from "./gone.ts";\nexport const a = b;\n',
    "c.ts": "export const c = 1;\n",
  };
  await withDirectory(files, async (cwd) => {
    const { code, json, out } = await cf(["identity", "main.ts", "--json"], { cwd });
    const modules = json["modules"] as Module[];
    assert.equal(code, 1);
    assert.equal(json["complete"], false);
    assert.equal(json["entryIdentity"], null);
    assert.deepEqual(json["missing"], [{ specifier: "./gone.ts", importer: "/a.ts" }]);
    assert.deepEqual(modules.map(({ path, identity }) => [path, identity !== null]), [
      ["/a.ts", false],
      ["/c.ts", true],
      ["/main.ts", false],
    ]);
    assert.deepEqual(modules[0]!.imports, [
      { specifier: "./gone.ts", kind: null, target: null, identity: null },
    ]);
    assert.ok(!out.includes(cwd));
  });
});

Deno.test("explain names the cause and the chain to it", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    for (const [name, text] of Object.entries(COUNTER)) {
      await writeInto(cwd, name.replace("counter", "after"), text.replace("STEP = 1", "STEP = 2"));
    }
    const args = ["identity", "explain", "counter/main.tsx", "after/main.tsx"];
    const { code, json } = await cf([...args, "--json"], { cwd });
    const [cause] = json["causes"] as Record<string, unknown>[];
    assert.equal(code, 1);
    assert.equal((json["causes"] as unknown[]).length, 1);
    assert.deepEqual([cause!["kind"], cause!["path"]], ["text", "/leaf.ts"]);
    assert.deepEqual(cause!["chain"], ["/main.tsx", "/mid.ts", "/leaf.ts"]);
    const same = await cf([...args.slice(0, 3), "counter/main.tsx"], { cwd });
    assert.equal(same.code, 0);
    const absent = await cf([...args, "--path", "/none.ts"], { cwd });
    assert.deepEqual([absent.code, absent.out], [1, ""]);
    assert.match(absent.err, /no such module: "\/none\.ts" is in neither program/);
  });
});

Deno.test("a stored piece and a stored identity have the identities of their files", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const files = await identities(cwd, "counter/main.tsx");
    const { json } = await cf(["run", "counter/main.tsx", "--store", ".cf", "--json"], { cwd });
    await Deno.remove(`${cwd}/counter`, { recursive: true });
    assert.deepEqual(await identities(cwd, String(json["piece"])), files);
    assert.deepEqual(await identities(cwd, files["/main.tsx"]!), files);
    const same = ["identity", "explain", String(json["piece"]), files["/main.tsx"]!];
    assert.equal((await cf(same, { cwd })).code, 0);
    const absent = await cf(["identity", "A".repeat(43)], { cwd });
    assert.deepEqual([absent.code, absent.out], [1, ""]);
    assert.match(absent.err, /^cf identity: no readable source: "A+" \(absent\)\n$/);
    const nothing = await cf(["identity", `/of:${"A".repeat(43)}`], { cwd });
    assert.match(nothing.err, /^cf identity: no such piece: /);
  });
});
