/** `cf test` with several users: shared state, own state, barriers, and whose members count. */
import assert from "node:assert/strict";
import { BarrierError, LabelBarriers } from "../pattern-test/label-barriers.ts";
import { cf, withDirectory } from "./support/fake-command.ts";
import { SUBJECT } from "./support/pattern-tests.ts";

interface Participant {
  readonly steps: string;
  readonly members?: string;
  readonly user?: string;
}

/** A test in which all share the counter of the set-up, and each user has a draft. */
function usersTest(participants: Readonly<Record<string, Participant>>): string {
  const entries = Object.entries(participants);
  const one = ([name, { steps, members = "" }]: [string, Participant]) =>
    `const ${name} = pattern<In>(({ setup }) => ({ [TESTS]: [${steps}], ${members} }));`;
  const member = ([name, { user }]: [string, Participant]) =>
    user === undefined ? name : `${name}: { pattern: ${name}, user: "${user}" }`;
  return `import { action, assert, multiUserTest, pattern, type Stream, TESTS, Writable } from "commonfabric";
import Counter from "./counter.tsx";

interface Shared {
  counter: { count: number; inc: Stream<void>; add: Stream<{ by: number }> };
  draft: string;
  write: Stream<{ text: string }>;
}
interface In { setup: Shared }

const setup = pattern<Record<string, never>, Shared>(() => {
  const draft = new Writable.perUser<string>("");
  const write = action<{ text: string }>(({ text }) => { draft.set(text); });
  return { counter: Counter({ count: 0 }), draft, write };
});
${entries.map(one).join("\n")}
export default multiUserTest({ setup, participants: { ${entries.map(member).join(", ")} } });
`;
}

const is = (condition: string) => `{ assertion: assert(() => ${condition}) }`;

async function play(participants: Readonly<Record<string, Participant>>) {
  let report: {
    failure: string | null;
    steps: {
      name: string;
      after: string | null;
      status: string;
      error: { message: string } | null;
    }[];
  } | undefined;
  const files = { "counter.tsx": SUBJECT, "a.test.tsx": usersTest(participants) };
  await withDirectory(files, async (cwd) => {
    const { json } = await cf(["test", "a.test.tsx", "--json"], { cwd });
    report = (json as { files: never[] }).files[0];
  });
  return report!;
}

Deno.test("what the set-up made is shared, and steps bear the name of their participant", async () => {
  const { failure, steps } = await play({
    ann: {
      steps: `{ action: setup.counter.inc }, { label: "one" }, { await: "two" }, ${
        is("setup.counter.count === 2")
      }`,
    },
    bob: {
      steps: `{ await: "one" }, ${
        is("setup.counter.count === 1")
      }, { action: setup.counter.inc }, { label: "two" }`,
    },
  });
  assert.equal(failure, null);
  assert.deepEqual(steps.map(({ name, after }) => [name, after]), [
    ["ann/action_1", null],
    ["ann/label_1", "ann/action_1"],
    ["ann/await_1", "ann/action_1"],
    ["ann/assertion_1", "ann/action_1"],
    ["bob/await_1", null],
    ["bob/assertion_1", null],
    ["bob/action_1", null],
    ["bob/label_1", "bob/action_1"],
  ]);
});

Deno.test("a user's own state is seen by a second session of that user and by nobody else", async () => {
  const { failure } = await play({
    ann: { steps: `{ action: setup.write, event: { text: "hi" } }, { label: "written" }` },
    again: { user: "ann", steps: `{ await: "written" }, ${is(`setup.draft === "hi"`)}` },
    bob: { steps: `{ await: "written" }, ${is(`setup.draft === ""`)}` },
  });
  assert.equal(failure, null);
});

Deno.test("members hold for the runtime of their participant", async () => {
  const ann = { steps: `{ action: setup.counter.add, event: { by: -1 } }` };
  const bob = { steps: `{ action: setup.counter.inc }`, members: "expectRuntimeErrors: true" };
  const { failure } = await play({ ann, bob });
  assert.equal(
    failure,
    "ann: runtime error: RangeError: only up; " +
      "bob: expectRuntimeErrors: expected a runtime error, got none",
  );
});

Deno.test("who awaits what nobody reaches fails, and the others go on", async () => {
  const { failure, steps } = await play({
    ann: { steps: `{ await: "never" }, ${is("setup.counter.count === 0")}` },
    bob: { steps: is("setup.counter.count === 0") },
  });
  assert.equal(failure, "ann/await_1 failed");
  assert.deepEqual(steps.map(({ status }) => status), ["failed", "skipped", "passed"]);
  assert.match(steps[0]!.error!.message, /No participant .* reaches "never"/);
});

Deno.test("a label that several have is reached when all others have reached it", async () => {
  const barriers = new LabelBarriers(["a", "b", "c"]);
  const [a, b, c] = ["a", "b", "c"].map((name) => barriers.of(name));
  const log: string[] = [];
  a!.declare(["ready"]);
  b!.declare(["ready"]);
  a!.reach("ready");
  const waiting = [
    a!.wait("ready").then(() => log.push("a")),
    b!.wait("ready").then(() => log.push("b")),
  ];
  await Promise.resolve();
  assert.deepEqual(log, [], "c has not said which labels it has");
  c!.declare([]);
  await waiting[1];
  assert.deepEqual(log, ["b"]);
  b!.reach("ready");
  await waiting[0];
  assert.deepEqual(log, ["b", "a"]);
  const stuck = c!.wait("a:nothing");
  barriers.leave("a");
  barriers.leave("b");
  await assert.rejects(stuck, BarrierError);
});

Deno.test("a label can be awaited of one participant", async () => {
  const barriers = new LabelBarriers(["a", "b", "c"]);
  const [a, b, c] = ["a", "b", "c"].map((name) => barriers.of(name));
  a!.declare(["done"]);
  b!.declare(["done"]);
  c!.declare([]);
  const ofA = [c!.wait("a:done"), c!.wait({ label: "done", user: "a" })];
  a!.reach("done");
  await Promise.all(ofA);
});
