/**
 * Prototypes of handles. Each method takes the handle as `this` and looks its state up, so that one
 * frozen prototype serves all handles of a kind and a method taken off its handle does nothing.
 */
import { HandleKindError } from "./errors.ts";
import { GUEST_METHODS, type Method } from "./guest-methods.ts";
import { handleState } from "./handle-state.ts";
import { HOST_METHODS } from "./host-methods.ts";
import type { HandleState } from "./host.ts";

/** A frozen prototype with these methods and nothing else. */
export function makePrototype(methods: Readonly<Record<string, Method>>): object {
  const prototype = Object.create(null);
  for (const [name, method] of Object.entries(methods)) {
    // The shorthand makes a function that is no constructor and has no `prototype` of its own.
    const { [name]: bound } = {
      [name](this: unknown, ...args: unknown[]): unknown {
        const state = handleState(this);
        if (state === undefined || !isOffered(state, name)) throw new HandleKindError(name);
        return method(state, args, this as object);
      },
    };
    prototype[name] = Object.freeze(bound);
  }
  return Object.freeze(prototype);
}

function isOffered(state: HandleState, name: string): boolean {
  return Object.hasOwn(state.face === "host" ? HOST_METHODS : GUEST_METHODS[state.kind], name);
}
