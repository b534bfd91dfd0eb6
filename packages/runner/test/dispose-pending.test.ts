/** Disposing of a runtime whose compile, load, write-back or swap does not come to an end. */
import assert from "node:assert/strict";
import type { SpaceStore, SpaceStores } from "@commonfabric/storage";
import { faultStore } from "../../storage/test/support/fault-store.ts";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { makeLazyCompiler } from "../engine/lazy-compiler-powers.ts";
import type { CompilerProvider } from "../engine/types.ts";
import { readToolchain, Runtime, type RuntimeError } from "../mod.ts";
import { chainProgram } from "./support/chain-program.ts";
import { type Any, FakeClock } from "./support/test-runtime.ts";

const toolchain = readToolchain();
const DEADLINE_MS = 2_000;

/** Something that stops until it is let go. */
class Gate {
  readonly #opened = Promise.withResolvers<void>();
  readonly #reached = Promise.withResolvers<void>();
  isArmed = false;

  async pass(): Promise<void> {
    if (!this.isArmed) return;
    this.#reached.resolve();
    await this.#opened.promise;
  }

  /** Resolves when somebody stands before it. */
  get reached(): Promise<void> {
    return this.#reached.promise;
  }

  open(): void {
    this.#opened.resolve();
  }
}

interface Stage {
  readonly runtime: Runtime;
  readonly clock: FakeClock;
  readonly errors: RuntimeError[];
  readonly memory: SpaceStores;
}

type Method = "read" | "commit" | "compile";

function open(memory: SpaceStores, gate: Gate, method: Method): Stage {
  const clock = new FakeClock();
  const errors: RuntimeError[] = [];
  const stores: SpaceStores = async (space) => {
    const store = faultStore(await memory(space), {
      delay: (_, name) => name === method ? gate.pass() : undefined,
    });
    return store satisfies SpaceStore;
  };
  const inner = makeLazyCompiler();
  const compiler: CompilerProvider = {
    ensureCompiler: async () => {
      const made = await inner.ensureCompiler();
      const compile: typeof made.compile = async (program, options) => {
        if (method === "compile") await gate.pass();
        return await made.compile(program, options);
      };
      return { ...made, compile };
    },
  };
  const runtime = new Runtime({
    stores,
    cfcMode: "disabled",
    attestation: "none",
    toolchain,
    compiler,
    ports: { nowMs: () => clock.now, setTimer: (ms, fn) => clock.setTimer(ms, fn) },
  });
  runtime.onError((error) => errors.push(error));
  return { runtime, clock, errors, memory };
}

/** A store with the program and a piece of it. */
async function prepared(): Promise<SpaceStores> {
  const memory = memoryStores();
  const { runtime } = open(memory, new Gate(), "read");
  const pattern = await runtime.patterns.compilePattern(chainProgram(), { space: "home" });
  const piece = runtime.getCell<Any>("home", "piece");
  await runtime.editWithRetry((tx) => void runtime.run(tx, pattern, { n: 1 }, piece.withTx(tx)));
  await runtime.settled();
  await runtime.dispose();
  return memory;
}

const EDITED = chainProgram({ leaf: "n + 5" });

interface Row {
  readonly what: string;
  readonly method: Method;
  /** Gets stuck once the gate is armed. */
  readonly begin: (stage: Stage, gate: Gate) => Promise<unknown>;
  readonly left: RegExp;
}

const ROWS: readonly Row[] = [
  {
    what: "a compile",
    method: "compile",
    begin: ({ runtime }) => runtime.patterns.compilePattern(EDITED, { space: "home" }),
    left: /compiles, loads and write-backs/,
  },
  {
    what: "a write-back",
    method: "commit",
    begin: ({ runtime }) => runtime.patterns.compilePattern(EDITED, { space: "home" }),
    left: /compiles, loads and write-backs/,
  },
  {
    what: "a load",
    method: "read",
    begin: async ({ runtime }) => {
      const identity = await runtime.engine.computeEntryIdentity(chainProgram());
      return await runtime.patterns.loadPatternByIdentity(identity, "default", "home");
    },
    left: /compiles, loads and write-backs/,
  },
  {
    what: "a swap",
    method: "commit",
    begin: async ({ runtime }, gate) => {
      gate.isArmed = false;
      const piece = await runtime.getCell<Any>("home", "piece").sync();
      await runtime.start(piece);
      const pattern = await runtime.patterns.compilePattern(EDITED, { space: "home" });
      gate.isArmed = true;
      return await runtime.setPattern(piece, pattern);
    },
    left: /commits|starts and swaps|compiles/,
  },
];

for (const { what, method, begin, left } of ROWS) {
  Deno.test(`dispose during ${what} that goes on is bounded, and says what it left`, async () => {
    const gate = new Gate();
    const stage = open(await prepared(), gate, method);
    await stage.runtime.openSpace("home");
    gate.isArmed = true;
    const outcome = begin(stage, gate).then(() => "done", () => "failed");
    await gate.reached;
    let isDisposed = false;
    const disposed = stage.runtime.dispose({ deadlineMs: DEADLINE_MS })
      .then(() => isDisposed = true);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve));
    assert.equal(isDisposed, false, "it waits for what is under way");
    stage.clock.advance(DEADLINE_MS);
    await disposed;
    const [timeout] = stage.errors;
    assert.equal(timeout?.name, "DisposeTimeoutError");
    assert.match(timeout!.message, left);
    gate.open();
    await outcome;
    // Whatever comes to its end now disturbs nobody: a rejection that nobody handles fails the test.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve));
    await checkWhole(stage);
  });

  Deno.test(`dispose during ${what} that comes to its end waits for it`, async () => {
    const gate = new Gate();
    const stage = open(await prepared(), gate, method);
    await stage.runtime.openSpace("home");
    gate.isArmed = true;
    const outcome = begin(stage, gate).then(() => "done", () => "failed");
    await gate.reached;
    const disposed = stage.runtime.dispose({ deadlineMs: DEADLINE_MS });
    gate.open();
    await disposed;
    await outcome;
    assert.deepEqual(stage.errors, []);
    await checkWhole(stage);
  });
}

/** A fresh runtime finds the piece as a whole, in one version or the other. */
async function checkWhole({ memory }: Stage): Promise<void> {
  const { runtime, errors } = open(memory, new Gate(), "read");
  const piece = await runtime.getCell<Any>("home", "piece", { schema: true }).sync();
  await runtime.start(piece);
  assert.ok([20, 60].includes((await piece.pull() as Any).answer));
  await runtime.settled();
  assert.deepEqual(errors, []);
  await runtime.dispose();
}
