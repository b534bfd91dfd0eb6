/** Whether the argument of a piece fits its schema as far as it is there. */
import { LIMITS } from "@commonfabric/contract";
import type { PatternValue } from "../builders/graph.ts";
import { artifactInfo } from "../engine/provenance.ts";
import { authoredPosition } from "../engine/source-locations.ts";
import { addressKey, isLink, linkTarget } from "../links/sigil.ts";
import { acceptsKind } from "../schemas/accepts.ts";
import type { SchemaNode } from "../schemas/schema-node.ts";
import { nodeAt } from "../transactions/tree.ts";
import type { Address } from "../types.ts";
import { isMutableLeaf, isStreamMarker } from "../values/leaves.ts";
import { ArgumentMismatchError } from "./errors.ts";

/** A place of an argument that its schema does not accept. */
export interface Misfit {
  readonly path: readonly string[];
  readonly expected: string;
  /** Nothing is there, and something is required. */
  readonly isAbsent: boolean;
}

export interface FitOptions {
  /** The document that holds the value: links in it leave out what is its own. */
  readonly container: Address;
  /** The value of a document; `undefined` when it is out of reach, which fits. */
  readonly documentValue?: (address: Address) => { readonly value: unknown } | undefined;
  /** Whether required members have to be there. Inputs of a fresh piece may come later. */
  readonly isComplete?: boolean;
}

/**
 * Checks what is present in `value` against the argument schema of `pattern`; absent members and
 * links that cannot be followed are accepted, the former because inputs may come later.
 * @throws {ArgumentMismatchError} with the path of the first member that does not fit
 */
export function checkFits(
  value: unknown,
  schema: SchemaNode,
  { pattern, ...options }: FitOptions & { readonly pattern: PatternValue },
): void {
  const [first] = misfits(value, schema, options);
  if (first === undefined) return;
  const source = authoredPosition(artifactInfo(pattern)?.implementation);
  throw new ArgumentMismatchError(first.path, first.expected, source);
}

/** Every place of `value` that the schema does not accept. */
export function misfits(value: unknown, schema: SchemaNode, options: FitOptions): Misfit[] {
  const found: Misfit[] = [];
  new Fit(options, found, new Set()).check(value, schema, [], options.container);
  return found;
}

class Fit {
  readonly #options: FitOptions;
  readonly #found: Misfit[];
  /** Places that were met behind links, with the schema: cyclic data ends here. */
  readonly #followed: Set<string>;

  constructor(options: FitOptions, found: Misfit[], followed: Set<string>) {
    this.#options = options;
    this.#found = found;
    this.#followed = followed;
  }

  check(value: unknown, schema: SchemaNode, path: readonly string[], container: Address): void {
    if (value === undefined || schema.isAny || schema.isUnknown || isStreamMarker(value)) return;
    if (isLink(value)) return this.#follow(linkTarget(value, container), schema, path);
    if (schema.isNever) return this.#note(path, "nothing");
    if (!acceptsKind(schema, value)) {
      const expected = schema.schema.enum === undefined ? schema.types?.join(" or ") : undefined;
      return this.#note(path, expected ?? "a value of its kind");
    }
    const fits = (member: SchemaNode) => this.#isFit(value, member, path, container);
    if (schema.members.length > 0 && !schema.members.some(fits)) {
      return this.#note(path, "one of the declared alternatives");
    }
    if (typeof value !== "object" || value === null || isMutableLeaf(value)) return;
    for (const [key, member] of Object.entries(value)) {
      const own = Array.isArray(value) ? schema.items : schema.property(key);
      if (own !== undefined) this.check(member, own, [...path, key], container);
    }
    if (this.#options.isComplete === true && !Array.isArray(value)) {
      this.#checkPresence(value, schema, path);
    }
  }

  #checkPresence(value: object, schema: SchemaNode, path: readonly string[]): void {
    for (const name of schema.required) {
      const member = schema.property(name);
      if (Object.hasOwn(value, name) || member === undefined) continue;
      if (member.acceptsUndefined || member.schema.default !== undefined) continue;
      const expected = member.types?.join(" or ") ?? "a value";
      this.#found.push({ path: [...path, name], expected, isAbsent: true });
    }
  }

  #isFit(
    value: unknown,
    schema: SchemaNode,
    path: readonly string[],
    container: Address,
  ): boolean {
    const found: Misfit[] = [];
    new Fit(this.#options, found, new Set(this.#followed)).check(value, schema, path, container);
    return found.length === 0;
  }

  #follow(target: Address, schema: SchemaNode, path: readonly string[]): void {
    const key = `${addressKey(target)}\u0000${schemaNumber(schema)}`;
    if (this.#followed.has(key) || path.length > LIMITS.valueDepth) return;
    this.#followed.add(key);
    const document = this.#options.documentValue?.(target);
    if (document === undefined) return;
    for (let depth = 0; depth < target.path.length; depth++) {
      const node = nodeAt(document.value, target.path.slice(0, depth));
      if (!isLink(node)) continue;
      const next = linkTarget(node, target);
      const rest = target.path.slice(depth);
      return this.#follow({ ...next, path: [...next.path, ...rest] }, schema, path);
    }
    this.check(nodeAt(document.value, target.path), schema, path, target);
  }

  #note(path: readonly string[], expected: string): void {
    this.#found.push({ path, expected, isAbsent: false });
  }
}

const numbers = new WeakMap<SchemaNode, number>();
let schemas = 0;

function schemaNumber(schema: SchemaNode): number {
  let number = numbers.get(schema);
  if (number === undefined) numbers.set(schema, number = ++schemas);
  return number;
}
