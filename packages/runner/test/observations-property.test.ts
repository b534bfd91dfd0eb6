/**
 * Random programs, edits and stops: a piece that is resumed comes to the state of one that never
 * stopped and of one that keeps no observations, and runs what the one that never stopped runs.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { nodeStorePowers, type SpaceStores, sqliteStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import {
  applyChange,
  arbitraryChange,
  arbitraryPiece,
  type Change,
  hasBranches,
  patternOf,
  type RandomPiece,
  source,
} from "./support/random-pieces.ts";
import {
  type Any,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
} from "./support/test-runtime.ts";
import { runs } from "../../canonical/test/support/runs.ts";

interface Round {
  /** Made by somebody else while the piece is stopped. */
  readonly changes: readonly Change[];
  /** Sent to the running piece afterwards. */
  readonly event: number | undefined;
  /** Rows that wait are lost with the process. */
  readonly isCrash: boolean;
}

interface Scenario {
  readonly piece: RandomPiece;
  readonly rounds: readonly Round[];
}

const RUNS = { memory: runs(40, 250), sqlite: runs(4, 20) };

/** One store with the piece, and the runtime that runs it at the moment. */
class World {
  readonly #stores: SpaceStores;
  readonly #observations: boolean;
  #test: TestRuntime | undefined;
  #cancel: () => void = () => {};
  #isCrash = false;
  #records = 0;

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
      for (const change of changes) {
        applyChange(own, change, (value) => {
          // The same document in every world.
          const record = runtime.getCell<Any>(SPACE, { record: ++this.#records }, { tx });
          record.set(value);
          return record;
        });
      }
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

  /** What everybody sees, and which actions ran since the last call, of those that are there. */
  async look(): Promise<{ state: unknown; ran: Set<string> }> {
    const { runtime, events, errors } = this.#test!;
    await this.settle();
    const state = await runtime.getCell<Any>(SPACE, "piece").asSchema(true).pull();
    await runtime.settled();
    assert.deepEqual(errors, []);
    const ran = new Set(events.flatMap((event) => event.type === "ran" ? [event.action] : []));
    events.length = 0;
    const nodes = new Set(runtime.snapshot().nodes.map(({ id }) => id));
    return { state: plain(state), ran: ran.intersection(nodes) };
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

/** The shown tree without handles. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, member) => key === "bump" ? undefined : member));
}

const arbitraryScenario: fc.Arbitrary<Scenario> = fc.record({
  piece: arbitraryPiece,
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
  const pattern = patternOf(scenario.piece);
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
  const isExact = !hasBranches(scenario.piece);
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
    { numRuns: RUNS.memory },
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
      { numRuns: RUNS.sqlite },
    );
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
