/** Events to places whose stream depends on computations that nothing observes. */
import assert from "node:assert/strict";
import { cf, withDirectory } from "./support/fake-command.ts";

const TASKS = `import { Default, handler, pattern, Stream, Writable } from "commonfabric";
interface Task { title: string; done: boolean | Default<false> }
interface Output { tasks: Task[]; rows: { toggle: Stream<void> }[]; turn: Stream<void> }
const toggle = handler<void, { task: Writable<Task> }>((_, { task }) =>
  task.key("done").set(!task.get().done));
const turn = handler<void, { tasks: Writable<Task[]> }>((_, { tasks }) =>
  tasks.set([...tasks.get()].reverse()));
export default pattern<{ tasks: Writable<Task[] | Default<[]>> }, Output>(({ tasks }) => ({
  tasks,
  rows: tasks.map((task) => ({ toggle: toggle({ task }) })),
  turn: turn({ tasks }),
}));
`;

Deno.test("call reaches the stream of the element that is at its place now", async () => {
  await withDirectory({ "tasks.tsx": TASKS, ".cf/x": "" }, async (cwd) => {
    const ok = async (...args: string[]): Promise<string> => {
      const { code, out, err } = await cf(args, { cwd });
      assert.equal(code, 0, `cf ${args.join(" ")}: ${err}`);
      return out.trimEnd();
    };
    const argument = JSON.stringify({ tasks: [{ title: "a" }, { title: "b" }] });
    await ok("piece", "new", "tasks.tsx", "--name", "t", "--argument", argument);
    for (const stream of ["rows/0/toggle", "turn", "rows/0/toggle", "rows/0/toggle"]) {
      await ok("call", `@t/${stream}`);
    }
    assert.deepEqual(JSON.parse(await ok("get", "@t/tasks")), [
      { title: "b", done: false },
      { title: "a", done: true },
    ]);
  });
});
