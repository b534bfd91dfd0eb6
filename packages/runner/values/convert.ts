/**
 * Conversion of a written value into the frozen tree that a document stores. Cells and views become
 * links, artifacts become what their hook says, everything else is copied by descriptor.
 *
 * A view that lies inside the region being written is stored as the data it was read from, so that
 * writing back a filtered or spread value never links into what it replaces.
 */
import { LIMITS } from "@commonfabric/contract";
import { isLink, liesInside, linkProblem, linkSchema, linkTarget } from "../links/sigil.ts";
import { isRedirect, makeLink } from "../links/sigil.ts";
import type { Address } from "../types.ts";
import { hasOrderedKeys, withOrderedKeys } from "./canonical-order.ts";
import { UnstorableValueError, ValueTooLargeError } from "./errors.ts";
import { checkText, eachElement, eachMember, judgeObject } from "./judge.ts";
import { copyMutableLeaf, putMember } from "./leaves.ts";
import { referenceOf } from "./references.ts";
import { refuseMarks } from "./reserved-keys.ts";

export interface ConvertOptions {
  /** The place being written. Links leave out its space. */
  readonly target: Pick<Address, "space"> & Partial<Address>;
  /** Host code may write links and marks as data. */
  readonly author: "guest" | "host";
  /** What is stored at the target now; elements are matched against it by index. */
  readonly existing?: unknown;
  /** The stored form of a pattern or bound handler, or `undefined` for any other value. */
  readonly artifact?: ((value: object) => unknown) | undefined;
  /** Where plain objects in arrays go; absent: they stay inline. */
  readonly elements?: ElementStore | undefined;
}

/** Gives list elements their own documents. */
export interface ElementStore {
  /** What the document of an existing element holds, if the element is a plain link to one. */
  contents(element: unknown): unknown;
  /** The link that stands for `node` in the array at `path`, below the target. */
  store(node: object, path: readonly string[], index: number): object;
  /** Whether `element` already is the link to an equal document. */
  holds(element: unknown, node: object): boolean;
}

const MAX_NODES = 1_000_000;

/**
 * The stored form of `value`; `undefined` stays.
 * @throws {UnstorableValueError} @throws {ReservedKeyError} @throws {ValueTooLargeError}
 */
export function convertValue(value: unknown, options: ConvertOptions): unknown {
  return new Converter(options).convert(value, options.existing);
}

class Converter {
  readonly #options: ConvertOptions;
  readonly #region: Address | undefined;
  readonly #path: string[] = [];
  readonly #ancestors = new Set<object>();
  #nodes = 0;
  /** Inside a link: the lists of its schema are no data. */
  #isInLink = false;

  constructor(options: ConvertOptions) {
    this.#options = options;
    const { space, scope, id, path } = options.target;
    if (id !== undefined && path !== undefined) {
      this.#region = { space, scope: scope ?? "space", id, path };
    }
  }

