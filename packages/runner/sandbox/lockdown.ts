/**
 * Locks the realm down: locale and time zone are fixed, the intrinsics are repaired and frozen.
 * Runs once per realm. The state sits under a registered symbol, so that a second copy of this file
 * in one realm finds it, together with a digest of the options it was made with.
 */
import { digestText, encodeUtf8, nodeSha256, sortedUtf8 } from "@commonfabric/canonical";
import { escapeFrameTexts } from "./frame-texts.ts";
import { type Gates, makeGates } from "./gates.ts";
import { hardenWaiting } from "./harden-at-lockdown.ts";
import { installLocaleShim } from "./locale-shim.ts";
import { withReportConsole } from "./report-console.ts";
import { sesGlobals } from "./ses-globals.ts";
import { installUtcDates } from "./utc-dates.ts";

/** The options of lockdown. Every one is given, so that the environment decides nothing. */
export const LOCKDOWN_OPTIONS: Readonly<Record<string, unknown>> = Object.freeze({
  errorTaming: "safe",
  errorTrapping: "platform",
  reporting: "none",
  unhandledRejectionTrapping: "report",
  regExpTaming: "safe",
  localeTaming: "unsafe",
  consoleTaming: "unsafe",
  overrideTaming: "moderate",
  overrideDebug: Object.freeze([]),
  stackFiltering: "concise",
  domainTaming: "safe",
  evalTaming: "safe-eval",
  legacyRegeneratorRuntimeTaming: "safe",
  __hardenTaming__: "safe",
});

const STATE = Symbol.for("commonfabric.lockdown");

/** What a locked-down realm offers to the rest of the sandbox. */
export interface LockedRealm {
  readonly optionsDigest: string;
  readonly gates: Gates;
  readonly harden: <T>(value: T) => T;
  /** The frames of an error, which its `stack` property does not show. */
  readonly getStackString: (error: Error) => string;
}

/** Thrown when another party locked this realm down, or did so with other options. */
export class LockdownError extends Error {
  override readonly name = "LockdownError";
  constructor() {
    super("Realm was locked down with other options");
  }
}

/**
 * Locks the realm down, or finds that it is.
 * @throws {LockdownError} when someone else did, or with other options
 */
export function ensureLockdown(): LockedRealm {
  const holder = globalThis as { [STATE]?: LockedRealm };
  const optionsDigest = digestOfOptions();
  const known = holder[STATE];
  if (known !== undefined) {
    if (known.optionsDigest !== optionsDigest) throw new LockdownError();
    return known;
  }
  if (Object.isFrozen(Object.prototype)) throw new LockdownError();
  const state = lockDown(optionsDigest);
  Object.defineProperty(holder, STATE, { value: state });
  return state;
}

function lockDown(optionsDigest: string): LockedRealm {
  // The repair puts another constructor in its place; the engine goes on asking this one.
  const engineError = Error;
  const isError = Reflect.getOwnPropertyDescriptor(Error, "isError");
  installLocaleShim();
  installUtcDates();
  const ses = sesGlobals();
  withReportConsole(() => ses.repairIntrinsics({ ...LOCKDOWN_OPTIONS, overrideDebug: [] }));
  if (isError !== undefined) {
    for (const constructor of [Error, Error.prototype.constructor]) {
      Object.defineProperty(constructor, "isError", isError);
    }
  }
  escapeFrameTexts(engineError as { prepareStackTrace?: unknown });
  restrictCallers();
  // A registered symbol would give every guest the hardener, which is a withheld global.
  Reflect.deleteProperty(Object, Symbol.for("harden"));
  const gates = makeGates();
  ses.hardenIntrinsics!();
  delete ses.hardenIntrinsics;
  const { harden, getStackString } = ses;
  harden(gates);
  hardenWaiting(harden);
  lengthenStacks();
  return Object.freeze({ optionsDigest, gates, harden, getStackString });
}

/**
 * Puts back what the language says of `caller` and `arguments` of functions: reading and writing
 * throws. The repair deletes both, after which a function could be given such members.
 */
function restrictCallers(): void {
  const thrower = Reflect.getOwnPropertyDescriptor(ownArguments(), "callee")!.get!;
  for (const name of ["caller", "arguments"]) {
    Object.defineProperty(Object.getPrototypeOf(ownArguments), name, {
      get: thrower,
      set: thrower,
      enumerable: false,
      configurable: true,
    });
  }
}

function ownArguments(): IArguments {
  return arguments;
}

/** Frames that a stack keeps: conversion of nested data must not push the author's frame out. */
const STACK_FRAMES = 2_000;

function lengthenStacks(): void {
  const constructor = Error as { stackTraceLimit?: number };
  if (constructor.stackTraceLimit !== undefined) constructor.stackTraceLimit = STACK_FRAMES;
}

let digest: string | undefined;

/** Made once: every load and every hardened function asks for the locked realm. */
function digestOfOptions(): string {
  // All keys and values are ASCII words, so this text is canonical.
  return digest ??= digestText(
    nodeSha256,
    encodeUtf8(
      sortedUtf8(Object.keys(LOCKDOWN_OPTIONS))
        .map((key) => `${key}=${String(LOCKDOWN_OPTIONS[key])}`).join("\n"),
    ),
  );
}
