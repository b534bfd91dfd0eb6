/** Places of pieces that only named code may change, in every process. */
import assert from "node:assert/strict";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import type { Compiled } from "./support/compiled.ts";
import { MODES, send, within } from "./support/labelled-pieces.ts";

const HEAD = `import { AddIntegrity, computed, Default, handler, lift, pattern, RequiresIntegrity,
  Stream, WriteAuthorizedBy, Writable } from "commonfabric";\n`;

/** `circular` names its own code by a re-export of another module, `typed` by one only for types. */
const AUTHORITY = {
  "/save.ts": `${HEAD}
import { again } from "./again.ts";
import type { unseen } from "./types-only.ts";
export interface State { name: Writable<WriteAuthorizedBy<string, typeof put>> }
export function put({ to }: { to: string }, { name }: State): void {
  name.set(to);
}
function putOwn(
  { to }: { to: string },
  { name }: { name: Writable<WriteAuthorizedBy<string, typeof putOwn>> },
): void {
  name.set(to);
}
export const own = handler<
  { to: string },
  { name: Writable<WriteAuthorizedBy<string, typeof putOwn>> }
>(putOwn);
export const twin = handler<
  { to: string },
  { name: Writable<WriteAuthorizedBy<string, typeof putOwn>> }
>(putOwn);
export function putAgain(
  { to }: { to: string },
  { name }: { name: Writable<WriteAuthorizedBy<string, typeof again>> },
): void {
  if (typeof again === "function") name.set(to);
}
export function putUnseen(
  { to }: { to: string },
  { name }: { name: Writable<WriteAuthorizedBy<string, typeof unseen>> },
): void {
  name.set(to);
}
export const save = handler<{ to: string }, State>(put);
export const circular = handler<
  { to: string },
  { name: Writable<WriteAuthorizedBy<string, typeof again>> }
>(putAgain);
export const typed = handler<
  { to: string },
  { name: Writable<WriteAuthorizedBy<string, typeof unseen>> }
>(putUnseen);
export const steal = handler<{ to: string }, State>(({ to }, { name }) => name.set(to));
export const sneak = handler<{ to: string }, State>(({ to }, { name }) => {
  try { name.set(to); } catch { /* the write counts all the same */ }
});
`,
  "/again.ts": `export { putAgain as again } from "./save.ts";
export { unseen } from "./types-only.ts";\n`,
  "/types-only.ts": `export { putUnseen as unseen } from "./save.ts";\n`,
  "/barrel.ts": `export { put as keep, save } from "./save.ts";\n`,
  "/main.tsx": `${HEAD}
import { keep, save } from "./barrel.ts";
import { circular, own, sneak, type State, steal, twin, typed } from "./save.ts";
import { unseen } from "./types-only.ts";
type To = { to: string };
const abroad = handler<To, { name: Writable<WriteAuthorizedBy<string, typeof keep>> }>(
  ({ to }, { name }) => name.set(typeof keep === "function" && typeof unseen === "function" ? to : ""),
);
function put({ to }: To, { name }: State): void {
  name.set(to);
}
const confused = handler<To, State>(put);
interface Input { name: Writable<WriteAuthorizedBy<string, typeof keep> | Default<"start">> }
type Event = Stream<To>;
interface Output { name: string; save: Event; own: Event; twin: Event; circular: Event; typed: Event; steal: Event;
  sneak: Event; abroad: Event; confused: Event }
export default pattern<Input, Output>(({ name }) => ({ name, save: save({ name }), own: own({ name }), twin: twin({ name }),
  circular: circular({ name }), typed: typed({ name }), steal: steal({ name }),
  sneak: sneak({ name }), abroad: abroad({ name }), confused: confused({ name }) }));
`,
};

for (const mode of MODES) {
  const isEnforced = mode === "enforce";

  Deno.test(`${mode}: only the handler that a type names changes a cell, in every process`, async () => {
    const stores = memoryStores();
    const refused = isEnforced
      ? { status: "failed", errors: ["WriteNotAuthorizedError"] }
      : { status: "committed", errors: [] };
    const granted = { status: "committed", errors: [] };
    const check = async (test: Compiled) => {
      const value = () => test.piece().key("name").pull();
      assert.deepEqual(await send(test, "save", { to: "own" }), granted);
      assert.equal(await value(), "own");
      for (const own of ["own", "twin", "circular"]) {
        assert.deepEqual(await send(test, own, { to: own }), granted);
        assert.equal(await value(), own);
      }
      for (const other of ["steal", "sneak", "abroad", "typed", "confused"]) {
        assert.deepEqual(await send(test, other, { to: other }), refused, other);
        assert.equal(await value(), isEnforced ? "circular" : other);
      }
    };
    await within(mode, async (test) => {
      const piece = await test.runFiles(AUTHORITY);
      assert.equal(await piece.key("name").pull(), "start", "its first value is its own");
      await check(test);
    }, { stores });
    await within(mode, async (test) => {
      await test.piece().sync();
      await test.runtime.start(test.piece());
      assert.equal(test.runtime.counters().typescriptLoads, 0);
      await check(test);
    }, { stores });
  });

  Deno.test(`${mode}: a later set-up changes no place that belongs to other code`, async () => {
    await within(mode, async (test) => {
      const piece = await test.runFiles(AUTHORITY, { argument: { name: "first" } });
      assert.equal(await piece.key("name").pull(), "first");
      await test.runFiles(AUTHORITY, { argument: { name: "first" } });
      const again = () => test.runFiles(AUTHORITY, { argument: { name: "second" } });
      if (isEnforced) await assert.rejects(again, { name: "WriteNotAuthorizedError" });
      else await again();
      assert.equal(await piece.key("name").pull(), isEnforced ? "first" : "second");
    });
  });
}
