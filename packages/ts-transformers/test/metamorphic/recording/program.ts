/** A compiled program that runs: its entry's pattern over boxes, one for each input. */
import type { JSONSchema } from "@commonfabric/api";
import { type Factory, nameFactories } from "./builders.ts";
import { recordingHost } from "./host.ts";
import { loadBodies } from "../load.ts";
import { reactiveReference } from "./reactive.ts";
import { render, type Rendered, type Values } from "../render.ts";
import { stored } from "./stored.ts";
import { plainOf } from "./view.ts";
import { type Location, Reference, StreamTarget, World } from "./world.ts";

const SETTLE_LIMIT = 20;

/** The factory that `entry` exports as default. */
export function loadCompiled(
  bodies: ReadonlyMap<string, string>,
  entry: string,
): CompiledProgram {
  const world = new World();
  const registered: Record<string, unknown> = {};
  const register = (names: Readonly<Record<string, unknown>>) => {
    Object.assign(registered, names);
    nameFactories(names);
  };
  const exports = loadBodies({ bodies, host: recordingHost(world), register }, entry);
  const factory = exports["default"] as Factory | undefined;
  if (typeof factory !== "function") throw new Error("The entry exports no pattern");
  return new CompiledProgram(world, factory);
}

export class CompiledProgram {
  readonly #inputs = new Map<string, Location>();
  #result: Reference | undefined;
  /** Events that reached streams given as inputs. */
  readonly sent: unknown[] = [];

  readonly #values: Values;

  constructor(readonly world: World, readonly factory: Factory) {
    this.#values = {
      resolve: (value) => value instanceof Reference ? plainStep(world, value) : value,
      sender: (value) => {
        const target = value instanceof Reference ? world.resolve(value).value : value;
        return target instanceof StreamTarget ? target.send : undefined;
      },
    };
  }

  get argumentSchema(): JSONSchema {
    return this.factory.argumentSchema;
  }

  /** Applies the pattern; `streams` are inputs that take events. */
  start(inputs: Readonly<Record<string, unknown>>, streams: readonly string[]): void {
    const argument: Record<string, unknown> = {};
    for (const key of Object.keys(inputs)) {
      const box = this.world.box(stored(this.world, inputs[key]));
      this.#inputs.set(key, box);
      argument[key] = new Reference(box);
    }
    for (const key of streams) {
      const target = new StreamTarget((event) => this.sent.push([key, event]));
      argument[key] = new Reference(this.world.constant(target));
    }
    this.#result = reactiveReference(this.factory(argument))!;
  }

  change(key: string, value: unknown): void {
    this.#inputs.get(key)!.write(stored(this.world, value));
  }

  /** Current values of the inputs. */
  inputs(): Record<string, unknown> {
    return Object.fromEntries(
      [...this.#inputs].map(([key, box]) => [key, render(box.read(), this.#values).tree]),
    );
  }

  /** Renders until computations with side writes have nothing left to write. */
  render(): Rendered {
    const { world } = this;
    for (let round = 0; round < SETTLE_LIMIT; round++) {
      const before = world.version;
      const rendered = render(this.#result, this.#values);
      for (const effect of [...world.effects]) effect.read();
      if (world.version === before) return rendered;
    }
    throw new Error("The program does not settle");
  }
}

/** The value at a reference, with the default that its own schema has for an absent one. */
function plainStep(world: World, reference: Reference): unknown {
  const { value } = world.resolve(reference);
  if (value !== undefined) return value;
  return plainOf(world, reference);
}
