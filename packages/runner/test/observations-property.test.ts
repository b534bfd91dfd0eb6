/**
 * Random programs, edits and stops: a piece that is resumed comes to the state of one that never
 * stopped and of one that keeps no observations, and runs what the one that never stopped runs.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { nodeStorePowers, type SpaceStores, sqliteStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { BOOLEAN, handle, list, NUMBER, record, STRING } from "./support/natural.ts";
import {
  type Any,
  FakeSource,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
} from "./support/test-runtime.ts";

/** One computation; sources are inputs and earlier computations, by number. */
interface Step {
  readonly kind: "add" | "half" | "choose" | "text" | "tagged";
  readonly from: readonly [number, number, number];
}

type Change =
  | { readonly kind: "set"; readonly field: number; readonly value: number }
  | { readonly kind: "push"; readonly value: number }
  | { readonly kind: "drop" }
  | { readonly kind: "noise"; readonly value: number };

interface Round {
  /** Made by somebody else while the piece is stopped. */
  readonly changes: readonly Change[];
  /** Sent to the running piece afterwards. */
  readonly event: number | undefined;
  /** Rows that wait are lost with the process. */
  readonly isCrash: boolean;
}

interface Scenario {
  readonly steps: readonly Step[];
  readonly rounds: readonly Round[];
}

const FIELDS = ["a", "b", "c"] as const;

const source = new FakeSource();
const code = {
  add: source.add("add", H.lift(([x, y]: Any) => x + y, list(NUMBER), NUMBER)),
  half: source.add("half", H.lift((x: number) => Math.floor(x / 2), NUMBER, NUMBER)),
  isEven: source.add("even", H.lift((x: number) => x % 2 === 0, NUMBER, BOOLEAN)),
  length: source.add("length", H.lift((text: string) => text.length, STRING, NUMBER)),
  tagged: source.add(
    "tagged",
    H.lift((at: Any) => at.x.get() + 1, record({ x: handle("cell", NUMBER) }), NUMBER),
  ),
  twice: source.add("twice", H.lift((x: number) => x * 2, NUMBER, NUMBER)),
  total: source.add(
    "total",
    H.lift(
      (rows: Any[]) => rows.reduce((sum, { d }) => sum + d, 0),
      list(record({ d: NUMBER })),
      NUMBER,
    ),
  ),
  bump: source.add(
    "bump",
    H.handler(
      NUMBER,
      record({ a: handle("cell", NUMBER), xs: handle("cell", list(NUMBER)) }),
      (by: number, { a, xs }: Any) => {
        a.increment(by);
        if (by > 3) xs.push(by);
      },
    ),
  ),
};
const row = source.add(
  "row",
  H.pattern((input: Any) => ({ d: code.twice(input.key("element")) }), record({ element: NUMBER })),
);

let programs = 0;

function patternOf({ steps }: Scenario): Any {
  const fields = Object.fromEntries(FIELDS.map((field) => [field, { ...NUMBER, default: 1 }]));
  return source.add(
    `random${++programs}`,
    H.pattern((input: Any) => {
      const values: Any[] = FIELDS.map((field) => input.key(field));
      const kept = input.key("xs").filterWithPattern(evenRow, {});
      values.push(code.total(input.key("xs").mapWithPattern(row, {})));
      for (const { kind, from } of steps) {
        const [x, y, z] = from.map((at) => values[at % values.length]);
        if (kind === "add") values.push(code.add([x, y]));
        else if (kind === "half") values.push(code.half(x));
        else if (kind === "choose") values.push(H.ifElse(code.isEven(x), y, z));
        else if (kind === "text") values.push(code.length(H.str`${x}/${y}`));
        else values.push(code.tagged({ x }));
      }
      const out = Object.fromEntries(values.map((value, at) => [`v${at}`, value]));
      const bump = code.bump({ a: input.key("a"), xs: input.key("xs") });
      return { ...out, kept, bump };
    }, record({ ...fields, xs: { ...list(NUMBER), default: [1, 2] } }, [])),
  );
}

const evenRow = source.add(
  "evenRow",
  H.pattern(
    (input: Any) => code.isEven(input.key("element")),
    record({ element: NUMBER }),
    BOOLEAN,
  ),
);

/** One store with the piece, and the runtime that runs it at the moment. */
class World {
  readonly #stores: SpaceStores;
  readonly #observations: boolean;
  #test: TestRuntime | undefined;
  #cancel: () => void = () => {};
  #isCrash = false;

  constructor(stores: SpaceStores, observations: boolean) {
    this.#stores = stores;
    this.#observations = observations;
  }

  async create(pattern: Any): Promise<void> {
    const test = await this.#open();
    await runPattern(test, pattern, {});
    await this.#demand(test);
  }

  async stop(isCrash: boolean): Promise<void> {
    this.#isCrash = isCrash;
    this.#cancel();
    await this.#test!.runtime.dispose();
    this.#isCrash = false;
  }

  async resume(): Promise<void> {
    const test = await this.#open();
    const piece = test.runtime.getCell<Any>(SPACE, "piece");
    await piece.sync();
    await test.runtime.start(piece);
    await this.#demand(test);
  }

