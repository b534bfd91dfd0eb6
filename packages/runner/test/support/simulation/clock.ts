/** Time of a simulation: nothing takes any, except what waits for it. */
import { setImmediate } from "node:timers";
import type { Cancel } from "@commonfabric/storage";

interface Alarm {
  readonly at: number;
  readonly order: number;
  readonly fn: () => void;
}

export class SimulatedClock {
  now = 1_700_000_000_000;
  readonly #alarms = new Map<number, Alarm>();
  #orders = 0;

  get isQuiet(): boolean {
    return this.#alarms.size === 0;
  }

  setTimer(ms: number, fn: () => void): Cancel {
    const order = ++this.#orders;
    this.#alarms.set(order, { at: this.now + Math.max(0, ms), order, fn });
    return () => void this.#alarms.delete(order);
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.setTimer(ms, resolve));
  }

  /** Lets time pass until `work` is settled. @throws {Error} when nothing is left to wait for */
  async until<T>(what: string, work: Promise<T>, limitMs: number): Promise<T> {
    let isSettled = false;
    const settled = () => void (isSettled = true);
    work.then(settled, settled);
    const last = this.now + limitMs;
    for (;;) {
      await turn();
      if (isSettled) return await work;
      if (!this.#step(last)) {
        throw new Error(`${what} is not done, and nothing is left to wait for`);
      }
    }
  }

  async advance(ms: number): Promise<void> {
    const last = this.now + ms;
    do await turn(); while (this.#step(last));
    this.now = last;
  }

  /** Calls what is due next, unless that is after `last`. */
  #step(last: number): boolean {
    let next: Alarm | undefined;
    for (const alarm of this.#alarms.values()) {
      const isEarlier = next === undefined || alarm.at < next.at ||
        (alarm.at === next.at && alarm.order < next.order);
      if (isEarlier) next = alarm;
    }
    if (next === undefined || next.at > last) return false;
    this.#alarms.delete(next.order);
    this.now = Math.max(this.now, next.at);
    next.fn();
    return true;
  }
}

/** Everything runs that waits for nothing but its turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
