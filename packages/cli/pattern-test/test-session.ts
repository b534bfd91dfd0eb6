/** One runtime of a test run, with what it told its host: errors, console lines, navigations. */
import type { Counters } from "@commonfabric/contract";
import { type Cell, Runtime, type RuntimeError, type Toolchain } from "@commonfabric/runner";
import type { SpaceStores } from "@commonfabric/storage";
import { formatAddress } from "../command/address.ts";
import { type RuntimeErrorShape, runtimeErrorShape } from "../run/runtime-error-shape.ts";
import type { MockedNetwork } from "./mocked-network.ts";

/** The space that every test runs in. */
export const TEST_SPACE = "home";

export interface SessionOptions {
  readonly stores: SpaceStores;
  readonly toolchain: Toolchain;
  readonly counters: Counters;
  readonly network: MockedNetwork;
  readonly user?: { readonly user: string; readonly session: string };
}

export interface NonIdempotentAction {
  readonly action: string;
  readonly source: string | null;
}

export interface SessionConsoleLine {
  readonly level: string;
  readonly text: string;
  /** Whether the steps had begun. */
  readonly isOfSteps: boolean;
}

export class TestSession {
  readonly runtime: Runtime;
  /** Everything but non-idempotence, in order. */
  readonly errors: RuntimeErrorShape[] = [];
  readonly nonIdempotent: NonIdempotentAction[] = [];
  readonly console: SessionConsoleLine[] = [];
  readonly navigations: string[] = [];
  #isPlaying = false;

  constructor({ stores, toolchain, counters, network, user }: SessionOptions) {
    this.runtime = new Runtime({
      stores,
      toolchain,
      counters,
      idempotenceCheck: "always",
      ports: { fetch: network.fetch, navigate: (piece) => this.#navigated(piece) },
      console: (level, text) => this.#printed(level, text),
      ...(user === undefined ? {} : { scope: user }),
    });
    this.runtime.onError((error) => this.#failed(error));
    this.runtime.patterns.events.subscribe((event) => {
      if (event.type === "warning" && this.#isPlaying) this.#printed("warn", event.text);
    });
  }

  /** From here on lines of the console count. */
  beginSteps(): void {
    this.#isPlaying = true;
  }

  #navigated(piece: Cell): void {
    this.navigations.push(formatAddress(piece.resolveAsCell().getAsNormalizedFullLink()));
  }

  #printed(level: string, text: string): void {
    this.console.push({ level, text, isOfSteps: this.#isPlaying });
  }

  #failed(error: RuntimeError): void {
    // Who disposes of the runtime sees that for itself, and says so.
    if (error.name === "DisposeTimeoutError") return;
    const shape = runtimeErrorShape(error);
    if (error.kind !== "nonIdempotent") return void this.errors.push(shape);
    this.nonIdempotent.push({ action: shape.action ?? "", source: shape.source });
  }
}
