/** What schemas say of scopes: caps, warnings, fields of an argument that belong to each user. */
import assert from "node:assert/strict";
import {
  type Any,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
} from "./support/test-runtime.ts";
import { alice, BOB, joining, LIFT, read } from "./support/scoped.ts";

/** Cells of all scopes, and lists and records of links to them. */
async function linked(): Promise<{ test: TestRuntime; at: Record<string, Any>; list: Any }> {
  const test = await makeTestRuntime({}, {}, { scope: BOB });
  const { runtime } = test;
  const { id, space } = runtime.getCell(SPACE, "cell").getAsNormalizedFullLink();
  const at: Record<string, Any> = {};
  for (const scope of ["space", "user", "session"]) {
    at[scope] = runtime.getCellFromLink({ "/": { "link@1": { id, space, scope } } } as Any);
    at[scope].set(scope);
  }
  return { test, at, list: runtime.getCell(SPACE, "links") };
}

Deno.test("the scope of a schema is a cap: narrower links read as undefined", async () => {
  const { test, at, list } = await linked();
  list.set({ ...at });
  const members = (scope: string | undefined, more: Any = {}) => {
    const member = { type: "string", ...(scope === undefined ? {} : { scope }), ...more };
    const properties = { space: member, user: member, session: member };
    return list.asSchema({ type: "object", properties }).get();
  };
  const all = { space: "space", user: "user", session: "session" };
  assert.deepEqual(members(undefined), all);
  assert.deepEqual(members("any"), all);
  assert.deepEqual(members("session"), all);
  assert.deepEqual(members("user"), { space: "space", user: "user" });
  assert.deepEqual(members("space"), { space: "space" });
  assert.deepEqual(members("space", { type: "unknown" }).user, undefined);
  assert.deepEqual(members("space", { type: undefined, anyOf: [{ type: "string" }] }), {
    space: "space",
  });
  const handles = members("user", { scope: undefined, asCell: [{ kind: "cell", scope: "user" }] });
  assert.deepEqual(Object.keys(handles), ["space", "user"]);
  assert.equal(handles.user.get(), "user");
  assert.equal(at.user.asSchema({ type: "string", scope: "space" }).get(), undefined);
  assert.equal(at.user.asSchema({ type: "string", scope: "user" }).get(), "user");
  const required = { type: "string", scope: "space" };
  const whole = { type: "object", properties: { user: required }, required: ["user"] };
  assert.equal(list.asSchema(whole).get(), undefined);
  await test.runtime.dispose();
});

Deno.test("a narrower link that is stored in a wider required slot warns", async () => {
  const { test, at, list } = await linked();
  const warned = () =>
    test.events.splice(0).filter(({ type }) => type === "warning").map((event: Any) => event.code);
  const slot = { type: "string", scope: "space" };
  const typed = (required: string[]) =>
    list.asSchema({ type: "object", properties: { a: slot }, required });
  typed([]).set({ a: at.user });
  typed(["a"]).set({ a: at.space });
  assert.deepEqual(warned(), []);
  typed(["a"]).set({ a: at.user });
  typed(["a"]).update({ a: at.session });
  list.key("list").asSchema({ type: "array", items: slot }).push(at.user);
  assert.deepEqual(warned(), ["scope:narrow-link", "scope:narrow-link", "scope:narrow-link"]);
  const program = H.pattern(
    (input: Any) => ({ a: input.key("a") }),
    { type: "object", properties: { a: slot }, required: ["a"] },
    true,
  );
  await runPattern(test, program, { a: at.user });
  assert.deepEqual(warned(), ["scope:narrow-link"]);
  await test.runtime.dispose();
});

Deno.test("fields of an argument that are marked belong to each user or session", async () => {
  const slots = {
    title: { type: "string", default: "list" },
    draft: { type: "string", default: "empty", scope: "user" },
    tags: { type: "array", items: { type: "string" }, default: [], scope: "user" },
    at: { type: "number", default: 0, asCell: [{ kind: "cell", scope: "session" }] },
  };
  const handles = Object.fromEntries(
    Object.entries(slots).map(([name, { default: _, ...rest }]: Any) =>
      [name, { ...rest, scope: undefined, asCell: ["cell"] }] as const
    ),
  );
  const write = H.handler(
    true,
    { type: "object", properties: handles, required: Object.keys(slots) },
    ({ key, value }: Any, state: Any) =>
      key === "tags" ? state.tags.push(value) : state[key].set(value),
  );
  const joined = LIFT(
    (all: Any) => `${all.title} ${all.draft} ${all.tags.join("+")} ${all.at}`,
    {
      type: "object",
      properties: { ...slots, at: { type: "number" } },
    },
  );
  const program = H.pattern(
    (input: Any) => {
      const fields = Object.fromEntries(Object.keys(slots).map((name) => [name, input.key(name)]));
      return { text: joined(fields).for("text"), write: write(fields).for("write") };
    },
    { type: "object", properties: slots, required: Object.keys(slots) },
    true,
  );
  const a = await makeTestRuntime({}, {}, { scope: alice() });
  a.source.add("program", program);
  await runPattern(a, program, { title: "all", tags: ["x"] });
  const b = await joining(a, BOB);
  const c = await joining(a, alice("s2"));
  const put = async ({ runtime }: TestRuntime, key: string, value: unknown) => {
    const stream: Any = runtime.getCell<Any>(SPACE, "piece").key("write");
    const outcome = await runtime.sendEvent(stream, { key, value });
    assert.equal(outcome.status, "committed", String(outcome.error));
    await runtime.settled();
  };
  assert.equal(await read(b, "text"), "all empty  0");
  await put(b, "tags", "y");
  await put(a, "draft", "hello");
  await put(a, "at", 5);
  await put(b, "title", "ours");
  assert.equal(await read(a, "text"), "ours hello x 5");
  assert.equal(await read(c, "text"), "ours hello x 0");
  assert.equal(await read(b, "text"), "ours empty y 0");
  // The same program again on the same cell: what a user has written stays.
  await runPattern(a, program, { title: "ours", tags: ["x"] });
  await put(a, "tags", "z");
  assert.equal(await read(a, "text"), "ours hello x+z 5");
  for (const { errors, runtime } of [a, b, c]) {
    assert.deepEqual(errors, []);
    await runtime.dispose();
  }
});
