/** The runner runs a stored pattern with what it needs and nothing else. */
import assert from "node:assert/strict";
import { jsonOf, runCf } from "../harness/child-process.ts";
import { withTemporaryDirectory } from "../harness/temporary-directory.ts";
import { workspacePath } from "../harness/workspace-path.ts";

const script = workspacePath("integration/least-permission/run-stored-piece.ts");

interface Grants {
  readonly read: readonly string[];
  readonly write: readonly string[];
  readonly env: readonly string[];
}

/** Names of the cache directory of the user, and the salt of the runtime version. */
const VARIABLES = [
  "HOME",
  "USERPROFILE",
  "XDG_CACHE_HOME",
  "LOCALAPPDATA",
  "CF_RUNTIME_VERSION_SALT",
];

async function run({ read, write, env }: Grants, directory: string, args: readonly string[]) {
  const { code, stdout, stderr } = await new Deno.Command("deno", {
    args: [
      ...["run", "--no-check", "--quiet", "--no-prompt", "--cached-only"],
      `--config=${workspacePath("deno.json")}`,
      ...read.length === 0 ? [] : [`--allow-read=${read.join(",")}`],
      ...write.length === 0 ? [] : [`--allow-write=${write.join(",")}`],
      ...env.length === 0 ? [] : [`--allow-env=${env.join(",")}`],
      script,
      ...args,
    ],
    cwd: directory,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

Deno.test("a stored pattern runs with the sources, the store and five variables, and with nothing less", async () => {
  await withTemporaryDirectory(async (directory) => {
    const store = `${directory}/store`;
    const made = await runCf([
      ...["piece", "new", workspacePath("packages/patterns/counter/main.tsx")],
      ...["--store", store, "--json"],
    ]);
    const { address } = jsonOf<{ address: string }>(made);
    const [space, id] = address.split("/") as [string, string];
    const enough: Grants = {
      read: [
        workspacePath("packages"),
        workspacePath("deno.json"),
        store,
      ],
      write: [store],
      env: VARIABLES,
    };
    const args = [store, space, id];
    const ran = await run(enough, directory, args);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual(JSON.parse(ran.stdout), { status: "committed", value: 2 });
    const less: [string, Grants, RegExp][] = [
      [
        "no read of the store",
        { ...enough, read: enough.read.toSpliced(2, 1) },
        /read access/,
      ],
      ["no write of the store", { ...enough, write: [] }, /StoreUnavailableError/],
      ["no variables", { ...enough, env: [] }, /env access/],
    ];
    const failed = await Promise.all(less.map(([, grants]) => run(grants, directory, args)));
    for (const [index, { code, stderr }] of failed.entries()) {
      const [what, , message] = less[index]!;
      assert.notEqual(code, 0, what);
      assert.match(stderr, message, `${what}: ${stderr}`);
    }
    // What failed has left the piece as it was.
    const again = await run(enough, directory, args);
    assert.deepEqual(JSON.parse(again.stdout), { status: "committed", value: 4 });
  });
});
