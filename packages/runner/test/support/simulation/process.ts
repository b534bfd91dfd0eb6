/** One simulated process: a runtime on its own way to the stores, and what its sinks were shown. */
import type { SpaceStores } from "@commonfabric/storage";
import { trustedCode } from "../../../host/trusted-code.ts";
import { PieceRuntime } from "../../../pieces/piece-runtime.ts";
import type { RuntimeError } from "../../../scheduler/errors.ts";
import { type Any, SPACE } from "../test-runtime.ts";
import type { SimulatedClock } from "./clock.ts";
import type { Draws } from "./draws.ts";
import type { Laboratory } from "./laboratory.ts";
import { ADDRESS } from "./program.ts";
import { Network, type Weather } from "./network.ts";

export interface ProcessParts {
  readonly name: string;
  readonly clock: SimulatedClock;
  readonly draws: Draws;
  readonly weather: Weather;
  readonly stores: SpaceStores;
  readonly laboratory: Laboratory;
  readonly isSynchronous: boolean;
  readonly observations: boolean;
}

export class SimulatedProcess {
  readonly name: string;
  readonly runtime: PieceRuntime;
  readonly errors: RuntimeError[] = [];
  /** What a sink of `n` was shown, which no event makes smaller. */
  readonly numbers: number[] = [];
  isAlive = true;
  /** An event failed or was handled elsewhere: what was shown of it meanwhile was taken back. */
  tookBack = false;
  readonly #network: Network;
  #cancel: (() => void)[] = [];

  constructor({ clock, draws, weather, stores, laboratory, ...rest }: ProcessParts) {
    this.name = rest.name;
    this.#network = new Network({ clock, draws, weather, isSynchronous: rest.isSynchronous });
    this.runtime = new PieceRuntime({
      stores: this.#network.stores(stores),
      source: laboratory.source,
      ports: {
        nowMs: () => clock.now,
        random: () => draws.next(),
        fetch: async (url) => {
          await clock.sleep(draws.below(3_000));
          return new Response(JSON.stringify({ v: Number(url.slice(ADDRESS.length)) }));
        },
        setTimer: (ms, fn) => clock.setTimer(ms, () => this.isAlive && fn()),
      },
      runtimeId: rest.name,
      cfcMode: "enforce",
      observations: rest.observations,
      fingerprints: () => ({ host: "host", sched: "sched" }),
      resolveCode: trustedCode,
    });
    this.runtime.onError((error) => void this.errors.push(error));
  }

  get piece(): Any {
    return this.runtime.getCell<Any>(SPACE, "piece");
  }

  /** Opens what is stored. */
  async start(): Promise<void> {
    await this.runtime.openSpace(SPACE);
    await this.piece.sync();
    await this.runtime.start(this.piece);
  }

  /** Shows everything, for as long as `hide` is not called. */
  show(): void {
    const { piece } = this;
    this.#cancel.push(
      piece.key("n").sink((n: number) => void this.numbers.push(n)),
      ...["total", "rows", "chosen", "open", "labels", "answer"].map((name) =>
        piece.key(name).sink(() => {})
      ),
    );
  }

  hide(): void {
    for (const cancel of this.#cancel.splice(0)) cancel();
  }

  /** Ends without a word: what it still does reaches nobody. */
  kill(): void {
    this.isAlive = false;
    this.#network.cut();
  }
}
