/** Values as text, so that values of different copies can be compared. Runs no getter of a guest. */
import { isTrustedArtifact } from "../../../engine/provenance.ts";
import { isModuleNamespace } from "../../../sandbox/namespace.ts";
import { stubPath } from "./stubs.ts";

const DEEPEST = 6;
const LONGEST = 20;
/** So many steps of a generator are taken. */
const STEPS = 4;

/** `value` as text: equal for values that no guest can tell apart by looking. */
export function snapshot(value: unknown): string {
  return new Snapshot().text(value, 0);
}

class Snapshot {
  readonly #seen = new Map<object, number>();

  text(value: unknown, depth: number): string {
    if (typeof value === "string") return JSON.stringify(value);
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value === "symbol") return value.toString();
    if (Object.is(value, -0)) return "-0";
    if ((typeof value !== "object" || value === null) && typeof value !== "function") {
      return String(value);
    }
    const path = stubPath(value);
    if (path !== undefined) return `<${path}>`;
    if (isTrustedArtifact(value)) return "<artifact>";
    const seen = this.#seen.get(value);
    if (seen !== undefined) return `#${seen}`;
    this.#seen.set(value, this.#seen.size);
    if (depth > DEEPEST) return "...";
    if (isModuleNamespace(value)) return this.#namespace(value as Record<string, unknown>, depth);
    return this.#object(value, depth);
  }

  #namespace(namespace: Record<string, unknown>, depth: number): string {
    const members = Object.keys(namespace).map((name) =>
      `${name}: ${this.text(readOrError(namespace, name), depth + 1)}`
    );
    return `namespace {${members.join(", ")}}`;
  }

  #object(value: object, depth: number): string {
    if (value instanceof Promise) {
      value.catch(() => {});
      return "promise";
    }
    const members = Reflect.ownKeys(value).slice(0, LONGEST).map((key) => {
      const { value: member, get, set } = Reflect.getOwnPropertyDescriptor(value, key)!;
      const shown = get || set ? "accessor" : this.text(member, depth + 1);
      return `${String(key)}: ${shown}`;
    });
    const head = typeof value === "function"
      ? `function ${sourceText(value)}`
      : `${classOf(value)}${contents(value, (item) => this.text(item, depth + 1))}`;
    return `${head} {${members.join(", ")}}`;
  }
}

function readOrError(namespace: Record<string, unknown>, name: string): unknown {
  try {
    return namespace[name];
  } catch (error) {
    return error;
  }
}

function sourceText(fn: unknown): string {
  try {
    return Reflect.apply(Function.prototype.toString, fn, []) as string;
  } catch {
    return "(no source)";
  }
}

function classOf(value: object): string {
  const prototype: object | null = Reflect.getPrototypeOf(value);
  if (prototype === null) return "null";
  const named = Reflect.getOwnPropertyDescriptor(prototype, "constructor")?.value as unknown;
  if (typeof named !== "function") return "?";
  return String(Reflect.getOwnPropertyDescriptor(named, "name")?.value);
}

/** What is behind the slots of an object rather than in its properties. */
function contents(value: object, show: (item: unknown) => string): string {
  if (Array.isArray(value) || isPlain(value)) return "";
  if (isGenerator(value)) return `(${firstSteps(value).map(show).join("; ")})`;
  for (
    const read of [
      () => [...Map.prototype.entries.call(value as Map<unknown, unknown>)].map(String),
      () => [...Set.prototype.values.call(value as Set<unknown>)].map(String),
      () => [`${Date.prototype.getTime.call(value as Date)}`],
      () => [RegExp.prototype.toString.call(value as RegExp)],
    ]
  ) {
    try {
      return `(${read().slice(0, LONGEST).join("; ")})`;
    } catch {
      // Another class.
    }
  }
  return "";
}

function isPlain(value: object): boolean {
  const prototype: object | null = Reflect.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

const GeneratorPrototype = Object.getPrototypeOf(function* () {}.prototype) as object;
const { next } = GeneratorPrototype as Generator;

function isGenerator(value: object): value is Generator {
  return Object.prototype.isPrototypeOf.call(GeneratorPrototype, value);
}

function firstSteps(generator: Generator): unknown[] {
  const values: unknown[] = [];
  try {
    for (let step = 0; step < STEPS; step++) {
      const result = Reflect.apply(next, generator, [step]);
      values.push(result.value);
      if (result.done === true) break;
    }
  } catch (error) {
    values.push(error);
  }
  return values;
}
