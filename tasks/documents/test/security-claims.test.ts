/** Every claim of the page on security names tests that exist. */
import assert from "node:assert/strict";

const root = new URL("../../../", import.meta.url);
const page = Deno.readTextFileSync(new URL("SECURITY.md", root));
const claims = page.slice(page.indexOf("## Claims"), page.indexOf("## Caveats"))
  .split(/^### /m).slice(1);

Deno.test("claims are numbered, and each names a test, a task or a group of attacks", () => {
  assert.deepEqual(claims.map((claim) => parseInt(claim)), claims.map((_, at) => at + 1));
  for (const claim of claims) {
    assert.match(claim, /^- (?:`[\w/.-]+\.test\.ts`|`deno task |groups? \d\d)/m, claim);
  }
});

Deno.test("the tests that claims name are there, under those words", () => {
  let named = 0;
  for (const [, file, words] of page.matchAll(/`([\w/.-]+\.test\.ts)`(?::\s+"([^"]+)")?/g)) {
    const text = Deno.readTextFileSync(new URL(file!, root));
    const wanted = words?.replace(/\s+/g, " ");
    assert.ok(wanted === undefined || text.includes(wanted), `${file}: ${wanted}`);
    named++;
  }
  assert.ok(named > 20);
});

Deno.test("the groups and tasks that claims name are there", () => {
  const { tasks } = JSON.parse(Deno.readTextFileSync(new URL("deno.json", root)));
  for (const [, task] of page.matchAll(/deno task ([\w:-]+)/g)) {
    assert.ok(Object.hasOwn(tasks, task!), task);
  }
  const packages = [...Deno.readDirSync(new URL("packages/", root))].map(({ name }) => name);
  const groups = new Set(packages.flatMap((name) => groupsOf(name)));
  for (const [, list] of page.matchAll(/\bgroups? (\d\d(?:(?:, | and )\d\d)*)/g)) {
    for (const group of list!.match(/\d\d/g)!) assert.ok(groups.has(group), group);
  }
});

function groupsOf(name: string): string[] {
  try {
    const folder = new URL(`packages/${name}/testdata/attacks/`, root);
    return [...Deno.readDirSync(folder)].map((entry) => entry.name.slice(0, 2));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