  /** A runtime that does not run the piece makes all changes in one transaction. */
  async change(changes: readonly Change[]): Promise<void> {
    const { runtime } = await makeTestRuntime({ stores: this.#stores, source });
    const piece = runtime.getCell<Any>(SPACE, "piece");
    await piece.sync();
    const link = (piece.getMetaRaw("argument") as Any)["/"]["link@1"];
    const argument = runtime.getCellFromLink<Any>({ "/": { "link@1": { ...link, space: SPACE } } });
    await argument.sync();
    await runtime.editWithRetry((tx) => {
      const own = argument.withTx(tx);
      for (const change of changes) apply(own, change);
    });
    await runtime.dispose();
    await this.settle();
  }

  async send(by: number): Promise<void> {
    const piece = this.#test!.runtime.getCell<Any>(SPACE, "piece");
    const outcome = await this.#test!.runtime.sendEvent(piece.key("bump"), by);
    assert.equal(outcome.status, "committed", String(outcome.error));
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    await this.#test?.runtime.settled();
  }

  /** What everybody sees, and which actions ran since the last call. */
  async look(): Promise<{ state: unknown; ran: Set<string> }> {
    const { runtime, events, errors } = this.#test!;
    await this.settle();
    const state = await runtime.getCell<Any>(SPACE, "piece").asSchema(true).pull();
    await runtime.settled();
    assert.deepEqual(errors, []);
    const ran = events.flatMap((event) => event.type === "ran" ? [event.action] : []);
    events.length = 0;
    return { state: plain(state), ran: new Set(ran) };
  }

  async #open(): Promise<TestRuntime> {
    const stores = this.#losing();
    const options = { observations: this.#observations };
    return this.#test = await makeTestRuntime({ stores, source }, {}, options);
  }

  async #demand({ runtime }: TestRuntime): Promise<void> {
    this.#cancel = runtime.getCell<Any>(SPACE, "piece").asSchema(true).sink(() => {});
    await runtime.settled();
  }

  /** Stores that lose rows that go on their own while the process is being killed. */
  #losing(): SpaceStores {
    return async (space) =>
      new Proxy(await this.#stores(space), {
        get: (store, name) => {
          const member = Reflect.get(store, name);
          if (typeof member !== "function") return member;
          if (name !== "commit") return member.bind(store);
          return async (batch: Any) => {
            if (this.#isCrash && batch.writes.length === 0) throw new Error("killed");
            return await store.commit(batch);
          };
        },
      });
  }
}

function apply(argument: Any, change: Change): void {
  switch (change.kind) {
    case "set":
      return argument.key(FIELDS[change.field]!).set(change.value);
    case "push":
      return argument.key("xs").push(change.value);
    case "drop":
      return argument.key("xs").set((argument.key("xs").getRaw() ?? []).slice(1));
    case "noise":
      return argument.key("noise").set(change.value);
    default:
      return change satisfies never;
  }
}

/** The shown tree without handles. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, member) => key === "bump" ? undefined : member));
}

const number = fc.integer({ min: 0, max: 9 });
const arbitraryStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom("add", "half", "choose", "text", "tagged"),
  from: fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12)),
});
const arbitraryChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant("set" as const), field: fc.nat(2), value: number }),
  fc.record({ kind: fc.constant("push" as const), value: number }),
  fc.constant({ kind: "drop" as const }),
  fc.record({ kind: fc.constant("noise" as const), value: number }),
);
const arbitraryScenario: fc.Arbitrary<Scenario> = fc.record({
  steps: fc.array(arbitraryStep, { maxLength: 6 }),
  rounds: fc.array(
    fc.record({
      changes: fc.array(arbitraryChange, { maxLength: 3 }),
      event: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
      isCrash: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

async function check(scenario: Scenario, stores: () => SpaceStores): Promise<void> {
  const pattern = patternOf(scenario);
  // In memory, where it learns of changes without polling.
  const live = new World(memoryStores(), true);
  const stopped = new World(stores(), true);
  const forgetful = new World(stores(), false);
  const worlds = [live, stopped, forgetful];
  for (const world of worlds) {
    await world.create(pattern);
    await world.look();
  }
  // A branch that nobody has chosen for a while may be what it was: only its state counts then.
  const isExact = !scenario.steps.some(({ kind }) => kind === "choose");
  for (const { changes, event, isCrash } of scenario.rounds) {
    for (const world of [stopped, forgetful]) await world.stop(isCrash);
    for (const world of worlds) await world.change(changes);
    for (const world of [stopped, forgetful]) await world.resume();
    const [expected, actual, other] = await Promise.all(worlds.map((world) => world.look()));
    assert.deepEqual(actual!.state, expected!.state);
    assert.deepEqual(other!.state, expected!.state);
    if (isExact && !isCrash) assert.deepEqual(actual!.ran, expected!.ran);
    else if (!isCrash) assert.deepEqual(actual!.ran.difference(expected!.ran), new Set());
    if (event === undefined) continue;
    for (const world of worlds) await world.send(event);
    const [after, resumed, third] = await Promise.all(worlds.map((world) => world.look()));
    assert.deepEqual(resumed!.state, after!.state);
    assert.deepEqual(third!.state, after!.state);
  }
  for (const world of worlds) await world.stop(false);
}

Deno.test("a resumed piece is what it would be if it had not stopped, in memory", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryScenario, (scenario) => check(scenario, () => memoryStores())),
    { numRuns: 60 },
  );
});

Deno.test("a resumed piece is what it would be if it had not stopped, on SQLite", async () => {
  const directory = await Deno.makeTempDir();
  let stores = 0;
  try {
    await fc.assert(
      fc.asyncProperty(arbitraryScenario, (scenario) =>
        check(scenario, () => {
          const own = `${directory}/${++stores}`;
          return (space) => sqliteStores(own, nodeStorePowers)(space);
        })),
      { numRuns: 6 },
    );
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
