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
