/** What events of the command line reach, and what their handlers may ask of the command. */
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

const DIARY =
  `import { Default, handler, navigateTo, pattern, Stream, Writable } from "commonfabric";
const Page = pattern<{ day: string }, { day: string }>(({ day }) => ({ day }));
const open = handler<{ day: string }, { pages: Writable<{ day: string }[]> }>(
  ({ day }, { pages }) => {
    const page = Page({ day });
    pages.push(page);
    return navigateTo(page);
  },
);
interface Output { pages: { day: string }[]; open: Stream<{ day: string }> }
export default pattern<{ pages: Writable<{ day: string }[] | Default<[]>> }, Output>(
  ({ pages }) => ({ pages, open: open({ pages }) }),
);
`;

Deno.test("call names the piece that a handler navigates to", async () => {
  await withDirectory({ "diary.tsx": DIARY, ".cf/x": "" }, async (cwd) => {
    assert.equal((await cf(["piece", "new", "diary.tsx", "--name", "d"], { cwd })).code, 0);
    const { code, out, err } = await cf(["call", "@d/open", '{"day":"Monday"}'], { cwd });
    assert.deepEqual([code, out], [0, ""]);
    const shown = /^navigated to (home\/of:[\w-]{43})\n$/.exec(err);
    assert.ok(shown !== null, err);
    const page = await cf(["get", `${shown[1]}`], { cwd });
    assert.deepEqual(JSON.parse(page.out), { day: "Monday" });
  });
});
