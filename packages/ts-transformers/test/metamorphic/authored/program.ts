/** An authored program that runs under plain meaning: its entry's body again for every render. */
import { loadBodies } from "../load.ts";
import { render, type Rendered } from "../render.ts";
import { PlainCell } from "./cell.ts";
import { type PlainFactory, plainHost, runBody, SELF } from "./host.ts";
import { PlainInstance, PlainProgram, PlainStream } from "./instance.ts";
import { isObject } from "./plain.ts";

const SETTLE_LIMIT = 20;

/** Loads transpiled `bodies`; the default export of `entry` is the pattern. */
export function loadAuthored(
  bodies: ReadonlyMap<string, string>,
  entry: string,
): AuthoredProgram {
  const program = new PlainProgram();
  const exports = loadBodies({ bodies, host: plainHost(program), register: () => {} }, entry);
  const factory = exports["default"] as PlainFactory | undefined;
  if (typeof factory !== "function") throw new Error("The entry exports no pattern");
  return new AuthoredProgram(program, factory);
}

export class AuthoredProgram {
  readonly #inputs = new Map<string, PlainCell>();
  readonly #streams = new Map<string, PlainStream>();
  readonly #root: PlainInstance;
  readonly sent: unknown[] = [];

  constructor(readonly program: PlainProgram, readonly factory: PlainFactory) {
    this.#root = new PlainInstance(program.clock);
  }

  start(inputs: Readonly<Record<string, unknown>>, streams: readonly string[]): void {
    for (const key of Object.keys(inputs)) {
      this.#inputs.set(key, new PlainCell(this.program.clock, { value: inputs[key] }));
    }
    for (const key of streams) {
      this.#streams.set(key, new PlainStream((event) => this.sent.push([key, event])));
    }
  }

  change(key: string, value: unknown): void {
    this.#inputs.get(key)!.set(value);
  }

  /** Current values of the inputs `keys`: one that has its default belongs to the instance. */
  inputs(keys: readonly string[]): unknown {
    return Object.fromEntries(keys.map((key) => [key, plain(this.#inputs.get(key)!.get())]));
  }

  /** Renders until nothing is written while rendering. */
  render(): Rendered {
    const { clock } = this.program;
    for (let round = 0; round < SETTLE_LIMIT; round++) {
      const before = clock.writes;
      const result = runBody(this.program, this.#root, this.factory.body, this.#input());
      const rendered = render(result, VALUES);
      if (clock.writes === before) return rendered;
    }
    throw new Error("The program does not settle");
  }

  #input(): unknown {
    const input: Record<string | symbol, unknown> = { [SELF]: "<self>" };
    for (const [key, cell] of this.#inputs) {
      const value = cell.get();
      this.#place(value, cell);
      input[key] = this.factory.handles.includes(key) ? cell : value;
    }
    for (const [key, stream] of this.#streams) input[key] = stream;
    return input;
  }

  /** An object of the input and the elements of its lists can be given on as cells. */
  #place(value: unknown, cell: PlainCell): void {
    this.program.place(value, cell);
    if (Array.isArray(value)) value.forEach((one, index) => this.#place(one, cell.key(index)));
    else if (isObject(value)) {
      for (const [key, one] of Object.entries(value)) this.#place(one, cell.key(key));
    }
  }
}

const VALUES = {
  resolve: (value: unknown) => value instanceof PlainCell ? value.get() : value,
  sender: (value: unknown) => {
    if (value instanceof PlainStream) return value.send;
    if (typeof value !== "function" || "body" in value) return undefined;
    return value as (event: unknown) => void;
  },
};

function plain(value: unknown): unknown {
  return render(value, VALUES).tree;
}
