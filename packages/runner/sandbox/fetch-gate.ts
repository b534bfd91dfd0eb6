/**
 * The fetch capability as guests see it. The four names exist in every compartment, so that a
 * verdict does not depend on the host. Authored code reaches the network through built-ins, which
 * settle on a time grid; a direct call or construction is refused in every frame.
 */
import { CapabilityError } from "./capability-error.ts";
import { nativeLike } from "./native-like.ts";

const INSTEAD = "use a fetch built-in such as fetchData in a pattern";

/** `fetch`, `Headers`, `Request` and `Response`, not hardened yet. */
export function makeFetchGate(): Readonly<Record<string, unknown>> {
  const gate = {
    fetch(): Promise<never> {
      throw new CapabilityError("fetch()", INSTEAD);
    },
  };
  const classes = ["Headers", "Request", "Response"].map((name) => [name, closedClass(name)]);
  return { fetch: nativeLike(gate.fetch), ...Object.fromEntries(classes) };
}

function closedClass(name: string): unknown {
  const closed = {
    [name]: function (): never {
      throw new CapabilityError(`new ${name}()`, INSTEAD);
    },
  };
  return closed[name];
}
