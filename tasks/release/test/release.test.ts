import assert from "node:assert/strict";
import { withTemporaryDirectory } from "../../../integration/harness/temporary-directory.ts";
import { workspacePath } from "../../../integration/harness/workspace-path.ts";
import { buildRelease } from "../build-release.ts";

const COUNTER = "packages/patterns/counter/main.tsx";

/** Output of a process of Deno; its standard error when it fails. */
async function run(args: readonly string[], cwd: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: ["run", "--no-check", "--quiet", ...args],
    cwd,
  }).output();
  const decoder = new TextDecoder();
  assert.ok(success, decoder.decode(stderr));
  return decoder.decode(stdout);
}

/** Files that code of the release names relative to itself. */
async function namedFiles(release: string): Promise<string[]> {
  const named: string[] = [];
  for await (const { name } of Deno.readDir(release)) {
    if (!name.endsWith(".js")) continue;
    const text = await Deno.readTextFile(`${release}/${name}`);
    for (const [, file] of text.matchAll(/new URL\("(\.\/[^"]+)", import\.meta\.url\)/g)) {
      named.push(file!);
    }
  }
  assert.ok(named.length > 0);
  return named;
}

Deno.test("a release has the versions of its sources, reads their stores, and compiles as they do", async () => {
  await withTemporaryDirectory(async (directory) => {
    const release = `${directory}/release`;
    await buildRelease(release);
    const permissions = ["--allow-read", "--allow-write", "--allow-env", "--allow-run=deno"];
    const built = [`--config=${release}/deno.json`, `${release}/main-powers.js`];
    const source = [
      `--config=${workspacePath("deno.json")}`,
      workspacePath("packages/cli/main-powers.ts"),
    ];
    const cf = (files: readonly string[], ...args: string[]) =>
      run([...permissions, ...files, ...args], directory);

    assert.equal(await cf(built, "--version"), await cf(source, "--version"));

    const program = workspacePath(COUNTER);
    const runCounter = async (files: readonly string[], store: string) => {
      const text = await cf(files, "run", program, "--cause", "one", "--store", store, "--json");
      const { ok, result, stateDigest, counters } = JSON.parse(text);
      assert.equal(ok, true);
      const { typescriptLoads, bodiesAttested, observationsAccepted } = counters;
      return { result, stateDigest, typescriptLoads, bodiesAttested, observationsAccepted };
    };
    const store = `${directory}/store`;
    const first = await runCounter(source, store);
    assert.equal(first.typescriptLoads, 1);
    const resumed = await runCounter(built, store);
    assert.deepEqual(resumed, await runCounter(source, store));
    assert.equal(resumed.typescriptLoads, 0);
    assert.ok(resumed.bodiesAttested > 0 && resumed.observationsAccepted > 0);
    const compiled = await runCounter(built, `${directory}/other`);
    assert.equal(compiled.typescriptLoads, 1);
    assert.deepEqual(compiled.result, first.result);
    const isolated = await cf(
      built,
      ...["run", program, "--cause", "one", "--store", store, "--isolate", "--json"],
    );
    assert.deepEqual(JSON.parse(isolated).result, first.result);
    assert.match(await cf(built, "explain", "graph:no-export"), /graph:no-export/);
    for (const named of await namedFiles(release)) {
      assert.ok((await Deno.stat(`${release}/${named}`)).isFile, named);
    }
  });
});
