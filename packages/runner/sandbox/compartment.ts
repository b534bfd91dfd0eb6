/**
 * Prepares compartments: what their global has, in which order it gets it, and that it is frozen
 * before the first text is evaluated there. Frozen then, ses binds globals as constants (two reads
 * cost nanoseconds); frozen later or never, every read goes through a proxy.
 */
import { digestText, encodeUtf8, nodeSha256 } from "@commonfabric/canonical";
import { SANDBOX_GLOBALS } from "@commonfabric/contract";
import { type ConsoleSink, makeGuestConsole } from "./console.ts";
import { makeEndowments } from "./endowments.ts";
import { makeFetchGate } from "./fetch-gate.ts";
import { hardenAtLockdown } from "./harden-at-lockdown.ts";
import { ensureLockdown } from "./lockdown.ts";
import { type Compartment, type CompartmentOptions, sesGlobals } from "./ses-globals.ts";

/** Thrown when a compartment cannot be prepared as the table of globals says. */
export class SandboxSetupError extends Error {
  override readonly name = "SandboxSetupError";
}

/** The values that compartments get beyond the intrinsics, with a digest of the authority in them. */
export interface SandboxGlobals {
  /** Part of the share key of evaluated modules: other authority, other digest. */
  readonly policyDigest: string;
  readonly values: ReadonlyMap<string, unknown>;
}

let realmValues: Readonly<Record<string, unknown>> | undefined;

/** Gated and endowed values without the console, made once per realm. */
function valuesOfRealm(): Readonly<Record<string, unknown>> {
  if (realmValues === undefined) {
    const { gates, harden } = ensureLockdown();
    realmValues = harden({ ...gates, ...makeEndowments(), ...makeFetchGate() });
  }
  return realmValues;
}

/** Globals whose console writes to `console`; without one, console output is dropped. */
export function makeSandboxGlobals(options: { console?: ConsoleSink } = {}): SandboxGlobals {
  const { harden } = ensureLockdown();
  const console = harden(makeGuestConsole(options.console ?? (() => {})));
  const values = new Map<string, unknown>();
  const realm = valuesOfRealm();
  for (const [name, kind] of SANDBOX_GLOBALS) {
    if (kind === "intrinsic") continue;
    const value = name === "console" ? console : realm[name];
    if (value === undefined) throw new SandboxSetupError(`No value for the global ${name}`);
    values.set(name, value);
  }
  return Object.freeze({ policyDigest: POLICY_DIGEST, values });
}

const POLICY_DIGEST = digestText(
  nodeSha256,
  encodeUtf8([...SANDBOX_GLOBALS].map(([name, kind]) => `${kind} ${name}`).join("\n")),
);

/** One step of preparation, for tests of the order. */
export type PreparationStep = "created" | "deleted" | "defined" | "frozen";

/** Makes a compartment with `globals`, ready for its first evaluation. */
export function prepareCompartment(
  globals: SandboxGlobals,
  options: Omit<CompartmentOptions, "__options__">,
  onStep: (step: PreparationStep) => void = () => {},
): Compartment {
  ensureLockdown();
  const compartment = new (sesGlobals().Compartment)({ __options__: true, ...options });
  const target = compartment.globalThis;
  onStep("created");
  for (const key of Reflect.ownKeys(target)) {
    if (typeof key === "string" && SANDBOX_GLOBALS.has(key)) continue;
    if (key !== Symbol.unscopables && !Reflect.deleteProperty(target, key)) {
      throw new SandboxSetupError(`Cannot remove the global ${String(key)}`);
    }
  }
  onStep("deleted");
  for (const [name, value] of globals.values) {
    Object.defineProperty(target, name, {
      value,
      writable: false,
      enumerable: false,
      configurable: false,
    });
  }
  onStep("defined");
  for (const name of SANDBOX_GLOBALS.keys()) {
    if (!Object.hasOwn(target, name)) {
      throw new SandboxSetupError(`The realm has no intrinsic ${name}`);
    }
  }
  Object.freeze(target);
  onStep("frozen");
  return compartment;
}

hardenAtLockdown(SandboxSetupError);
