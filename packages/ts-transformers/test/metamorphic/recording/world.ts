/**
 * Where values live in the recording runtime: boxes that are written, derived values that are
 * computed on demand, and references into both. Nothing here knows builders or schemas.
 */
import type { JSONSchema } from "@commonfabric/api";

/** A schema and the document that its `$defs` are in. */
export interface SchemaAt {
  readonly schema: JSONSchema;
  readonly root: JSONSchema;
}

/** A stream: what an event does. */
export class StreamTarget {
  constructor(readonly send: (event: unknown) => void) {}
}

/** A place that holds a value: a box, or something computed. */
export interface Location {
  readonly id: number;
  read(): unknown;
  write(value: unknown): void;
}

/** An address below a location, and the schema it was reached by. */
export class Reference {
  constructor(
    readonly location: Location,
    readonly path: readonly string[] = [],
    readonly at: SchemaAt | undefined = undefined,
    /** An ordinary link is replaced by a write at it; a redirect passes the write on. */
    readonly isLink: boolean = false,
  ) {}

  below(segments: readonly string[]): Reference {
    return new Reference(this.location, [...this.path, ...segments]);
  }

  asLink(): Reference {
    return new Reference(this.location, this.path, this.at, true);
  }
}

/** What a reference leads to when every link on the way is followed. */
export interface Resolved {
  readonly location: Location;
  readonly path: readonly string[];
  readonly value: unknown;
}

export interface LiftRun {
  readonly lift: string;
  readonly inputs: readonly string[];
  readonly argument: unknown;
}

const HOP_LIMIT = 64;

/** The state of one running program, and the record of what it did. */
export class World {
  /** Moves with every write: derived values are computed once a version. */
  version = 0;
  /** Errors of lifts, in order. */
  readonly errors: string[] = [];
  /** Errors of handlers: the event had no effect. */
  readonly failedEvents: string[] = [];
  /** Breaches of what a schema promised: a wider capability, a path that is not declared. */
  readonly violations: Set<string> = new Set();
  readonly causes: unknown[] = [];
  readonly navigations: unknown[] = [];
  readonly runs: LiftRun[] = [];
  /** Computations that write beside their output: they run without being asked. */
  readonly effects: Location[] = [];
  /** `body` while a pattern body runs: values are references there. */
  context: "body" | "compute" = "compute";
  /** Places written so far, one entry for each write. */
  readonly written: Location[] = [];
  #ids = 0;
  #journal: (() => void)[] | undefined;
  readonly #sends: (() => void)[] = [];

  box(initial: unknown): Location {
    let value = initial;
    const location: Location = {
      id: ++this.#ids,
      read: () => value,
      write: (next) => {
        // A write of what is there causes nothing.
        if (Object.is(next, value)) return;
        const before = value;
        this.#journal?.push(() => value = before);
        value = next;
        this.version++;
        this.written.push(location);
      },
    };
    return location;
  }

  /** A value that never changes: what a builder was applied to. */
  constant(value: unknown): Location {
    return { id: ++this.#ids, read: () => value, write: refuseWrite };
  }

  /** Computed once, when first asked for. */
  once(compute: () => unknown): Location {
    let made: { value: unknown } | undefined;
    return {
      id: ++this.#ids,
      read: () => (made ??= { value: compute() }).value,
      write: refuseWrite,
    };
  }

  /** Computed when asked for, again after a write. A value that needs itself is `undefined`. */
  derived(compute: () => unknown): Location {
    let at = -1;
    let value: unknown;
    let running = false;
    return {
      id: ++this.#ids,
      read: () => {
        if (at === this.version || running) return value;
        running = true;
        try {
          const started = this.version;
          value = compute();
          at = started;
        } finally {
          running = false;
        }
        return value;
      },
      write: refuseWrite,
    };
  }

  in<T>(context: "body" | "compute", run: () => T): T {
    const before = this.context;
    this.context = context;
    try {
      return run();
    } finally {
      this.context = before;
    }
  }

  /** Runs a handler: all of its writes, or none when it throws. Sends wait for its end. */
  transaction(what: string, run: () => unknown): void {
    if (this.#journal !== undefined) {
      this.#sends.push(() => this.transaction(what, run));
      return;
    }
    this.#journal = [];
    try {
      this.in("compute", run);
    } catch (error) {
      this.#journal.reverse().forEach((undo) => undo());
      this.#sends.length = 0;
      this.version++;
      this.failedEvents.push(`${what}: ${messageOf(error)}`);
    } finally {
      this.#journal = undefined;
    }
    const sends = this.#sends.splice(0);
    for (const send of sends) send();
  }

  /** Follows every link on the way. */
  resolve(reference: Reference): Resolved {
    return this.#walk(reference, () => true);
  }

  /** Follows redirects at the end, and every link before it: the place that a write goes to. */
  target(reference: Reference): Resolved {
    return this.#walk(reference, (link) => !link.isLink);
  }

  /** The references at the very place, each leading to the next: what a binding went through. */
  bindings(reference: Reference): readonly Reference[] {
    const passed: Reference[] = [reference];
    this.#walk(reference, (link) => {
      if (!link.isLink) passed.push(link);
      return !link.isLink;
    });
    return passed;
  }

  #walk(start: Reference, followsLast: (link: Reference) => boolean): Resolved {
    let { location, path } = start;
    for (let hops = 0; hops < HOP_LIMIT; hops++) {
      let value = location.read();
      let at = 0;
      for (; at < path.length && !(value instanceof Reference); at++) {
        value = member(value, path[at]!);
      }
      const isLast = at === path.length;
      if (!(value instanceof Reference) || (isLast && !followsLast(value))) {
        return { location, path, value };
      }
      path = [...value.path, ...path.slice(at)];
      location = value.location;
    }
    return { location, path, value: undefined };
  }
}

/** An own member, as a document has it: `undefined` of anything that is no object. */
export function member(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) &&
    !(value instanceof Reference) && !(value instanceof StreamTarget);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function refuseWrite(): never {
  throw new TypeError("A computed value cannot be written");
}
