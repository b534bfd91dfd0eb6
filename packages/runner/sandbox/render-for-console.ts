/**
 * Guest values as text for people. Reads own data descriptors only: no getter, `toString`,
 * conversion hook or inspection symbol of a guest runs. Output and work are bounded.
 */
import { encodeUtf8, utf8Length } from "@commonfabric/canonical";
import { escapeControls, LIMITS } from "@commonfabric/contract";

const MAX_DEPTH = 4;
const MAX_MEMBERS = 100;
const CUT = " [cut]";

/** All of `args` on one line, at most 8 KiB of UTF-8. */
export function renderForConsole(args: readonly unknown[]): string {
  const writer = new BoundedText(LIMITS.consoleTextBytes - CUT.length);
  args.forEach((value, index) => {
    if (index > 0) writer.write(" ");
    if (typeof value === "string") writer.write(value);
    else render(value, writer, 0, []);
  });
  return writer.finish();
}

/** Collects text up to a number of bytes. Every unit costs at least one, so length bounds work. */
class BoundedText {
  #text = "";
  #full = false;
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get full(): boolean {
    return this.#full;
  }

  write(text: string): void {
    if (this.#full) return;
    this.#text += text.slice(0, this.#maxBytes + 1 - this.#text.length).toWellFormed();
    this.#full = this.#text.length > this.#maxBytes;
  }

  finish(): string {
    if (!this.#full && utf8Length(this.#text) <= this.#maxBytes) return this.#text;
    const bytes = encodeUtf8(this.#text.toWellFormed()).subarray(0, this.#maxBytes);
    // A character that the cut split decodes to one replacement character.
    return `${new TextDecoder().decode(bytes).replace(/\ufffd$/, "")}${CUT}`;
  }
}

function render(value: unknown, writer: BoundedText, depth: number, path: object[]): void {
  switch (typeof value) {
    case "string":
      return writer.write(JSON.stringify(value.slice(0, LIMITS.consoleTextBytes)));
    case "bigint":
      return writer.write(renderBigint(value));
    case "symbol":
      return writer.write(`Symbol(${escapeControls((value.description ?? "").slice(0, 200))})`);
    case "function":
      return writer.write("[Function]");
    case "object":
      if (value === null) return writer.write("null");
      return renderObject(value, writer, depth, path);
    default:
      return writer.write(Object.is(value, -0) ? "-0" : String(value));
  }
}

/** Printing a bigint costs more than linear time in its digits. */
function renderBigint(value: bigint): string {
  return BigInt.asIntN(1_024, value) === value ? `${value}n` : "[bigint of more than 1,024 bits]";
}

function renderObject(
  value: object,
  writer: BoundedText,
  depth: number,
  path: object[],
): void {
  if (path.includes(value)) return writer.write("[circular]");
  if (depth >= MAX_DEPTH) return writer.write(isArray(value) ? "[...]" : "{...}");
  let keys: PropertyKey[];
  try {
    if (isError(value)) return writer.write(renderError(value));
    keys = Reflect.ownKeys(value);
  } catch {
    return writer.write("[unreadable]");
  }
  const array = isArray(value);
  path.push(value);
  writer.write(array ? "[" : "{");
  let written = 0;
  for (const key of keys) {
    if (writer.full || written > MAX_MEMBERS) break;
    const descriptor = describe(value, key);
    if (descriptor === undefined || !descriptor.enumerable) continue;
    if (written++ > 0) writer.write(", ");
    if (written > MAX_MEMBERS) {
      writer.write("...");
      break;
    }
    if (!array) writer.write(`${keyText(key)}: `);
    if ("value" in descriptor) render(descriptor.value, writer, depth + 1, path);
    else writer.write("[accessor]");
  }
  writer.write(array ? "]" : "}");
  path.pop();
}

function describe(value: object, key: PropertyKey): PropertyDescriptor | undefined {
  try {
    return Reflect.getOwnPropertyDescriptor(value, key);
  } catch {
    return undefined;
  }
}

function isArray(value: object): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

function isError(value: object): boolean {
  return Object.prototype.toString.call(withoutTag(value)) === "[object Error]";
}

/** `Object.prototype.toString` would read a guest's tag: only a value without one is asked. */
function withoutTag(value: object): object {
  for (let at: object | null = value, hops = 0; at !== null; at = Reflect.getPrototypeOf(at)) {
    if (hops++ > MAX_MEMBERS || describe(at, Symbol.toStringTag) !== undefined) return {};
  }
  return value;
}

function renderError(error: object): string {
  return `[${ownText(error, "name") ?? inheritedName(error)}: ${ownText(error, "message") ?? ""}]`;
}

const ERROR_NAMES: ReadonlyMap<object, string> = new Map(
  [
    ...[EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError],
    ...[AggregateError, Error],
  ].map((constructor) => [constructor.prototype, constructor.name]),
);

/** The nearest prototype that is intrinsic, or that has a `name` of its own, decides. */
function inheritedName(error: object): string {
  let at = Reflect.getPrototypeOf(error);
  for (let hops = 0; at !== null && hops < MAX_MEMBERS; hops++) {
    const name = ownText(at, "name") ?? ERROR_NAMES.get(at);
    if (name !== undefined) return name;
    at = Reflect.getPrototypeOf(at);
  }
  return "Error";
}

function ownText(value: object, key: string): string | undefined {
  const descriptor = describe(value, key);
  return typeof descriptor?.value === "string" ? descriptor.value.slice(0, 1_000) : undefined;
}

function keyText(key: PropertyKey): string {
  if (typeof key === "symbol") return `[Symbol(${(key.description ?? "").slice(0, 200)})]`;
  return escapeControls(String(key).slice(0, 200));
}
