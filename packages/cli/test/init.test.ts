import assert from "node:assert/strict";
import ts from "typescript";
import { cf, withDirectory } from "./support/fake-command.ts";

/** What an editor says of the programs of a directory. */
function editorDiagnostics(directory: string): string[] {
  const file = `${directory}/tsconfig.json`;
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  assert.equal(error, undefined);
  const { fileNames, options, errors } = ts.parseJsonConfigFileContent(config, ts.sys, directory);
  assert.deepEqual(errors, []);
  const program = ts.createProgram(fileNames, options);
  return ts.getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

Deno.test("what init writes passes its check, its test and an editor", async () => {
  await withDirectory({ "x.txt": "" }, async (cwd) => {
    const made = await cf(["init", "notes"], { cwd });
    assert.deepEqual([made.code, made.out], [0, ""]);
    assert.match(made.err, /^wrote notes\/counter\.tsx\n/);
    const check = await cf(["check", "notes/counter.tsx"], { cwd });
    assert.deepEqual([check.code, check.err], [0, ""]);
    const tests = await cf(["test", "notes/counter.test.tsx"], { cwd });
    assert.equal(tests.code, 0, tests.out + tests.err);
    assert.deepEqual(editorDiagnostics(`${cwd}/notes`), []);
    await Deno.writeTextFile(
      `${cwd}/notes/wrong.tsx`,
      'import { Writable } from "commonfabric";\nexport const n: Writable<number> = "text";\n',
    );
    assert.equal(editorDiagnostics(`${cwd}/notes`).length, 1, "the types are found and checked");
  });
});

Deno.test("init never overwrites", async () => {
  await withDirectory({ "counter.tsx": "mine" }, async (cwd) => {
    const { code, json } = await cf(["init", "--json"], { cwd });
    assert.equal(code, 0);
    const files = json["files"] as { path: string; written: boolean }[];
    assert.deepEqual(files.filter(({ written }) => !written), [
      { path: "counter.tsx", written: false },
    ]);
    assert.equal(await Deno.readTextFile(`${cwd}/counter.tsx`), "mine");
    const again = await cf(["init", "--json"], { cwd });
    assert.ok((again.json["files"] as typeof files).every(({ written }) => !written));
  });
});
