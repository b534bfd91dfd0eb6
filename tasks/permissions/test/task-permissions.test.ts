import assert from "node:assert/strict";

interface Configuration {
  readonly tasks: Readonly<Record<string, { readonly command: string }>>;
  readonly permissions: Readonly<Record<string, Readonly<Record<string, true | string[]>>>>;
}

const root = new URL("../../../", import.meta.url);
const { tasks, permissions } = JSON.parse(
  await Deno.readTextFile(new URL("deno.json", root)),
) as Configuration;
const page = await Deno.readTextFile(new URL("docs/permissions.md", root));

/** Commands of tasks that run code: the others check, format or call tasks. */
const running = Object.entries(tasks)
  .filter(([, { command }]) => /\bdeno (?:run|test|eval|repl|serve)\b/.test(command));

Deno.test("no task has all permissions, and none has one that is not in its named set", () => {
  assert.ok(running.length >= 10);
  for (const [name, { command }] of running) {
    assert.doesNotMatch(command, /(?:^|\s)(?:-[A-Za-z]*A[A-Za-z]*|--allow-\S+|deno eval)/, name);
    const set = /\s-P=([\w-]+)\s/.exec(command)?.[1];
    assert.ok(set !== undefined && Object.hasOwn(permissions, set), name);
    // Without it Deno warns that named sets may change.
    assert.match(command, /\s--quiet\s/, name);
  }
});

Deno.test("every named set is used, and lists its variables and hosts", () => {
  for (const [name, set] of Object.entries(permissions)) {
    assert.ok(running.some(([, { command }]) => command.includes(` -P=${name} `)), name);
    assert.ok(!Object.hasOwn(set, "all"), name);
    assert.ok(!Object.hasOwn(set, "import"), name);
  }
});

Deno.test("the page of permissions has every set, and says why for each that has no bounds", () => {
  const rows = page.split("\n").filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
  assert.deepEqual(rows.map(([name]) => name!.replaceAll("`", "")), Object.keys(permissions));
  for (const [name, unbounded, reason] of rows) {
    const set = permissions[name!.replaceAll("`", "")]!;
    const wanted = Object.keys(set).filter((kind) => set[kind] === true).join(", ");
    assert.equal(unbounded, wanted || "-", name);
    assert.ok(reason!.length > 0, name);
  }
});
