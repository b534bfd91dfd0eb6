/**
 * Every call of a store fails once, before its effect, after it, or with an outcome that nobody knows:
 * through compile and write-back, load, set-up, start, swap and stop of compiled programs.
 */
import assert from "node:assert/strict";
import { WriteBackError } from "@commonfabric/compilation-cache";
import type { Program } from "@commonfabric/module-identity";
import type { DocWrite, SpaceStores } from "@commonfabric/storage";
import { faultStore, InjectedFaultError } from "../../storage/test/support/fault-store.ts";
import { MemorySpace } from "../../storage/test/support/memory-store.ts";
import { readToolchain, Runtime, type RuntimeError, type Toolchain } from "../mod.ts";
import {
  ATTESTATION_MODES,
  chainProgram,
  type ChainRuntimeOptions,
} from "./support/chain-program.ts";
import type { Any } from "./support/test-runtime.ts";
import { IS_SWEEP } from "../../canonical/test/support/runs.ts";

const OUTCOMES = ["before", "after", "unknown"] as const;
const toolchain = readToolchain();
const LATER: Toolchain = { ...toolchain, runtimeVersion: `${toolchain.runtimeVersion}~later` };
const EDITED = chainProgram({ leaf: "n + 2" });

type Outcome = typeof OUTCOMES[number];

interface Stage {
  readonly runtime: Runtime;
  readonly errors: RuntimeError[];
}

/** A space in memory that can be opened with and without faults. */
class Space {
  readonly #memory: MemorySpace;

  constructor(prepared?: Space) {
    this.#memory = new MemorySpace("home");
    if (prepared === undefined) return;
    const { rows, blobs, observations, log, outcomes, head } = prepared.#memory;
    for (const [key, row] of rows) this.#memory.rows.set(key, { ...row });
    for (const [key, blob] of blobs) this.#memory.blobs.set(key, blob);
    for (const [key, row] of observations) this.#memory.observations.set(key, row);
    for (const [key, outcome] of outcomes) this.#memory.outcomes.set(key, outcome);
    this.#memory.log.push(...log);
    this.#memory.head = head;
  }

  readonly stores: SpaceStores = () => Promise.resolve(this.#memory.open());

  /** The stores with one failing call; `wasReached` tells whether it came to that. */
  failing(call: number, when: Outcome): { stores: SpaceStores; wasReached: () => boolean } {
    let calls = 0;
    const coin = () => call % 2 === 0;
    const stores: SpaceStores = () =>
      Promise.resolve(faultStore(this.#memory.open(), {
        fail: { call, when },
        coin,
        onCall: () => void calls++,
      }));
    return { stores, wasReached: () => calls >= call };
  }
}

function open(stores: SpaceStores, options: ChainRuntimeOptions): Stage {
  const errors: RuntimeError[] = [];
  const runtime = new Runtime({
    stores,
    cfcMode: "disabled",
    attestation: options.attestation ?? "none",
    toolchain: options.toolchain ?? toolchain,
  });
  runtime.onError((error) => errors.push(error));
  return { runtime, errors };
}

/** Whether `error` comes from the planted fault and from nothing else. */
function isPlanted(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof InjectedFaultError) return true;
  }
  return false;
}

interface Sweep {
  /** What there is before. */
  readonly prepare: (stage: Stage) => Promise<unknown>;
  /** What is done on the failing store. */
  readonly act: (stage: Stage) => Promise<unknown>;
  /** The only errors that `act` may end with. */
  readonly mayFailWith: readonly string[];
  /** What holds afterwards in a fresh session, on a store that works. */
  readonly check: (stage: Stage) => Promise<unknown>;
  readonly toolchain?: Toolchain;
}

/** Fails call 1, 2, 3, ... of `act` until it makes fewer calls. */
async function sweep(options: ChainRuntimeOptions, { prepare, act, check, ...rest }: Sweep) {
  const own = { ...options, ...(rest.toolchain && { toolchain: rest.toolchain }) };
  const prepared = new Space();
  const first = open(prepared.stores, options);
  await prepare(first);
  await first.runtime.dispose();
  const failures = new Set<string>();
  let call = 0;
  for (let isDone = false; !isDone;) {
    call++;
    isDone = true;
    for (const when of IS_SWEEP ? OUTCOMES : [OUTCOMES[call % OUTCOMES.length]!]) {
      const space = new Space(prepared);
      const { stores, wasReached } = space.failing(call, when);
      const stage = open(stores, own);
      const title = `call ${call} fails ${when}`;
      await act(stage).catch((error: Error) => {
        assert.ok(isPlanted(error), `${title}: ${error.name}: ${error.message}`);
        assert.ok(
          rest.mayFailWith.includes(error.name),
          `${title}: ${error.name}: ${error.message}`,
        );
        failures.add(error.name);
      });
      await stage.runtime.settled().catch(() => {});
      for (const { name, kind } of stage.errors) assert.equal(kind, "store", `${title}: ${name}`);
      if (wasReached()) isDone = false;
      await stage.runtime.dispose();
      const after = open(space.stores, own);
      try {
        await check(after);
      } catch (cause) {
        throw new Error(title, { cause });
      }
      assert.deepEqual(after.errors, [], title);
      await after.runtime.dispose();
    }
  }
  return { calls: call, failures };
}

const compile = ({ runtime }: Stage, program = chainProgram()) =>
  runtime.patterns.compilePattern(program, { space: "home" });

const load = async ({ runtime }: Stage) => {
  const identity = await runtime.engine.computeEntryIdentity(chainProgram());
  return await runtime.patterns.loadPatternByIdentity(identity, "default", "home");
};

async function loads(stage: Stage): Promise<void> {
  assert.ok(await load(stage) !== undefined);
}

