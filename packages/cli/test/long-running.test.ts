/** Verbs that go on until an interrupt. */
import assert from "node:assert/strict";
import { cf, withDirectory } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";

/** A promise with what was given to its function so far. */
function signalled<T>(): { seen: T[]; note: (value: T) => void; next: () => Promise<void> } {
  const seen: T[] = [];
  let wake = (): void => {};
  let waiting = new Promise<void>((resolve) => wake = resolve);
  return {
    seen,
    note: (value) => {
      seen.push(value);
      wake();
      waiting = new Promise<void>((resolve) => wake = resolve);
    },
    next: () => waiting,
  };
}

Deno.test("a watched program is checked again when one of its files changes", async () => {
  await withDirectory({ ...COUNTER, "counter/.cf/x": "" }, async (cwd) => {
    const lines = signalled<string>();
    let interrupt = (): void => {};
    let change = (_paths: readonly string[]): void => {};
    let isWatching = false;
    const watching = cf(["check", "counter/main.tsx", "--watch"], {
      cwd,
      onInterrupt: (fn) => interrupt = fn,
      onErr: lines.note,
      watch: (directories, fn) => {
        assert.deepEqual(directories, [`${cwd}/counter`]);
        change = fn;
        isWatching = true;
        return () => void (isWatching = false);
      },
    });
    const until = async (line: RegExp): Promise<void> => {
      while (!lines.seen.some((seen) => line.test(seen))) await lines.next();
      lines.seen.length = 0;
    };
    await until(/^no errors; watching\n$/);
    await Deno.writeTextFile(`${cwd}/counter/leaf.ts`, "export const STEP: number = 'x';\n");
    change([`${cwd}/counter/leaf.ts`]);
    await until(/^watching\n$/);
    await Deno.writeTextFile(`${cwd}/counter/leaf.ts`, COUNTER["counter/leaf.ts"]!);
    change([`${cwd}/counter/.cf/store.sqlite`]);
    change([`${cwd}/elsewhere.ts`]);
    assert.deepEqual(lines.seen, [], "what belongs to no program is passed over");
    change([`${cwd}/counter/leaf.ts`]);
    await until(/^no errors; watching\n$/);
    interrupt();
    const { code, out, err } = await watching;
    assert.deepEqual([code, out, isWatching], [130, "", false]);
    assert.match(err, /error\[TS2322\]/);
  });
});

Deno.test("what is checked again and again has no one document", async () => {
  const { code, err } = await cf(["check", "x.tsx", "--watch", "--json"], { cwd: "/" });
  assert.deepEqual(
    [code, err],
    [2, "cf check: --watch checks again and again: leave --json out\n"],
  );
});

Deno.test("files that change are told by the file system", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const lines = signalled<string>();
    let interrupt = (): void => {};
    const watching = cf(["check", "counter/main.tsx", "--watch", "--no-cache"], {
      cwd,
      onInterrupt: (fn) => interrupt = fn,
      onErr: lines.note,
    });
    while (lines.seen.length === 0) await lines.next();
    await Deno.writeTextFile(`${cwd}/counter/leaf.ts`, "export const STEP: number = 'x';\n");
    while (!lines.seen.some((line) => line === "watching\n")) await lines.next();
    interrupt();
    assert.equal((await watching).code, 130);
  });
});

Deno.test("a run that is kept alive computes what other processes set, until an interrupt", async () => {
  await withDirectory({ ...COUNTER, ".cf/x": "" }, async (cwd) => {
    const lines = signalled<string>();
    let interrupt = (): void => {};
    const args = ["run", "counter/main.tsx", "--cause", "c", "--keep-alive", "--json"];
    const running = cf(args, { cwd, onInterrupt: (fn) => interrupt = fn, onErr: lines.note });
    while (!lines.seen.some((line) => line.startsWith("running home/of:"))) await lines.next();
    assert.equal((await cf(["set", "@c/value", "21"], { cwd })).code, 0);
    const double = async (): Promise<string> =>
      (await cf(["get", "@c/double"], { cwd })).out.trim();
    let found = await double();
    for (let tries = 0; found !== "42" && tries < 200; tries++) found = await double();
    assert.equal(found, "42", "the running piece saw the commit and stored what follows from it");
    interrupt();
    const { code, json } = await running;
    assert.deepEqual([code, json["ok"], (json["result"] as { double: number }).double], [
      130,
      true,
      42,
    ]);
  });
});

Deno.test("a piece that runs elsewhere goes on with the program that setsrc put behind it", async () => {
  await withDirectory({ ...COUNTER, ".cf/x": "" }, async (cwd) => {
    const lines = signalled<string>();
    let interrupt = (): void => {};
    const args = ["run", "counter/main.tsx", "--cause", "c", "--argument", '{"value":1}'];
    const running = cf([...args, "--keep-alive", "--json"], {
      cwd,
      onInterrupt: (fn) => interrupt = fn,
      onErr: lines.note,
    });
    while (!lines.seen.some((line) => line.startsWith("running home/of:"))) await lines.next();
    await Deno.writeTextFile(`${cwd}/counter/leaf.ts`, "export const STEP = 50;\n");
    const swap = await cf(["piece", "setsrc", "@c", "counter/main.tsx"], { cwd });
    assert.equal(swap.code, 0, swap.err);
    const double = async (): Promise<string> =>
      (await cf(["get", "@c/double"], { cwd })).out.trim();
    let found = await double();
    for (let tries = 0; found !== "100" && tries < 200; tries++) found = await double();
    assert.equal(found, "100");
    interrupt();
    assert.equal((await running).code, 130);
  });
});

const HANGING = `import { handler, pattern } from "commonfabric";
const hang = handler(true, true, () => new Promise(() => {}));
export default pattern(() => ({ hang: hang({}) }), true, {
  type: "object",
  properties: { hang: { asCell: ["stream"] } },
});
`;

Deno.test("a handler that never ends is left after its time, or at an interrupt", async () => {
  await withDirectory({ "slow.tsx": HANGING, ".cf/x": "" }, async (cwd) => {
    assert.equal((await cf(["piece", "new", "slow.tsx", "--name", "slow"], { cwd })).code, 0);
    const late = await cf(["call", "@slow/hang", "--timeout", "30", "--json"], { cwd });
    assert.equal(late.code, 1);
    const { kind, message } = late.json["error"] as { kind: string; message: string };
    assert.deepEqual([kind, message], ["budget", "The handler did not end within 30 ms"]);
    const stopped = await cf(["call", "@slow/hang", "--json"], {
      cwd,
      onInterrupt: (interrupt) => interrupt(),
    });
    assert.deepEqual([stopped.code, stopped.json["ok"]], [130, false]);
    assert.equal((await cf(["cache", "verify"], { cwd })).code, 0);
    assert.equal((await cf(["get", "@slow"], { cwd })).code, 0);
  });
});
