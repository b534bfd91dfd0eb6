/**
 * Clock and entropy of guests: a `Date` and a `Math` that ask the current frame. Both are made once
 * per realm, while it is being locked down; `Date.prototype` is shared with the host and its
 * `constructor` is the gated one, so that no date leads to an ungated clock.
 */
import { currentFrame, type Frame } from "../frame-powers.ts";
import { CapabilityError } from "./capability-error.ts";
import { nativeLike } from "./native-like.ts";
import { parseDateAsUtc } from "./utc-dates.ts";

const CLOCK_STEP_MS = 1_000;

/** Both gated values, not yet hardened. */
export interface Gates {
  readonly Date: object;
  readonly Math: object;
}

/** Makes the gates and installs the `Date` as `Date.prototype.constructor`. */
export function makeGates(): Gates {
  return { Date: makeDate(), Math: makeMath() };
}

function openHandler(): Frame | undefined {
  const frame = currentFrame();
  return frame?.kind === "handler" && frame.open ? frame : undefined;
}

/** Event time floored to one second; frozen for the event. */
function now(what: string): number {
  const time = openHandler()?.eventTimeMs;
  if (time === undefined) {
    throw new CapabilityError(
      what,
      "read the clock in a handler and store the time in a cell",
    );
  }
  return Math.floor(time / CLOCK_STEP_MS) * CLOCK_STEP_MS;
}

function makeDate(): object {
  const HostDate = Date;
  const { parse, UTC } = HostDate;
  const { getTime, toString } = HostDate.prototype;

  const gated = function Date(...args: unknown[]): object | string {
    if (new.target === undefined) {
      return Reflect.apply(toString, new HostDate(now("Date()")), []);
    }
    return Reflect.construct(HostDate, [timeOf(args)], new.target);
  };
  Object.defineProperties(gated, {
    name: { value: "Date" },
    length: { value: 7 },
    prototype: { value: HostDate.prototype, writable: false },
  });
  const statics = {
    now(): number {
      return now("Date.now()");
    },
    parse(text: unknown): number {
      return parseDateAsUtc(parse, `${text}`);
    },
    UTC(...args: unknown[]): number {
      return Reflect.apply(UTC, HostDate, args);
    },
  };
  for (const [name, value] of Object.entries(statics)) {
    Object.defineProperty(gated, name, {
      value: nativeLike(value as () => unknown),
      writable: true,
      enumerable: false,
      configurable: true,
    });
  }
  Object.defineProperty(HostDate.prototype, "constructor", {
    value: gated,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  return gated;

  function timeOf(args: unknown[]): number {
    if (args.length === 0) return now("new Date()");
    if (args.length > 1) return Reflect.apply(UTC, HostDate, args);
    const [value] = args;
    if (isDate(value)) return Reflect.apply(getTime, value, []);
    const primitive = toPrimitive(value);
    return typeof primitive === "string" ? parseDateAsUtc(parse, primitive) : Number(primitive);
  }

  function isDate(value: unknown): value is Date {
    try {
      Reflect.apply(getTime, value, []);
      return true;
    } catch {
      return false;
    }
  }
}

/** ToPrimitive with hint default: what `new Date(value)` applies to an object. */
function toPrimitive(value: unknown): unknown {
  if ((typeof value !== "object" || value === null) && typeof value !== "function") return value;
  const exotic = (value as { [Symbol.toPrimitive]?: unknown })[Symbol.toPrimitive];
  if (exotic !== undefined && exotic !== null) {
    const result: unknown = Reflect.apply(exotic as () => unknown, value, ["default"]);
    if (isPrimitive(result)) return result;
    throw new TypeError("Cannot convert object to primitive value");
  }
  for (const name of ["valueOf", "toString"] as const) {
    const method: unknown = (value as Record<string, unknown>)[name];
    if (typeof method !== "function") continue;
    const result: unknown = Reflect.apply(method, value, []);
    if (isPrimitive(result)) return result;
  }
  throw new TypeError("Cannot convert object to primitive value");
}

function isPrimitive(value: unknown): boolean {
  return (typeof value !== "object" || value === null) && typeof value !== "function";
}

function makeMath(): object {
  const copy = Object.create(
    Object.prototype,
    Object.getOwnPropertyDescriptors(Math),
  ) as object;
  const gated = {
    random(): number {
      const random = openHandler()?.random;
      if (random === undefined) {
        throw new CapabilityError(
          "Math.random()",
          "draw random numbers in a handler and store what they decide",
        );
      }
      return random();
    },
  };
  Object.defineProperty(copy, "random", {
    value: nativeLike(gated.random),
    writable: true,
    enumerable: false,
    configurable: true,
  });
  return copy;
}
