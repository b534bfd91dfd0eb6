/**
 * Errors of guests, as hosts report them. Everything read from a guest's error is guarded: it may
 * be any value, with getters and traps of its own.
 */
import { ensureLockdown } from "./lockdown.ts";

/** Maps the frames of a stack to authored positions. */
export interface StackMapper {
  parse(stack: string): string;
}

/** What replaces text that could not be read. */
export const UNREADABLE = "(unreadable)";

const MAX_TEXT = 4_096;
const MAX_STACK = 256 * 1_024;
const INTERNAL_FRAME = "    at <CF_INTERNAL>";
const RUNNER_FRAME = /packages\/runner\//;

/** Mapped frames of the errors that were mapped. */
const mapped = new WeakMap<object, readonly string[]>();

const INTRINSIC_PROTOTYPES: ReadonlySet<object> = new Set<object>([
  ...[Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]
    .map(({ prototype }) => prototype),
  AggregateError.prototype,
  Object.prototype,
]);

/** Where the engine gives errors an accessor, it is this one. */
const engineStack = Reflect.getOwnPropertyDescriptor(new Error(), "stack")?.get;

/** Errors of the platform keep their texts behind accessors of a class that no guest reaches. */
const platformGetters: ReadonlySet<unknown> = new Set(
  (["name", "message"] as const).map((key) =>
    Reflect.getOwnPropertyDescriptor(DOMException.prototype, key)?.get
  ),
);

/** Own or inherited data property `key` of `value` as text, without running a getter. */
export function textOf(value: object, key: "name" | "message"): string | undefined {
  try {
    for (let at: object | null = value, hops = 0; at !== null && hops < 16; hops++) {
      const own = Reflect.getOwnPropertyDescriptor(at, key);
      if (own !== undefined && "value" in own) {
        return typeof own.value === "string" ? own.value.slice(0, MAX_TEXT) : UNREADABLE;
      }
      // Accessors on intrinsic prototypes are the override enablements of lockdown; a guest may
      // freeze an accessor of its own.
      if (own?.get !== undefined) {
        if (platformGetters.has(own.get)) {
          return String(Reflect.apply(own.get, value, [])).slice(0, MAX_TEXT);
        }
        if (!INTRINSIC_PROTOTYPES.has(at)) return UNREADABLE;
        return String(Reflect.get(at, key)).slice(0, MAX_TEXT);
      }
      at = Reflect.getPrototypeOf(at);
    }
    return undefined;
  } catch {
    return UNREADABLE;
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  const isObject = (typeof thrown === "object" && thrown !== null) || typeof thrown === "function";
  return (isObject ? textOf(thrown, "message") : undefined) ?? describeThrown(thrown);
}

/** The own `stack` of an error as text, without running a getter of a guest. */
export function stackOf(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null) return undefined;
  try {
    const own = Reflect.getOwnPropertyDescriptor(thrown, "stack");
    if (own === undefined) return undefined;
    const isOfEngine = own.get !== undefined && own.get === engineStack;
    const stack: unknown = isOfEngine ? Reflect.apply(own.get!, thrown, []) : own.value;
    return typeof stack === "string" ? stack.slice(0, MAX_STACK) : undefined;
  } catch {
    return undefined;
  }
}

/** `<name>: <message>` of anything that was thrown. */
export function describeThrown(thrown: unknown): string {
  if (typeof thrown !== "object" && typeof thrown !== "function" || thrown === null) {
    return typeof thrown === "symbol" ? "Symbol()" : String(thrown).slice(0, MAX_TEXT);
  }
  const name = textOf(thrown, "name") ?? "Error";
  const message = textOf(thrown, "message") ?? "";
  return message === "" ? name : `${name}: ${message}`;
}

/** True for an error of the language, whatever its prototype claims. */
export function isNativeError(value: unknown): value is Error {
  try {
    return Error.isError(value);
  } catch {
    return false;
  }
}

/**
 * Gives `thrown` a readable `stack` with authored positions, once, and returns it. Values that are
 * no errors, and errors that cannot be changed, are returned as they are.
 */
export function mapErrorOnce(
  thrown: unknown,
  mapper: StackMapper | undefined,
  options: { readonly hideInternalStackFrames?: boolean } = {},
): unknown {
  if (!isNativeError(thrown) || mapped.has(thrown)) return thrown;
  const frames = framesOf(thrown).map((frame) => {
    if (options.hideInternalStackFrames && RUNNER_FRAME.test(frame)) return INTERNAL_FRAME;
    return mapper?.parse(frame) ?? frame;
  });
  mapped.set(thrown, frames);
  try {
    Object.defineProperty(thrown, "stack", {
      value: [describeThrown(thrown), ...frames].join("\n"),
      writable: true,
      enumerable: false,
      configurable: true,
    });
  } catch {
    // A frozen error keeps the stack that it has: nothing but positions is lost.
  }
  return thrown;
}

/**
 * The frames of an error that was mapped, indented, one line each. The text of its stack tells less:
 * a message can have lines that look like frames.
 */
export function mappedFrames(thrown: unknown): readonly string[] {
  return mapped.get(thrown as object) ?? [];
}

/** Whether a frame of `thrown` is of code that `mapper` knows. */
export function isThrownBy(thrown: unknown, mapper: StackMapper): boolean {
  return isNativeError(thrown) && framesOf(thrown).some((frame) => mapper.parse(frame) !== frame);
}

function hasPlainStack(error: Error): boolean {
  try {
    const own = Reflect.getOwnPropertyDescriptor(error, "stack");
    return own !== undefined && ("value" in own || own.get === engineStack);
  } catch {
    return false;
  }
}

/** Frames of an error, one text each, indented as the language prints them. */
function framesOf(error: Error): string[] {
  // The realm reads `stack` to get at the frames, which must run no accessor of a guest.
  if (!hasPlainStack(error)) return [];
  let text: string;
  try {
    text = ensureLockdown().getStackString(error);
  } catch {
    return [];
  }
  return text.split("\n").filter((line) => line.trimStart().startsWith("at "))
    .map((line) => `    ${line.trimStart()}`);
}
