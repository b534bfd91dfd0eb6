/** Compartments that are not what the table of globals says, and a realm that is asked twice. */
import { NEW_CODE_NAMES, SANDBOX_GLOBALS } from "@commonfabric/contract";
import {
  makeSandboxGlobals,
  type PreparationStep,
  prepareCompartment,
} from "../../../../packages/runner/sandbox/compartment.ts";
import { evaluateInCompartment } from "../../../../packages/runner/sandbox/evaluate-in-compartment.ts";
import { ensureLockdown } from "../../../../packages/runner/sandbox/lockdown.ts";
import {
  type Compartment,
  type CompartmentOptions,
} from "../../../../packages/runner/sandbox/ses-globals.ts";
import type { Answer } from "../../driver.ts";
import { errorName } from "../probe.ts";

const WITHHELD = [
  ...NEW_CODE_NAMES,
  ...["AbortController", "Atomics", "Blob", "Buffer", "BroadcastChannel", "Deno", "Event"],
  ...["EventTarget", "FinalizationRegistry", "Float16Array", "Float32Array", "Float64Array"],
  ...["Intl", "MessageChannel", "SharedArrayBuffer", "ShadowRealm", "Temporal", "WeakRef"],
  ...["WebAssembly", "WebSocket", "Worker", "XMLHttpRequest", "assert", "caches", "clearTimeout"],
  ...["close", "crypto", "document", "getStackString", "global", "importScripts", "indexedDB"],
  ...["localStorage", "location", "navigator", "performance", "process", "prompt"],
  ...["queueMicrotask", "reportError", "self", "setImmediate", "setInterval", "setTimeout"],
  ...["tripwire", "window"],
];

function inert(leaks: readonly string[]): Answer {
  return { says: "inert", faults: leaks.map((leak) => `the compartment has ${leak}`) };
}

function thrownBy(step: () => unknown): Answer {
  try {
    step();
    return { says: "accept" };
  } catch (error) {
    return { says: `throws(${errorName(error)})` };
  }
}

/** The globals of a live compartment against the table, both ways, and by `typeof`. */
export function globalList(): Answer {
  const compartment = prepareCompartment(makeSandboxGlobals(), { name: "attack" });
  const target = compartment.globalThis;
  const own = Reflect.ownKeys(target).filter((key) => key !== Symbol.unscopables).map(String);
  const leaks = own.filter((name) => !SANDBOX_GLOBALS.has(name));
  leaks.push(
    ...[...SANDBOX_GLOBALS.keys()].filter((name) => !own.includes(name)).map((name) =>
      `no ${name}`
    ),
  );
  for (const name of WITHHELD) {
    const type = evaluateInCompartment(compartment, `typeof ${name}`);
    if (type !== "undefined") leaks.push(`${name}, a ${type}`);
  }
  if (!Object.isFrozen(target)) leaks.push("a global that is not frozen");
  if (Object.getPrototypeOf(target) !== Object.prototype) leaks.push("an odd prototype");
  return inert(leaks);
}

/** Everything is deleted and defined before the global is frozen, and frozen before it is used. */
export function preparationOrder(): Answer {
  const steps: PreparationStep[] = [];
  const compartment = withCompartments(
    (made) => {
      const { evaluate } = made;
      const evaluated = (text: string) => {
        if (!Object.isFrozen(made.globalThis)) steps.push("created");
        return Reflect.apply(evaluate, made, [text]);
      };
      return Object.create(made, {
        globalThis: { value: made.globalThis },
        evaluate: { value: evaluated },
      }) as Compartment;
    },
    () => prepareCompartment(makeSandboxGlobals(), { name: "attack" }, (step) => steps.push(step)),
  );
  evaluateInCompartment(compartment, "1");
  const expected: PreparationStep[] = ["created", "deleted", "defined", "frozen"];
  return inert(steps.join() === expected.join() ? [] : [`the order ${steps.join()}`]);
}

/** A withheld global that cannot be deleted. */
export function undeletableGlobal(): Answer {
  const spoil = (made: Compartment) => {
    Object.defineProperty(made.globalThis, "Deno", { value: {}, configurable: false });
    return made;
  };
  return thrownBy(() =>
    withCompartments(spoil, () => prepareCompartment(makeSandboxGlobals(), { name: "attack" }))
  );
}

export function missingIntrinsic(): Answer {
  const spoil = (made: Compartment) => {
    Reflect.deleteProperty(made.globalThis, "Map");
    return made;
  };
  return thrownBy(() =>
    withCompartments(spoil, () => prepareCompartment(makeSandboxGlobals(), { name: "attack" }))
  );
}

/** Runs `step` while every new compartment goes through `change`. */
function withCompartments<T>(change: (made: Compartment) => Compartment, step: () => T): T {
  const realm = globalThis as { Compartment?: unknown };
  const original = realm.Compartment as new (options: CompartmentOptions) => Compartment;
  realm.Compartment = function (options: CompartmentOptions): Compartment {
    return change(new original(options));
  };
  try {
    return step();
  } finally {
    realm.Compartment = original;
  }
}

/** Asked again, a realm is the one that it was. */
export function secondLockdown(): Answer {
  const first = ensureLockdown();
  const leaks = ensureLockdown() === first ? [] : ["a second lockdown"];
  for (const name of ["hardenIntrinsics", "lockdownAgain"]) {
    if (name in globalThis) leaks.push(name);
  }
  return inert(leaks);
}

/** A page whose policy forbids evaluation answers every attempt with an `EvalError`. */
export function forbiddenEvaluation(): Answer {
  const page = {
    evaluate() {
      throw new EvalError("Refused to evaluate a string as JavaScript");
    },
  };
  return thrownBy(() => evaluateInCompartment(page as unknown as Compartment, "1"));
}