  convert(value: unknown, existing: unknown): unknown {
    switch (typeof value) {
      case "undefined":
      case "boolean":
      case "number":
      case "bigint":
        return value;
      case "string":
        return checkText(value, this.#path);
      case "object":
        return value === null ? null : this.#object(value, existing);
      case "function":
        return this.#reference(value) ?? this.#refuse("a function");
      default:
        return this.#refuse(`a ${typeof value}`);
    }
  }

  #object(value: object, existing: unknown): unknown {
    const reference = this.#reference(value);
    if (reference !== undefined) return reference;
    if (this.#ancestors.has(value)) this.#refuse("part of a cycle");
    const depth = this.#path.length + (this.#options.target.path?.length ?? 0);
    if (depth >= LIMITS.valueDepth) this.#tooLarge("the nesting", LIMITS.valueDepth);
    if (++this.#nodes > MAX_NODES) this.#tooLarge("the number of objects", MAX_NODES);
    const kind = judgeObject(value, this.#path);
    if (kind === "leaf") return copyMutableLeaf(value as Date);
    this.#ancestors.add(value);
    const node = kind === "array"
      ? this.#array(value as readonly unknown[], existing)
      : this.#recordOrLink(value, existing);
    this.#ancestors.delete(value);
    return node;
  }

  /** The link or data that a handle, view or artifact stands for. */
  #reference(value: object): unknown {
    const { target, artifact } = this.#options;
    const reference = referenceOf(value);
    if (reference === undefined) return artifact?.(value);
    if (reference.kind === "view") {
      const isInside = this.#region !== undefined && liesInside(reference.address, this.#region);
      if (isInside) return reference.node;
      return makeLink(reference.address, { from: target.space });
    }
    return makeLink(reference.address(), { from: target.space });
  }

  #array(value: readonly unknown[], existing: unknown): unknown {
    const copy: unknown[] = [];
    copy.length = value.length;
    const before: readonly unknown[] = Array.isArray(existing) ? existing : [];
    eachElement(value, this.#path, (index, element) => {
      this.#path.push(String(index));
      copy[index] = this.#element(element, before[index], index);
      this.#path.pop();
    });
    return Object.freeze(copy);
  }

  #element(element: unknown, before: unknown, index: number): unknown {
    const { elements } = this.#options;
    if (elements === undefined || this.#isInLink || !this.#isPlainRecord(element)) {
      return this.convert(element, before);
    }
    const node = this.convert(element, elements.contents(before)) as object;
    if (isLink(node)) return node;
    if (elements.holds(before, node)) return before;
    return elements.store(node, this.#path.slice(0, -1), index);
  }

  #isPlainRecord(value: unknown): value is object {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    if (referenceOf(value) !== undefined) return false;
    const prototype = Object.getPrototypeOf(value);
    return (prototype === null || prototype === Object.prototype) &&
      this.#options.artifact?.(value) === undefined;
  }

  #recordOrLink(value: object, existing: unknown): unknown {
    if (this.#isInLink || this.#options.author === "guest" || !isLink(value)) {
      return this.#record(value, existing);
    }
    this.#isInLink = true;
    const link = this.#record(value, undefined);
    this.#isInLink = false;
    return link;
  }

  #record(value: object, existing: unknown): unknown {
    const copy: Record<string, unknown> = {};
    const before = typeof existing === "object" && existing !== null ? existing : {};
    eachMember(value, this.#path, (key, member) => {
      this.#path.push(key);
      const old = Object.getOwnPropertyDescriptor(before, key)?.value;
      const node = this.convert(member, old);
      this.#path.pop();
      if (node !== undefined) putMember(copy, key, node);
    });
    const ordered = hasOrderedKeys(copy) ? copy : withOrderedKeys(copy);
    return Object.freeze(this.#checkMarks(ordered));
  }

  #checkMarks(copy: Record<string, unknown>): object {
    if (this.#options.author === "guest") {
      refuseMarks(copy, this.#path);
      return copy;
    }
    const isLinkShaped = Object.hasOwn(copy, "/") && Object.keys(copy).length === 1;
    if (!isLinkShaped) return copy;
    if (!isLink(copy)) this.#refuse('an object whose only key is "/" and that is no link');
    const problem = linkProblem(copy);
    if (problem !== undefined) this.#refuse(`a link and ${problem}`);
    if (copy["/"]["link@1"].id === undefined) return copy;
    const target = linkTarget(copy, { space: this.#options.target.space, id: "" });
    return makeLink(target, {
      from: this.#options.target.space,
      schema: linkSchema(copy),
      redirect: isRedirect(copy),
    });
  }

  #refuse(what: string): never {
    throw new UnstorableValueError([...this.#path], what);
  }

  #tooLarge(what: string, limit: number): never {
    throw new ValueTooLargeError(this.#path.slice(0, 8), what, limit);
  }
}
