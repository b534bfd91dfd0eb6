/**
 * Watches the tables of a process: every `BoundedMap` that something is put into, and every other
 * map with string keys that grows large, whether or not it bounds itself. Installed before the realm
 * is locked down.
 */
import { BoundedMap } from "@commonfabric/canonical";

/** Maps with more entries than this are told. */
const LARGE = 1_000;

export interface TableReport {
  readonly bounded: readonly { readonly size: number; readonly bound: number }[];
  /** Other large maps, by where they became large. */
  readonly others: readonly { readonly size: number; readonly where: string }[];
}

export class TableWatch {
  readonly #bounded = new Set<WeakRef<BoundedMap<unknown, unknown>>>();
  readonly #seen = new WeakSet<object>();
  readonly #large: { readonly map: WeakRef<Map<unknown, unknown>>; readonly where: string }[] = [];
  #inBounded = 0;

  /** Begins to watch. Cannot be undone. */
  install(): void {
    const putBounded = BoundedMap.prototype.set;
    const within = (table: BoundedMap<unknown, unknown>, entry: readonly unknown[]): void => {
      this.#note(table);
      this.#inBounded++;
      try {
        Reflect.apply(putBounded, table, entry);
      } finally {
        this.#inBounded--;
      }
    };
    BoundedMap.prototype.set = function (...entry): void {
      within(this, entry);
    };
    const put = Map.prototype.set;
    const look = (map: Map<unknown, unknown>, key: unknown): void => {
      const isLarge = map.size > LARGE && typeof key === "string";
      if (isLarge && this.#inBounded === 0) this.#noteLarge(map);
    };
    const { set } = {
      set(this: Map<unknown, unknown>, key: unknown, value: unknown): Map<unknown, unknown> {
        look(this, key);
        return Reflect.apply(put, this, [key, value]);
      },
    };
    Object.defineProperty(Map.prototype, "set", { value: set, writable: true, configurable: true });
  }

  report(): TableReport {
    const bounded = [...this.#bounded].flatMap((ref) => {
      const table = ref.deref();
      return table === undefined ? [] : [{ size: table.size, bound: table.bound }];
    });
    const others = this.#large.flatMap(({ map, where }) => {
      const size = map.deref()?.size;
      return size === undefined || size <= LARGE ? [] : [{ size, where }];
    });
    return { bounded, others };
  }

  #note(table: BoundedMap<unknown, unknown>): void {
    if (this.#seen.has(table)) return;
    this.#seen.add(table);
    this.#bounded.add(new WeakRef(table));
  }

  #noteLarge(map: Map<unknown, unknown>): void {
    if (this.#seen.has(map)) return;
    this.#seen.add(map);
    const where = stackOf(new Error()).split("\n")
      .flatMap((frame) => /packages\/[^)]*/.exec(frame)?.[0] ?? []);
    this.#large.push({ map: new WeakRef(map), where: where.slice(0, 3).join(" < ") });
  }
}

/** A locked-down realm shows stacks to those only who ask it. */
function stackOf(error: Error): string {
  const ask: unknown = Reflect.get(globalThis, "getStackString");
  return typeof ask === "function"
    ? String(Reflect.apply(ask, undefined, [error]))
    : error.stack ?? "";
}
