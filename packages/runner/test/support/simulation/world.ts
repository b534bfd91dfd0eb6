/**
 * One run of the simulation: processes on one store, and operations that its seed draws. At the end
 * the weather clears, everything comes to rest, and what is there is compared with what happened.
 */
import assert from "node:assert/strict";
import type { SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../../../storage/test/support/memory-store.ts";
import { type Any, SPACE } from "../test-runtime.ts";
import { SimulatedClock } from "./clock.ts";
import { Draws } from "./draws.ts";
import { History, isUnreachable } from "./history.ts";
import type { Laboratory } from "./laboratory.ts";
import type { Weather } from "./network.ts";
import { SimulatedProcess } from "./process.ts";
import { computedOf, VERSIONS } from "./program.ts";

const EVENTS = ["add", "put", "slow", "fail", "item", "toggle", "drop", "spawn", "place"] as const;
const LONG_MS = 120_000;

export class World {
  readonly #clock = new SimulatedClock();
  readonly #draws: Draws;
  readonly #weather: Weather;
  readonly #stores: SpaceStores;
  readonly #laboratory: Laboratory;
  readonly #history = new History();
  readonly #processes: SimulatedProcess[] = [];
  /** Processes that are being opened or closed. */
  readonly #changing = new Set<number>();
  readonly #work: Promise<unknown>[] = [];
  /** What happened, in order: equal for equal seeds. */
  readonly trace: string[] = [];
  #names = 0;

  constructor(seed: number, laboratory: Laboratory) {
    this.#draws = new Draws(seed);
    this.#laboratory = laboratory;
    this.#stores = memoryStores(() => this.#clock.now);
    this.#weather = { failures: 0, downUntil: 0, slowestMs: this.#draws.pick([1, 10, 60]) };
  }

  async run(): Promise<void> {
    await this.#create();
    const failures = this.#draws.pick([0, 0, 0.02, 0.1]);
    const operations = 6 + this.#draws.below(20);
    this.#weather.failures = failures;
    for (let count = 0; count < operations; count++) {
      this.#operate();
      await this.#clock.advance(this.#draws.below(this.#draws.pick([5, 60, 400])));
    }
    Object.assign(this.#weather, { failures: 0, downUntil: 0 });
    await this.#comeToRest();
    await this.#compare();
  }

  async #create(): Promise<void> {
    const length = this.#draws.pick([2, 2, 2, 3, 3, 8]);
    const [first, ...others] = Array.from({ length }, () => this.#make());
    const { runtime, piece } = first!;
    const version = this.#laboratory.versions[0]!;
    await this.#wait("the set-up", async () => {
      await runtime.openSpace(SPACE);
      await piece.sync();
      await runtime.editWithRetry((tx) => void runtime.run(tx, version, {}, piece.withTx(tx)));
      await runtime.settled();
      await Promise.all(others.map((each) => each.start()));
    });
    this.#processes.push(first!, ...others);
    for (const each of this.#processes) if (this.#draws.chance(0.8)) each.show();
  }

  #make(observations = this.#draws.chance(0.8)): SimulatedProcess {
    return new SimulatedProcess({
      name: `p${++this.#names}`,
      clock: this.#clock,
      draws: this.#draws.fork(),
      weather: this.#weather,
      stores: this.#stores,
      laboratory: this.#laboratory,
      isSynchronous: this.#draws.chance(0.4),
      observations,
    });
  }

  #operate(): void {
    const at = this.#draws.below(this.#processes.length);
    if (this.#changing.has(at)) return;
    const process = this.#processes[at]!;
    const dice = this.#draws.below(100);
    if (dice < 60) return this.#sendSome(process);
    if (dice < 66) return this.#sendMail();
    if (dice < 72) return this.#raise(process);
    if (dice < 78) return this.#swap(process);
    if (dice < 84) return this.#change(at, () => this.#restart(at, process));
    if (dice < 90) return this.#change(at, () => this.#replace(at, process));
    if (dice < 95) return this.#draws.chance(0.5) ? process.show() : process.hide();
    this.#weather.downUntil = this.#clock.now + this.#draws.below(600);
    this.trace.push(`down until ${this.#weather.downUntil}`);
  }

  #sendSome(process: SimulatedProcess): void {
    for (let left = 1 + this.#draws.below(3); left > 0; left--) {
      const kind = this.#draws.pick(EVENTS);
      const id = `${kind}${++this.#names}`;
      this.#send(process, kind, { id, value: 1 + this.#draws.below(5) });
    }
  }

  /** The same mail comes to several processes, or twice to one. */
  #sendMail(): void {
    const id = `add${++this.#names}`;
    const event = { id, value: 1 + this.#draws.below(5) };
    for (let left = 1 + this.#draws.below(3); left > 0; left--) {
      const at = this.#draws.below(this.#processes.length);
      if (!this.#changing.has(at)) this.#send(this.#processes[at]!, "add", event, id);
    }
  }

  #send(
    process: SimulatedProcess,
    kind: string,
    event: { readonly id: string; readonly value: number },
    ingressId?: string,
  ): void {
    this.#history.sent(event);
    const options = ingressId === undefined ? {} : { ingressId };
    const sent = process.runtime.sendEvent(process.piece.key(kind), event, options);
    this.#track(sent.then(({ status, error }) => {
      if (!process.isAlive) return;
      this.trace.push(`${process.name} ${event.id} ${status}`);
      if (status !== "committed") process.tookBack = true;
      this.#history.answered(event.id, status, error as Error | undefined);
    }, (error) => {
      if (!process.isAlive) return;
      process.tookBack = true;
      this.#history.answered(event.id, "failed", error);
    }));
  }

  /** An event of an instance that a handler made; what it changes is no part of the history. */
  #raise(process: SimulatedProcess): void {
    const at = this.#draws.below(3);
    const by = 1 + this.#draws.below(3);
    const stream = process.piece.key("kids", at, "raise");
    this.#track(process.runtime.sendEvent(stream, { by }).catch(() => {}));
  }

  #swap(process: SimulatedProcess): void {
    const version = this.#draws.below(VERSIONS.length);
    this.trace.push(`${process.name} swaps to ${version}`);
    const pattern = this.#laboratory.versions[version]!;
    this.#track(
      process.runtime.setPattern(process.piece, pattern).catch((error: Error) => {
        if (process.isAlive) this.trace.push(`${process.name} did not swap: ${error.name}`);
      }),
    );
  }

  #change(at: number, work: () => Promise<void>): void {
    this.#changing.add(at);
    this.#track(work().finally(() => this.#changing.delete(at)));
  }

  /** The process ends as it should, and another one takes its place. */
  async #restart(at: number, process: SimulatedProcess): Promise<void> {
    this.trace.push(`${process.name} ends`);
    process.hide();
    await process.runtime.dispose();
    process.kill();
    await this.#open(at);
  }

  async #replace(at: number, process: SimulatedProcess): Promise<void> {
    this.trace.push(`${process.name} is killed`);
    process.kill();
    await this.#open(at);
  }

  /** What a host does whose store is not in reach. */
  async #open(at: number): Promise<void> {
    for (;;) {
      const process = this.#make();
      try {
        await process.start();
        if (this.#draws.chance(0.8)) process.show();
        this.#processes[at] = process;
        this.trace.push(`${process.name} is there`);
        return;
      } catch (error) {
        assert.ok(isUnreachable(error as Error), String(error));
        process.kill();
        await this.#clock.sleep(100);
      }
    }
  }

  #track(work: Promise<unknown>): void {
    work.catch(() => {});
    this.#work.push(work);
  }

  async #wait<T>(what: string, work: () => Promise<T>): Promise<T> {
    return await this.#clock.until(what, work(), LONG_MS);
  }

  async #comeToRest(): Promise<void> {
    for (let at = 0; at < this.#work.length; at++) {
      await this.#wait("the work", () => this.#ofTheLiving(this.#work[at]!));
    }
    for (let round = 0; round < 3; round++) {
      await this.#clock.advance(10_000);
      for (const { runtime, name } of this.#processes) {
        await this.#wait(`${name} settling`, () => runtime.settled());
      }
    }
    for (const { runtime, name } of this.#processes) {
      const { queuedEvents, pendingCommits, nodes } = runtime.snapshot();
      assert.deepEqual({ queuedEvents, pendingCommits }, { queuedEvents: 0, pendingCommits: 0 });
      const open = nodes.filter(({ demanded, status }) => demanded && status !== "clean");
      assert.deepEqual(open.map(({ id }) => id), [], `${name} has runs left`);
      const counters = runtime.counters();
      const { actionRuns, computationRuns, effectRuns, handlerRuns } = counters;
      assert.equal(actionRuns, computationRuns + effectRuns + handlerRuns);
    }
  }

  /** Work of a process that was killed never ends. */
  async #ofTheLiving(work: Promise<unknown>): Promise<void> {
    await Promise.race([work, this.#clock.sleep(LONG_MS / 2)]);
  }

  /** All see one state, and it is the one that follows from what happened. */
  async #compare(): Promise<void> {
    const seen = [];
    for (const each of this.#processes) seen.push(await this.#look(each));
    const scratch = this.#make(false);
    this.#weather.failures = 0;
    await this.#wait("a start from scratch", () => scratch.start());
    const stores = await Promise.all([SPACE, "team"].map((space) => this.#stores(space)));
    const heads = () => Promise.all(stores.map((store) => store.head()));
    const before = await heads();
    const state = await this.#look(scratch);
    assert.deepEqual(await heads(), before, "what is computed from scratch is what is stored");
    seen.forEach((each, at) => assert.deepEqual(each, state, this.#processes[at]!.name));
    this.#history.check(state);
    const version = this.#version(scratch);
    const { n, m, items, kids } = state;
    for (const [name, value] of Object.entries(computedOf(version, { n, m, items, kids }))) {
      assert.deepEqual(state[name], value, name);
    }
    for (const { name, tookBack, numbers } of this.#processes) {
      if (!tookBack) assert.deepEqual(numbers, numbers.toSorted((a, b) => a - b), name);
    }
    for (const { runtime, name } of [...this.#processes, scratch]) {
      await this.#wait(`the end of ${name}`, () => runtime.dispose());
    }
  }

  async #look(process: SimulatedProcess): Promise<Any> {
    const pull = () => process.piece.asSchema(true).pull();
    // The first look may be what makes it ask for an answer.
    await this.#wait(`a look of ${process.name}`, pull);
    await this.#wait(`${process.name} settling`, () => process.runtime.settled());
    const value = await this.#wait(`a look of ${process.name}`, pull);
    await this.#wait(`${process.name} settling`, () => process.runtime.settled());
    return JSON.parse(
      JSON.stringify(value, (_key, member) => isStream(member) ? undefined : member),
    );
  }

  #version({ piece }: SimulatedProcess): number {
    const pointer = piece.getMetaRaw("patternIdentity") as Any;
    const refs = this.#laboratory.versions.map((version) =>
      this.#laboratory.source.getArtifactEntryRef(version)!.identity
    );
    return refs.indexOf(pointer.identity);
  }
}

function isStream(value: Any): boolean {
  return typeof value === "object" && value !== null && typeof value.send === "function" &&
    typeof value.get !== "function";
}
