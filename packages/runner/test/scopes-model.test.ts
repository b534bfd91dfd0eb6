/** Random users of one program agree with a model that keeps a table of values for each of them. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { asynchronous } from "./support/cell-host.ts";
import { type Any, H, makeTestRuntime, SPACE, type TestRuntime } from "./support/test-runtime.ts";

const NUMBER = { type: "number" };
const NUMBERS = { type: "array", items: NUMBER, default: [] };
const SCOPES = ["space", "user", "session"] as const;
type Scope = typeof SCOPES[number];

const PEOPLE = [
  { user: "ada", session: "1" },
  { user: "ada", session: "2" },
  { user: "bob", session: "1" },
] as const;

function record(properties: Any): Any {
  return { type: "object", properties, required: Object.keys(properties) };
}

function handles(schemas: Any): Any {
  return record(
    Object.fromEntries(
      Object.entries(schemas).map(([name, schema]: Any) => [name, { ...schema, asCell: ["cell"] }]),
    ),
  );
}

const PLUS = H.lift(
  ({ element, of }: Any) => element + of,
  record({ element: NUMBER, of: NUMBER }),
  true,
);
const ROW = H.pattern(
  (input: Any) => {
    const clicks = new H.Writable(0, NUMBER).for("clicks");
    const click = H.handler(
      true,
      handles({ clicks: NUMBER }),
      (_event: unknown, { clicks }: Any) => void clicks.increment(),
    );
    return {
      sum: PLUS({ element: input.key("element"), of: input.key("params", "of") }),
      clicks,
      click: click({ clicks }).for("click"),
    };
  },
  record({ element: NUMBER, params: record({ of: NUMBER }) }),
  true,
);
const IS_BIG = H.pattern(
  (input: Any) => BIG({ n: input.key("element"), than: input.key("params", "than") }),
  record({ element: NUMBER, params: record({ than: NUMBER }) }),
  true,
);
const BIG = H.lift(({ n, than }: Any) => n > than, record({ n: NUMBER, than: NUMBER }), true);
const LENGTH = H.lift((list: number[]) => list.length, NUMBERS, NUMBER);
/** Reads what is narrower only while `wide` is false: its output moves between the instances. */
const EITHER = H.lift(
  ({ wide, mine, shared }: Any) => wide ? shared.get().length : `mine ${mine.get().length}`,
  record({
    wide: { type: "boolean" },
    mine: { ...NUMBERS, asCell: ["cell"] },
    shared: { ...NUMBERS, asCell: ["cell"] },
  }),
  true,
);

const PROGRAM = H.pattern(
  () => {
    const cells: Any = {
      space: new H.Writable([1], NUMBERS).for("space"),
      user: new H.Writable.perUser([2], NUMBERS).for("user"),
      session: new H.Writable.perSession([3], NUMBERS).for("session"),
    };
    const wide = new H.Writable(true, { type: "boolean" }).for("wide");
    const add = H.handler(
      true,
      handles({ space: NUMBERS, user: NUMBERS, session: NUMBERS }),
      ({ to, value }: Any, lists: Any) => void lists[to].push(value),
    );
    const flip = H.handler(
      true,
      handles({ wide: { type: "boolean" } }),
      (_event: unknown, { wide }: Any) => void wide.set(!wide.get()),
    );
    const counts: Any = {
      space: LENGTH(cells.space).for("count space"),
      user: LENGTH(cells.user).for("count user"),
      session: LENGTH(cells.session).for("count session"),
    };
    return {
      ...cells,
      counts,
      rows: {
        user: cells.user.mapWithPattern(ROW, { of: counts.space }).for("rows user"),
        space: cells.space.mapWithPattern(ROW, { of: counts.session }).for("rows space"),
      },
      big: cells.space.filterWithPattern(IS_BIG, { than: counts.user }).for("big"),
      chosen: H.ifElse(wide, counts.space, counts.session).for("chosen"),
      either: EITHER({ wide, mine: cells.user, shared: cells.space }).for("either"),
      text: H.str`${counts.space}/${counts.user}/${counts.session}`,
      add: add(cells).for("add"),
      flip: flip({ wide }).for("flip"),
    };
  },
  false,
  true,
);

/** What everyone has: one list for each key of a scope. */
class Model {
  readonly lists = new Map<string, number[]>();
  readonly clicks = new Map<string, number>();
  wide = true;

  keyOf(scope: Scope, who: number): string {
    const { user, session } = PEOPLE[who]!;
    return scope === "space" ? scope : scope === "user" ? user : `${user}/${session}`;
  }

  list(scope: Scope, who: number): number[] {
    const key = this.keyOf(scope, who);
    let list = this.lists.get(key);
    if (list === undefined) this.lists.set(key, list = [SCOPES.indexOf(scope) + 1]);
    return list;
  }

