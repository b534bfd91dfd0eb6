/** What a link says about its target, seen from places below it. */
import assert from "node:assert/strict";
import type { JSONSchema } from "@commonfabric/api";
import { makeFixture } from "./support/cell-host.ts";

const ROWS: JSONSchema = {
  type: "array",
  items: {
    type: "object",
    properties: { title: { type: "string" }, done: { type: "boolean", default: false } },
    required: ["title"],
  },
};

Deno.test("a path through a redirect is read under the part of its schema that the path leads to", async () => {
  const host = await makeFixture();
  const rows = host.cell("rows", ROWS);
  const piece = host.cell<Record<string, unknown>>("piece");
  host.act(() => {
    host.guest(rows).set([{ title: "Tea", hidden: 1 }]);
    piece.set({ rows: rows.getAsWriteRedirectLink() });
  });
  assert.deepEqual(piece.get(), { rows: [{ title: "Tea", done: false }] });
  assert.deepEqual(piece.key("rows", 0).get(), { title: "Tea", done: false });
  assert.equal(piece.key("rows", 0, "title").get(), "Tea");
  assert.equal(piece.key("rows", 0, "done").get(), false);
});

Deno.test("a plain link on the way gives its part of the schema as well", async () => {
  const host = await makeFixture();
  const rows = host.cell("rows", ROWS);
  const first = host.cell("first");
  host.act(() => {
    host.guest(rows).set([{ title: "Tea", hidden: 1 }]);
    first.set({ first: rows.key(0).getAsLink() });
  });
  assert.deepEqual(first.key("first").get(), { title: "Tea", done: false });
  assert.equal(first.key("first", "title").get(), "Tea");
});