async function setUp(stage: Stage): Promise<Any> {
  const pattern = await compile(stage);
  const piece = stage.runtime.getCell<Any>("home", "piece", { schema: true });
  await stage.runtime.editWithRetry((tx) =>
    void stage.runtime.run(tx, pattern, { n: 4 }, piece.withTx(tx))
  );
  return piece;
}

/** The piece is there as a whole, in one version or the other, or not at all. */
async function isWhole(stage: Stage): Promise<void> {
  const piece = await stage.runtime.getCell<Any>("home", "piece", { schema: true }).sync();
  const started = await stage.runtime.start(piece).catch((error: Error) => error.message);
  if (started === "Cannot start: no pattern identity") return;
  assert.equal(started, true);
  assert.ok([50, 60].includes((await piece.pull() as Any).answer));
}

for (const { name, options } of ATTESTATION_MODES) {
  Deno.test(`a compile succeeds or is a WriteBackError, and a retry succeeds (${name})`, async () => {
    const { calls, failures } = await sweep(options, {
      prepare: () => Promise.resolve(),
      act: async (stage) => {
        const before = await compile(stage).catch((error) => error);
        const pattern = await compile(stage);
        assert.ok(stage.runtime.patterns.getArtifactEntryRef(pattern) !== undefined);
        if (before instanceof Error) throw before;
      },
      mayFailWith: ["WriteBackError"],
      check: async (stage) => {
        await loads(stage);
        assert.equal(stage.runtime.counters().modulesEmitted, 0, "the retry has stored it");
      },
    });
    assert.ok(calls > 4, `${calls} calls`);
    assert.deepEqual([...failures], ["WriteBackError"]);
  });

  Deno.test(`a load succeeds, or says that the store cannot be reached (${name})`, async () => {
    const { calls } = await sweep(options, {
      prepare: compile,
      act: loads,
      mayFailWith: ["StoreUnavailableError"],
      check: loads,
    });
    assert.ok(calls > 3, `${calls} calls`);
  });

  Deno.test(`a load from source survives a failing write-back (${name})`, async () => {
    const { calls } = await sweep(options, {
      prepare: compile,
      act: loads,
      mayFailWith: ["StoreUnavailableError"],
      check: loads,
      toolchain: LATER,
    });
    assert.ok(calls > 6, `${calls} calls`);
  });

  Deno.test(`set-up, start, swap and stop leave a whole piece or none (${name})`, async () => {
    const { calls } = await sweep(options, {
      prepare: compile,
      act: async (stage) => {
        const { runtime } = stage;
        const piece = await setUp(stage);
        await piece.pull();
        await runtime.setPattern(piece, await compile(stage, EDITED));
        await piece.pull();
        runtime.stop(piece);
        await runtime.start(piece);
      },
      mayFailWith: ["StoreUnavailableError", "WriteBackError", "PatternNotPersistedError"],
      check: isWhole,
    });
    assert.ok(calls > 20, `${calls} calls`);
  });
}

Deno.test("a fault is a WriteBackError with what the store said as its cause", async () => {
  const space = new Space();
  const { stores } = space.failing(2, "before");
  const stage = open(stores, {});
  await assert.rejects(compile(stage), (error: WriteBackError) => {
    assert.ok(error instanceof WriteBackError);
    assert.match(error.message, /^Cannot store compiled modules in space "home": Call 2 /);
    return error.cause instanceof InjectedFaultError;
  });
  await stage.runtime.dispose();
});

/** A pattern with a list operator: its pieces hold pointers in meta, in values and below them. */
const LISTED: Program = {
  main: "/main.tsx",
  files: [{
    name: "/main.tsx",
    contents: `import { handler, pattern, Writable } from "commonfabric";
const make = handler<number, { items: Writable<number[]> }>((n, { items }) => { items.push(n); });
const Row = pattern<{ n: number }>(({ n }) => ({ n }));
export default pattern<{ items: Writable<number[]> }>(({ items }) => ({
  rows: items.map((n) => Row({ n })),
  elsewhere: Row.inSpace("away")({ n: 1 }),
  make: make({ items }),
}));
`,
  }],
};

Deno.test("with every write-back failing, no document of any space ever holds a pointer", async () => {
  const spaces = new Map<string, MemorySpace>();
  const stores: SpaceStores = (space) => {
    const memory = spaces.get(space) ?? new MemorySpace(space);
    spaces.set(space, memory);
    const store = memory.open();
    const isCode = ({ tag }: DocWrite) => tag?.startsWith("pattern:") === true;
    return Promise.resolve({
      ...faultStore(store, {}),
      commit: (batch) =>
        batch.writes.some(isCode) ? Promise.reject(new Error("no code here")) : store.commit(batch),
    });
  };
  const { runtime } = open(stores, {});
  const pattern = await runtime.patterns.compilePattern(LISTED);
  const piece = runtime.getCell<Any>("home", "piece");
  const attempts = [
    () =>
      runtime.editWithRetry((tx) =>
        void runtime.run(tx, pattern, { items: [1, 2] }, piece.withTx(tx))
      ),
    () =>
      runtime.editWithRetry((tx) => {
        runtime.setup(tx, pattern, { items: [] }, runtime.getCell<Any>("team", "piece", { tx }));
      }),
  ];
  for (const attempt of attempts) {
    await assert.rejects(attempt(), (error: Error) => {
      assert.equal(error.name, "PatternNotPersistedError");
      return /no code here/.test(`${(error.cause as Error).message}`);
    });
  }
  await runtime.settled();
  await runtime.dispose();
  for (const [space, memory] of spaces) {
    const pointers = await memory.open().list({ refs: true, limit: 100 });
    assert.deepEqual(pointers, [], space);
  }
});
