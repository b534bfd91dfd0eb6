/** What a generated expression may mention: names with their types, and the paths below them. */
import type { Tape } from "../tape.ts";

/** Types of generated values, by the name that the program declares them with. */
export type TypeName =
  | "number"
  | "string"
  | "boolean"
  | "string[]"
  | "number[]"
  | "Item"
  | "Item[]"
  | "Owner"
  | "Scores"
  | "string | undefined"
  | "Owner | undefined"
  | "Item[] | undefined";

/** `data` reads as it is written; a cell is read with `get()`, a stream takes events. */
export type Holding = "data" | "cell" | "stream";

export interface Name {
  /** As it is written: `title`, `input.title`, `item`. */
  readonly text: string;
  readonly type: TypeName;
  readonly holding: Holding;
  /** Called when a program mentions it. */
  readonly use?: () => void;
}

/** Where an expression stands: what is allowed differs. */
export type Context = "pattern" | "compute";

export const DECLARATIONS = `interface Home { city: string }
interface Owner { name: string; age: number; nick?: string; home: Home }
interface Item { title: string; price: number; done: boolean; tags: string[] }
type Scores = Record<string, number>;
`;

const MEMBERS: Readonly<Record<string, readonly (readonly [string, TypeName])[]>> = {
  Item: [["title", "string"], ["price", "number"], ["done", "boolean"], ["tags", "string[]"]],
  Owner: [
    ["name", "string"],
    ["age", "number"],
    ["nick", "string | undefined"],
    ["home.city", "string"],
  ],
};

export class Scope {
  constructor(
    readonly names: readonly Name[],
    readonly context: Context,
    /** A condition of `list` callbacks: computations alone in a body value have other rules. */
    readonly inList: boolean = false,
  ) {}

  with(...names: readonly Name[]): Scope {
    return new Scope([...this.names, ...names], this.context, this.inList);
  }

  without(text: string): Scope {
    return new Scope(this.names.filter((one) => one.text !== text), this.context, this.inList);
  }

  inside(context: Context): Scope {
    return new Scope(this.names, context, this.inList);
  }

  inCallback(): Scope {
    return new Scope(this.names, this.context, true);
  }

  /** An expression of `type` without any operator; the latest names come first. */
  atom(type: TypeName, tape: Tape): string | undefined {
    const found = this.#atoms(type);
    if (found.length === 0) return undefined;
    const one = tape.of(found);
    one.use?.();
    return one.text;
  }

  /** A name that holds a cell or stream of `type`. */
  handle(holding: "cell" | "stream", type: TypeName, tape: Tape): string | undefined {
    const found = this.names.filter((one) => one.holding === holding && one.type === type);
    if (found.length === 0) return undefined;
    const one = tape.of(found.toReversed());
    one.use?.();
    return one.text;
  }

  #atoms(type: TypeName): Name[] {
    return this.names.toReversed().flatMap((name): Name[] => {
      if (name.holding === "stream") return [];
      // Cells are read with `get()` where a value is wanted.
      const text = name.holding === "cell" ? `${name.text}.get()` : name.text;
      const own: Name[] = name.type === type ? [{ ...name, text }] : [];
      if (name.holding === "cell") return own;
      const below = (MEMBERS[name.type] ?? [])
        .filter(([, member]) => member === type)
        .map(([path]): Name => ({ ...name, text: `${text}.${path}`, type }));
      return [...own, ...below];
    });
  }
}
