/** Verbs over a stored piece in processes that cannot load TypeScript. */
import assert from "node:assert/strict";
import { type ChildResult, jsonOf, runCf } from "../harness/child-process.ts";
import { withTemporaryDirectory } from "../harness/temporary-directory.ts";
import { withoutTypeScript } from "../harness/without-typescript.ts";

const PROGRAM =
  `import { action, computed, type Default, pattern, type Stream, Writable } from "commonfabric";
interface Input { count: Writable<number | Default<0>> }
interface Output { count: number; double: number; add: Stream<{ by: number }> }
export default pattern<Input, Output>(({ count }) => ({
  count,
  double: computed(() => count.get() * 2),
  add: action<{ by: number }>(({ by }) => count.set(count.get() + by)),
}));
`;

Deno.test("no verb over a stored piece loads the compiler", async () => {
  await withTemporaryDirectory(async (directory) => {
    await Deno.writeTextFile(`${directory}/counter.tsx`, PROGRAM);
    const configuration = await withoutTypeScript(`${directory}/configuration`);
    const cf = async (...args: string[]): Promise<ChildResult> =>
      await runCf(args, { cwd: directory, configuration });
    const ok = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await cf(...args);
      assert.equal(code, 0, `cf ${args.join(" ")}: ${stderr}`);
      return stdout.trimEnd();
    };
    const make = ["piece", "new", "counter.tsx", "--name", "c"];
    const refused = await cf(...make);
    assert.equal(refused.code, 1, "a program that is not known needs the compiler");
    assert.match(refused.stderr, /'typescript'/);
    const made = await runCf(make, { cwd: directory });
    assert.equal(made.code, 0, made.stderr);

    await ok("piece", "new", "counter.tsx", "--name", "other");
    assert.match(await ok("piece", "ls"), /\tc\t/);
    await ok("call", "@c/add", "--", "--by", "2");
    assert.equal(await ok("get", "@c/count"), "2");
    assert.equal(await ok("get", "@c/double", "--step"), "4");
    await ok("set", "@c/count", "5");
    await ok("set", "@c#argument", '{"count":6}');
    await ok("link", "@c/count", "@other/count");
    assert.equal(await ok("get", "@other/double", "--step"), "12");
    await ok("graph", "@c");
    await ok("piece", "step", "@c");
    await ok("piece", "getsrc", "@c", "--output", "source");
    await ok("piece", "setsrc", "@c", "source/counter.tsx");
    const inspected = jsonOf<{ observations: { action: string; writes: string[] }[] }>(
      await cf("piece", "inspect", "@c", "--json"),
    );
    assert.ok(inspected.observations.some(({ writes }) => writes.length > 0));
    await ok("piece", "rm", "@c");
  });
});
