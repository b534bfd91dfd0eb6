/** Navigation in a host that can show pieces: after the commit, and only then. */
import assert from "node:assert/strict";
import type { Cell } from "../types.ts";
import { type Any, H, makeTestRuntime } from "./support/test-runtime.ts";
import { handle, list, nested, record, send, start, STRING } from "./support/natural.ts";

Deno.test("a handler navigates to what it made, once its commit stands", async () => {
  const shown: Cell[] = [];
  const test = await makeTestRuntime({}, { navigate: (piece) => void shown.push(piece) });
  const Note = nested(test, (input) => ({ title: input.key("title") }), record({ title: STRING }));
  const open = H.handler(
    record({ title: STRING }),
    record({ notes: handle("cell", list(true)) }),
    ({ title }: Any, { notes }: Any) => {
      const note = Note({ title });
      notes.push(note);
      const answer = H.navigateTo(note);
      if (title === "") throw new Error("no title");
      return answer;
    },
  );
  const piece = await start(test, {
    body: (input) => {
      const notes = new H.Writable([], list(true)).for("notes", true);
      return { notes, open: open({ notes }), moved: H.navigateTo(input.key("home")) };
    },
    argument: { home: { title: "home" } },
  });
  await send(test, piece.key("open"), { title: "made" });
  await test.runtime.sendEvent(piece.key("open"), { title: "" });
  assert.equal(shown.length, 1);
  assert.equal(await (shown[0]!.key("title") as Any).pull(), "made");
  assert.deepEqual(test.errors.map(({ message }) => message), ["no title"]);
  assert.equal(await piece.key("moved").pull(), true);
  await test.runtime.settled();
  assert.equal(await (shown[1]!.key("title") as Any).pull(), "home");
  assert.equal(shown.length, 2);
  await test.runtime.dispose();
});