  shown(who: number): unknown {
    const [space, user, session] = SCOPES.map((scope) => this.list(scope, who)) as [
      number[],
      number[],
      number[],
    ];
    const rows = (list: number[], of: number, scope: Scope) =>
      list.map((element, at) => ({
        sum: element + of,
        clicks: this.clicks.get(`${scope} ${this.keyOf(scope, who)} ${at}`) ?? 0,
      }));
    return {
      space,
      user,
      session,
      counts: { space: space.length, user: user.length, session: session.length },
      rows: { user: rows(user, space.length, "user"), space: rows(space, session.length, "space") },
      big: space.filter((n) => n > user.length),
      chosen: this.wide ? space.length : session.length,
      either: this.wide ? space.length : `mine ${user.length}`,
      text: `${space.length}/${user.length}/${session.length}`,
    };
  }
}

type Step =
  | { readonly kind: "add"; readonly who: number; readonly to: Scope; readonly value: number }
  | { readonly kind: "click"; readonly who: number; readonly to: "space" | "user" }
  | { readonly kind: "flip"; readonly who: number }
  | { readonly kind: "restart"; readonly who: number };

const who = fc.nat(PEOPLE.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("add" as const),
      who,
      to: fc.constantFrom(...SCOPES),
      value: fc.nat(6),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("click" as const),
      who,
      to: fc.constantFrom("space" as const, "user" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom("flip" as const, "restart" as const), who }),
  },
);

const ROW_SCHEMA = { type: "array", items: record({ sum: NUMBER, clicks: NUMBER }) };
const LISTS = { space: NUMBERS, user: NUMBERS, session: NUMBERS };
const COUNTS = record({ space: NUMBER, user: NUMBER, session: NUMBER });
const RESULT = record({
  ...LISTS,
  counts: COUNTS,
  rows: record({ user: ROW_SCHEMA, space: ROW_SCHEMA }),
  big: NUMBERS,
  chosen: NUMBER,
  either: { type: ["number", "string"] },
  text: { type: "string" },
});

class Users {
  readonly model = new Model();
  readonly tests: TestRuntime[] = [];

  async open(stores: TestRuntime["stores"]): Promise<void> {
    for (const [at, scope] of PEOPLE.entries()) {
      const shared = at === 0 ? { stores } : this.#shared();
      this.tests.push(await makeTestRuntime(shared, {}, { scope }));
      if (at > 0) continue;
      const { runtime, source } = this.tests[0]!;
      for (
        const [name, code] of Object.entries({ PROGRAM, ROW, IS_BIG, BIG, LENGTH, EITHER, PLUS })
      ) {
        source.add(name, code);
      }
      await runtime.editWithRetry((tx) => {
        runtime.run(tx, PROGRAM, undefined, runtime.getCell<Any>(SPACE, "piece", { tx }));
      });
    }
  }

  async take(step: Step): Promise<void> {
    const { model } = this;
    if (step.kind === "restart") {
      await this.tests[step.who]!.runtime.dispose();
      this.tests[step.who] = await makeTestRuntime(this.#shared(), {}, {
        scope: PEOPLE[step.who]!,
      });
      return;
    }
    if (step.kind === "add") {
      await this.#send(step.who, ["add"], { to: step.to, value: step.value });
      model.list(step.to, step.who).push(step.value);
    } else if (step.kind === "flip") {
      await this.#send(step.who, ["flip"], undefined);
      model.wide = !model.wide;
    } else {
      await this.#send(step.who, ["rows", step.to, 0, "click"], undefined);
      const key = `${step.to} ${model.keyOf(step.to, step.who)} 0`;
      model.clicks.set(key, (model.clicks.get(key) ?? 0) + 1);
    }
  }

  async check(): Promise<void> {
    for (const [who, { runtime, errors }] of this.tests.entries()) {
      const cell = runtime.getCell<Any>(SPACE, "piece").asSchema(RESULT);
      const shown = await cell.pull();
      await runtime.settled();
      assert.deepEqual(JSON.parse(JSON.stringify(shown)), this.model.shown(who), `user ${who}`);
      assert.deepEqual(errors, []);
    }
  }

  async close(): Promise<void> {
    for (const { runtime } of this.tests) await runtime.dispose();
  }

  #shared(): Any {
    const { stores, source, clock } = this.tests[0]!;
    return { stores, source, clock };
  }

  async #send(who: number, path: (string | number)[], event: unknown): Promise<void> {
    const { runtime } = this.tests[who]!;
    const stream: Any = runtime.getCell<Any>(SPACE, "piece").key(...path);
    const outcome = await runtime.sendEvent(stream, event);
    assert.equal(outcome.status, "committed", String(outcome.error));
    await runtime.settled();
  }
}

for (const kind of ["synchronous", "asynchronous"] as const) {
  Deno.test(`users and sessions see what a model says they see (${kind})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const stores = kind === "synchronous" ? memoryStores() : asynchronous(memoryStores());
        const users = new Users();
        await users.open(stores);
        try {
          await users.check();
          for (const each of steps) {
            await users.take(each);
            await users.check();
          }
        } finally {
          await users.close();
        }
      }),
      { numRuns: 8 },
    );
  });
}
