/**
 * Bounded text of any value, for messages and for looking at data. Printing reads own data members
 * by descriptor: it runs no getter, subscribes to nothing, and never throws.
 */
import { isDate, isGenuineLeaf } from "../values/leaves.ts";
import { referenceOf } from "../values/references.ts";
import { describePlace, referenceState } from "./reference-state.ts";

const COMPACT_LENGTH = 1_000;
const INDENTED_LENGTH = 20_000;
const DEPTH = 32;
const INDENT = "  ";
const CUT = "...";

/** One line of at most `maxLength` characters. */
export function toCompactDebugString(value: unknown, maxLength?: unknown): string {
  const limit = typeof maxLength === "number" && maxLength >= 0 ? maxLength : COMPACT_LENGTH;
  return printed(value, { limit, isIndented: false });
}

/** One member a line, as `JSON.stringify` indents. */
export function toIndentedDebugString(value: unknown): string {
  return printed(value, { limit: INDENTED_LENGTH, isIndented: true });
}

interface Layout {
  readonly limit: number;
  readonly isIndented: boolean;
}

function printed(value: unknown, layout: Layout): string {
  const printer = new Printer(layout);
  printer.value(value, 0);
  if (printer.text.length <= layout.limit) return printer.text;
  const kept = Math.max(0, Math.floor(layout.limit) - CUT.length);
  return `${printer.text.slice(0, kept)}${CUT}`.slice(0, layout.limit);
}

class Printer {
  text = "";
  readonly #layout: Layout;
  readonly #open = new Set<object>();

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  get #isFull(): boolean {
    return this.text.length > this.#layout.limit;
  }

  value(value: unknown, depth: number): void {
    if (this.#isFull) return;
    if (typeof value === "string") return this.#string(value);
    if (typeof value === "bigint") return this.#add(`${value}n`);
    if (typeof value === "function") return this.#add("[function]");
    if (typeof value !== "object" || value === null) {
      return this.#add(Object.is(value, -0) ? "-0" : String(value));
    }
    const special = specialText(value);
    if (special !== undefined) return this.#add(special);
    if (this.#open.has(value)) return this.#add("[circular]");
    if (depth >= DEPTH) return this.#add(CUT);
    this.#open.add(value);
    if (isArray(value)) this.#list(value, depth);
    else this.#record(value, depth);
    this.#open.delete(value);
  }

  #add(text: string): void {
    this.text += text;
  }

  /** Only what can be shown is quoted: a text may be far longer than the limit. */
  #string(text: string): void {
    this.#add(JSON.stringify(text.slice(0, this.#layout.limit + 1)));
  }

  #list(list: readonly unknown[], depth: number): void {
    const length = ownValue(list, "length") as number;
    this.#members("[", "]", length, depth, (index) => {
      this.value(ownValue(list, String(index)), depth + 1);
    });
  }

  #record(record: object, depth: number): void {
    const keys = Object.keys(record);
    this.#members("{", "}", keys.length, depth, (index) => {
      const key = keys[index]!;
      this.#string(key);
      this.#add(this.#layout.isIndented ? ": " : ":");
      this.value(ownValue(record, key), depth + 1);
    });
  }

  #members(
    open: string,
    close: string,
    count: number,
    depth: number,
    print: (index: number) => void,
  ): void {
    const line = (level: number) => this.#layout.isIndented ? `\n${INDENT.repeat(level)}` : "";
    this.#add(open);
    for (let index = 0; index < count && !this.#isFull; index++) {
      this.#add(`${index === 0 ? "" : ","}${line(depth + 1)}`);
      print(index);
    }
    if (count > 0) this.#add(line(depth));
    this.#add(close);
  }
}

/** Objects that are no data, and leaves. */
function specialText(value: object): string | undefined {
  const reference = referenceState(value);
  if (reference !== undefined) return `[reference ${describePlace(reference)}]`;
  if (referenceOf(value)?.kind === "handle") return "[cell]";
  try {
    if (isGenuineLeaf(value)) {
      if (!isDate(value)) return `[${(value as Uint8Array).length} bytes]`;
      const time = value.getTime();
      return Number.isNaN(time) ? "Invalid Date" : JSON.stringify(new Date(time).toISOString());
    }
    if (isArray(value)) return undefined;
    const prototype = Object.getPrototypeOf(value);
    if (prototype === null || prototype === Object.prototype) return undefined;
    return value instanceof Error ? `[${errorText(value)}]` : "[object]";
  } catch {
    // A proxy of the guest that refuses to be looked at is as good as any other object.
    return "[object]";
  }
}

function errorText(error: Error): string {
  const message = ownValue(error, "message");
  return typeof message === "string" ? `error: ${message}` : "error";
}

function isArray(value: object): value is readonly unknown[] {
  return Array.isArray(value);
}

function ownValue(owner: object, key: string): unknown {
  const descriptor = Reflect.getOwnPropertyDescriptor(owner, key);
  return descriptor !== undefined && "value" in descriptor ? descriptor.value : undefined;
}
