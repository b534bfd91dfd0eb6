/** A runtime that compiles authored programs, over shared or own stores, with an injected clock. */
import type { EngineEvent } from "@commonfabric/contract";
import type { SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../../storage/test/support/memory-store.ts";
import { Runtime, type RuntimeError, type RuntimePorts } from "../../mod.ts";
import type { RuntimeOptions } from "../../runtime.ts";
import { type Any, FakeClock, SPACE } from "./test-runtime.ts";

export interface Compiled {
  readonly runtime: Runtime;
  readonly stores: SpaceStores;
  readonly clock: FakeClock;
  readonly errors: RuntimeError[];
  readonly shown: unknown[];
  /** Compiles `source` as the one module of a program and runs what it exports by default. */
  run(source: string, options?: { argument?: unknown; cause?: unknown }): Promise<Any>;
  /** Compiles several modules; `/main.tsx` is the entry. */
  runFiles(
    files: Readonly<Record<string, string>>,
    options?: { argument?: unknown; cause?: unknown },
  ): Promise<Any>;
  /** The piece at `cause`, read as its pattern says. */
  piece(cause?: unknown): Any;
  ran(): string[];
}

/** Names that most programs import. */
const PRELUDE =
  'import { action, cell, Cell, compileAndRun, computed, Default, equals, fetchJson, fetchProgram, fetchText, handler, ifElse, lift, NAME, navigateTo, pattern, SELF, str, Stream, UI, unless, VNode, when, Writable } from "commonfabric";\n';

export async function compiledRuntime(
  shared: Partial<Pick<Compiled, "stores" | "clock">> & Pick<RuntimeOptions, "scope" | "cfcMode"> =
    {},
  ports: Partial<RuntimePorts> = {},
): Promise<Compiled> {
  const clock = shared.clock ?? new FakeClock();
  const stores = shared.stores ?? memoryStores();
  const errors: RuntimeError[] = [];
  const shown: unknown[] = [];
  let seed = 0;
  const runtime = new Runtime({
    stores,
    attestation: "none",
    ...(shared.scope === undefined ? {} : { scope: shared.scope }),
    ...(shared.cfcMode === undefined ? {} : { cfcMode: shared.cfcMode }),
    ports: {
      nowMs: () => clock.now,
      random: () => (seed = (seed + 0.37) % 1),
      setTimer: (ms, fn) => clock.setTimer(ms, fn),
      navigate: (piece) => void shown.push(piece),
      ...ports,
    },
  });
  runtime.onError((error) => errors.push(error));
  await runtime.openSpace(SPACE);
  const compiled: Compiled = {
    runtime,
    stores,
    clock,
    errors,
    shown,
    run: (source, options) => compiled.runFiles({ "/main.tsx": PRELUDE + source }, options),
    async runFiles(files, { argument = {}, cause = "piece" } = {}) {
      const program = {
        main: "/main.tsx",
        files: Object.entries(files).map(([name, contents]) => ({ name, contents })),
      };
      const pattern = await runtime.patterns.compilePattern(program, { space: SPACE });
      await runtime.editWithRetry((tx) => {
        runtime.run(tx, pattern, argument, runtime.getCell(SPACE, cause as string, { tx }));
      });
      await runtime.settled();
      return compiled.piece(cause);
    },
    piece(cause = "piece") {
      const piece = runtime.getCell<Any>(SPACE, cause as string);
      return piece.asSchema(piece.getMetaRaw("schema") as Any);
    },
    ran: () =>
      runtime.patterns.events.recent(0)
        .filter((event: EngineEvent) => event.type === "ran")
        .map((event) => `${(event as Any).action}`),
  };
  return compiled;
}

export async function withCompiled(body: (test: Compiled) => Promise<void>): Promise<void> {
  const test = await compiledRuntime();
  try {
    await body(test);
  } finally {
    await test.runtime.dispose();
  }
}
