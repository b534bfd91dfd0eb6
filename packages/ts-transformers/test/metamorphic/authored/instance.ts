/**
 * Instances under plain meaning. A body runs again for every render, over the current state; cells
 * and children are found again by the order in which the body makes them.
 */
import { type Clock, PlainCell } from "./cell.ts";
import { isObject } from "./plain.ts";

/** What an event is sent to. */
export class PlainStream {
  constructor(readonly send: (event: unknown) => void) {}
}

export class PlainProgram {
  readonly clock: Clock = { writes: 0 };
  readonly errors: string[] = [];
  readonly failedEvents: string[] = [];
  readonly navigations: unknown[] = [];
  /** The instance whose body runs. */
  #current: PlainInstance | undefined;
  #sends: (() => void)[] | undefined;
  readonly #places: WeakMap<object, PlainCell> = new WeakMap();

  get current(): PlainInstance | undefined {
    return this.#current;
  }

  run<T>(instance: PlainInstance, body: () => T): T {
    const before = this.#current;
    this.#current = instance;
    try {
      return body();
    } finally {
      this.#current = before;
    }
  }

  /** Tells where an object of an input lives, for handlers that are given it as a cell. */
  place(value: unknown, cell: PlainCell): void {
    if (isObject(value)) this.#places.set(value, cell);
  }

  /** The cell that a handle member stands for; data without a known place has a cell of its own. */
  cellOf(value: unknown): unknown {
    if (value instanceof PlainCell || value instanceof PlainStream) return value;
    const known = isObject(value) ? this.#places.get(value) : undefined;
    return known ?? new PlainCell(this.clock, { value });
  }

  cell(value: unknown): PlainCell {
    return this.#current?.cell(value) ?? new PlainCell(this.clock, { value });
  }

  child(): PlainInstance {
    return this.#current?.child() ?? new PlainInstance(this.clock);
  }

  /** A computation: what throws has no value. */
  compute(run: () => unknown): unknown {
    try {
      return run();
    } catch (error) {
      this.errors.push(String(error));
      return undefined;
    }
  }

  stream(run: (event: unknown) => unknown): PlainStream {
    return new PlainStream((event) => this.#dispatch(() => run(event)));
  }

  /** Events sent while a handler runs wait for its end. */
  #dispatch(run: () => unknown): void {
    if (this.#sends !== undefined) {
      this.#sends.push(run);
      return;
    }
    this.#sends = [];
    try {
      run();
    } catch (error) {
      this.failedEvents.push(String(error));
      this.#sends = [];
    }
    const sends = this.#sends;
    this.#sends = undefined;
    for (const send of sends) this.#dispatch(send);
  }
}

export class PlainInstance {
  readonly #cells: PlainCell[] = [];
  readonly #children: PlainInstance[] = [];
  #cellAt = 0;
  #childAt = 0;

  constructor(readonly clock: Clock) {}

  /** Called before the body runs again. */
  restart(): void {
    this.#cellAt = 0;
    this.#childAt = 0;
  }

  cell(value: unknown): PlainCell {
    const at = this.#cellAt++;
    return this.#cells[at] ??= new PlainCell(this.clock, { value });
  }

  child(): PlainInstance {
    const at = this.#childAt++;
    return this.#children[at] ??= new PlainInstance(this.clock);
  }
}
