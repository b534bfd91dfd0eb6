/** The module-level names of a body under construction, by what they hold. */
import type { Tape } from "../../../../ts-transformers/test/metamorphic/tape.ts";

/** Classes of module-level values, as the grammar tells them apart. */
export type Holds = "prim" | "data" | "func" | "builder" | "ref" | "namespace";

export class ModuleNames {
  readonly #names: { name: string; holds: Holds }[] = [];
  #next = 0;

  /** A name that the body does not have yet. */
  fresh(prefix: string): string {
    return `${prefix}${this.#next++}`;
  }

  add(name: string, holds: Holds): void {
    this.#names.push({ name, holds });
  }

  /** A name that holds one of `wanted`, or `undefined`. */
  one(tape: Tape, ...wanted: readonly Holds[]): string | undefined {
    const found = this.all(...wanted);
    return found.length === 0 ? undefined : tape.of(found);
  }

  all(...wanted: readonly Holds[]): string[] {
    return this.#names.filter(({ holds }) => wanted.includes(holds)).map(({ name }) => name);
  }
}
