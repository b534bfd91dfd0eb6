/** A counter with instances for everyone, each user and each session, and runtimes that share it. */
import assert from "node:assert/strict";
import {
  type Any,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
} from "./test-runtime.ts";

export const NUMBER = { type: "number" };

export const LIFT: (body: Any, schema?: Any) => Any = (body: Any, schema: Any = true) =>
  H.lift(body, schema, true);

export type Scope = { readonly user: string; readonly session: string };

/** The runtime of `scope` on the stores and with the code of `other`. */
export function joining(other: TestRuntime, scope?: Scope): Promise<TestRuntime> {
  const { stores, source, clock } = other;
  return makeTestRuntime({ stores, source, clock }, {}, optionOf(scope));
}

export function optionOf(scope: Scope | undefined): { scope?: Scope } {
  return scope === undefined ? {} : { scope };
}

export function alice(session = "s1"): Scope {
  return { user: "alice", session };
}

export const BOB: Scope = { user: "bob", session: "s1" };

export const DOUBLE: Any = LIFT(({ n }: Any) => n * 2, {
  type: "object",
  properties: { n: NUMBER },
});

/** A counter for everyone, one for each user, one for each session, and what is computed of them. */
export const COUNTERS: Any = H.pattern(
  () => {
    const shared = new H.Writable(0, NUMBER).for("shared");
    const mine = new H.Writable.perUser(0, NUMBER).for("mine");
    const here = new H.Writable.perSession(0, NUMBER).for("here");
    const add = H.handler(
      { type: "string", enum: ["shared", "mine", "here"] },
      { type: "object", properties: { cells: cellsOf(["shared", "mine", "here"]) } },
      (which: string, { cells }: Any) => void cells[which].increment(),
    );
    const cells = { shared, mine, here };
    return {
      ...cells,
      add: add({ cells }).for("add"),
      twice: {
        shared: DOUBLE({ n: shared }).for("twice shared"),
        mine: DOUBLE({ n: mine }).for("twice mine"),
        here: DOUBLE({ n: here }).for("twice here"),
      },
    };
  },
  false,
  true,
);

export function cellsOf(names: readonly string[]): Any {
  const properties = Object.fromEntries(
    names.map((name) => [name, { ...NUMBER, asCell: ["cell"] }]),
  );
  return { type: "object", properties, required: names };
}

export async function read({ runtime }: TestRuntime, ...path: string[]): Promise<unknown> {
  const value = await runtime.getCell<Any>(SPACE, "piece").key(...path).pull();
  await runtime.settled();
  return value;
}

export async function add({ runtime }: TestRuntime, which: string): Promise<void> {
  const stream: Any = runtime.getCell<Any>(SPACE, "piece").key("add");
  assert.equal((await runtime.sendEvent(stream, which)).status, "committed");
  await runtime.settled();
}

export async function withRuntimes(
  scopes: readonly (Scope | undefined)[],
  body: (...tests: TestRuntime[]) => Promise<void>,
): Promise<void> {
  const first = await makeTestRuntime({}, {}, optionOf(scopes[0]));
  first.source.add("counters", COUNTERS);
  first.source.add("double", DOUBLE);
  await runPattern(first, COUNTERS, {});
  const tests = [first];
  for (const scope of scopes.slice(1)) tests.push(await joining(first, scope));
  try {
    await body(...tests);
    for (const { errors } of tests) assert.deepEqual(errors, []);
  } finally {
    for (const { runtime } of tests) await runtime.dispose();
  }
}
