/** The whole task over a workspace of one small rule. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { deleteRules } from "../delete-rules.ts";

const RULE = `
const BANNED = ["eval", "with"];
export function refuses(name: string): boolean {
  if (name.length > 8) return true;
  return BANNED.includes(name);
}
export const unused = (name: string) => !name;
`;

const TEST = `
import { refuses } from "../rule.ts";
Deno.test("long names", () => { if (!refuses("123456789") || refuses("1234567")) throw new Error(); });
Deno.test("eval", () => { if (!refuses("eval")) throw new Error(); });
`;

Deno.test("a deleted condition and a deleted ban are noticed exactly when a test is about them", async () => {
  const root = await Deno.makeTempDir();
  const scratch = await Deno.makeTempDir();
  try {
    const own = fileURLToPath(new URL("..", import.meta.url));
    await Deno.mkdir(`${root}/tasks/rule-deletion`, { recursive: true });
    for (const file of ["test-process.ts", "protocol.ts", "switches.ts", "collected-tests.ts"]) {
      await Deno.copyFile(`${own}/${file}`, `${root}/tasks/rule-deletion/${file}`);
    }
    await Deno.mkdir(`${root}/packages/p/test`, { recursive: true });
    await Deno.writeTextFile(`${root}/packages/p/rule.ts`, RULE);
    await Deno.writeTextFile(`${root}/packages/p/test/rule.test.ts`, TEST);
    await Deno.writeTextFile(`${root}/deno.json`, "{}");
    const said: string[] = [];
    const unnoticed = await deleteRules({
      root,
      scratch,
      target: {
        name: "p",
        sources: ["packages/p"],
        except: [],
        tests: ["packages/p/test"],
        refusals: {},
      },
      file: undefined,
      again: undefined,
      sample: undefined,
      seed: 1,
      processes: 2,
      cheapMs: 60_000,
      say: (line) => said.push(line.trim()),
      verbose: false,
    });
    assert.deepEqual(
      new Set(said),
      new Set([
        "p: 5 mutants, 2 tests",
        'no test notices: packages/p/rule.ts:2 entry deleted: "with"',
        "no test notices: packages/p/rule.ts:7 negation dropped: !name => name (no test runs it)",
        "p: 3 noticed, 0 equivalent, 2 unnoticed",
      ]),
    );
    assert.equal(unnoticed, 2);
  } finally {
    await Deno.remove(root, { recursive: true });
    await Deno.remove(scratch, { recursive: true });
  }
});
