/**
 * Reading through a schema: the schema decides what of a place becomes visible, how far links are
 * followed and where handles stand. The result is a deeply frozen view.
 */
import { atomTexts, namesPrincipal } from "../labels/atoms.ts";
import { followLink, type Reader, resolve, type Resolved } from "../links/resolve.ts";
import { addressKey, isLink } from "../links/sigil.ts";
import { isMissing } from "../transactions/ask-together.ts";
import type { Address } from "../types.ts";
import { copyMutableLeaf, isMutableLeaf, isStreamMarker, putMember } from "../values/leaves.ts";
import { recordReferenceOf } from "../values/references.ts";
import { acceptsKind } from "./accepts.ts";
import { carriedDefault, carriedSchema, isBeyond, isHandleSlot } from "./carried.ts";
import { ReadBudgetError } from "./errors.ts";
import { type Place, step } from "./place.ts";
import { ANY_SCHEMA, isOptionalHandle, type SchemaNode } from "./schema-node.ts";
import { type ViewCache, ViewEntry } from "./view-cache.ts";
import { ViewTrace } from "./view-trace.ts";
import { VNODE_SCHEMA } from "./vnode-schema.ts";

/** Makes handles for one kind of reader; views made by one maker are not shown to another. */
export interface HandleMaker {
  make(address: Address, schema: SchemaNode, kind: HandleKind, isRendered: boolean): object;
}

export type HandleKind = NonNullable<SchemaNode["handleKind"]>;

/** What a place gives when it does not satisfy its schema. */
const UNSATISFIED: unique symbol = Symbol("unsatisfied");
/** What an absent place gives; a required member must not be it. */
const ABSENT: unique symbol = Symbol("absent");
/** What a place gives whose document has to be fetched first. */
const MISSING: unique symbol = Symbol("missing");

/** Calls nest per level of data; chains of documents longer than this are refused. */
const MAX_LEVELS = 800;

/** The view of `address` under `schema`, or `undefined` where nothing satisfies it. */
export function readThrough(
  reader: Reader,
  cache: ViewCache,
  handles: HandleMaker,
  address: Address,
  schema: SchemaNode,
): unknown {
  const projector = new Projector(reader, cache, handles);
  const resolved = projector.start(address);
  if (resolved.isCycle) return undefined;
  const { address: at, node } = resolved;
  // The schema of a redirect at the place counts like that of any other link.
  const effective = schema.isAbsent ? carriedSchema(resolved) : schema;
  if (isBeyond(at, effective)) return undefined;
  if (isStreamMarker(node) && effective.handles.length === 0) return undefined;
  return projector.read({ address: at, node, isStored: true, isCovered: false }, effective);
}

/** The view of data that is stored nowhere, for example the payload of an event. */
export function projectData(
  reader: Reader,
  cache: ViewCache,
  handles: HandleMaker,
  data: { readonly address: Address; readonly node: unknown },
  schema: SchemaNode,
): unknown {
  const projector = new Projector(reader, cache, handles);
  return projector.read({ ...data, isStored: false, isCovered: true }, schema);
}

class Projector {
  readonly #reader: Reader;
  readonly #cache: ViewCache;
  readonly #handles: HandleMaker;
  /** Views under way, by place behind a link and schema: where cyclic data closes. */
  readonly #open = new Map<string, Map<SchemaNode, ViewEntry>>();
  readonly #trace: ViewTrace;
  /** What the first missing document gave; the view is of no use then. */
  #missing: { readonly signal: Error } | undefined;
  #levels = 0;
  /**
   * Which of several alternatives holds is being found out: what does not satisfy is left at once.
   * Elsewhere the rest is looked at as well, so that all that has to be computed first is known.
   */
  #isTrying = false;

  constructor(reader: Reader, cache: ViewCache, handles: HandleMaker) {
    this.#reader = reader;
    this.#cache = cache;
    this.#handles = handles;
    this.#trace = new ViewTrace(reader);
  }

  /** Where the redirects of `address` lead. */
  start(address: Address): Resolved {
    const hops = (at: Address, node: unknown) => this.#trace.noteLink(at, node);
    return resolve(this.#reader, address, "redirects", hops);
  }

  read(place: Place, schema: SchemaNode): unknown {
    const value = this.#project(place, schema);
    if (this.#missing !== undefined) throw this.#missing.signal;
    return value === UNSATISFIED || value === ABSENT ? undefined : value;
  }

  #project(place: Place, schema: SchemaNode): unknown {
    if (schema.isNever) return UNSATISFIED;
    if (schema.handles.length > 0) return this.#handle(place, schema);
    const isWhole = schema.isUnknown || schema.members.length > 0;
    if (isWhole && !this.#isProven(place, schema)) return this.#absent(place, schema);
    if (schema.isUnknown) {
      if (this.#isMissing(place) || this.#leadsBeyond(place, schema)) return ABSENT;
      return this.#opaque(place);
    }
    if (schema.members.length > 0) return this.#union(place, schema);
    if (!isLink(place.node)) return this.#value(place, schema, undefined);
    this.#trace.log(place, "shallow");
    const target = this.#trace.follow(place.node, place, "all");
    if (target.isCycle) return ABSENT;
    const effective = schema.isAbsent ? carriedSchema(target) : schema;
    if (isBeyond(target.address, effective)) return ABSENT;
    const landed: Place = {
      address: target.address,
      node: target.node,
      isStored: true,
      isCovered: false,
      tree: place.tree,
    };
    if (effective !== schema && effective.handles.length > 0) return this.#handle(place, effective);
    return this.#value(landed, effective, addressKey(target.address));
  }

  /** `linkKey` names places behind a link: only there can data come back to itself. */
  #value(place: Place, schema: SchemaNode, linkKey: string | undefined): unknown {
    const { node } = place;
    if (node === undefined) return this.#absent(place, schema);
    if (isStreamMarker(node)) {
      this.#trace.log(place, "shallow");
      if (!schema.isAny) return UNSATISFIED;
      return this.#handles.make(place.address, schema, "stream", place.tree === "prop");
    }
    if (!acceptsKind(schema, node)) {
      this.#trace.log(place, "shallow");
      return UNSATISFIED;
    }
    if (!this.#isProven(place, schema)) return this.#absent(place, schema);
    if (typeof node !== "object" || node === null) {
      this.#trace.log(place, "shallow");
      return node;
    }
    if (isMutableLeaf(node)) {
      this.#trace.log(place, "shallow");
      if (this.#trace.entry !== undefined) this.#trace.entry.hasMutableLeaf = true;
      return copyMutableLeaf(node);
    }
    const open = linkKey === undefined ? undefined : this.#open.get(linkKey)?.get(schema);
    if (open !== undefined) return this.#closeCycle(open);
    return this.#container(place, node, schema, linkKey);
  }

  #absent(place: Place, schema: SchemaNode): unknown {
    this.#trace.log(place, "shallow");
    const value = schema.default;
    return value === undefined ? ABSENT : this.#project(defaultAt(place, value), schema);
  }

  /** Whether what stands here holds the atoms that the schema asks for. */
  #isProven(place: Place, { requiredIntegrity }: SchemaNode): boolean {
    const { principal } = this.#reader;
    if (requiredIntegrity === undefined || principal === undefined) return true;
    if (place.isDefault === true) return true;
    const atoms = atomTexts(requiredIntegrity, principal);
    const address = this.#heldAt(place);
    if (atoms === undefined || address === undefined) return false;
    if (namesPrincipal(requiredIntegrity)) this.#trace.noteUser(address);
    return this.#trace.holds(address, atoms);
  }

  /** Where the data that stands here is held; payloads of events are held nowhere. */
  #heldAt(place: Place): Address | undefined {
    const { node, address, isStored } = place;
    if (!isLink(node)) return isStored ? address : undefined;
    const target = this.#trace.follow(node, place, "all");
    return target.isCycle ? undefined : target.address;
  }

  #container(place: Place, node: object, schema: SchemaNode, linkKey: string | undefined): unknown {
    const known = this.#cache.find(node, {
      schema,
      address: place.address,
      handles: this.#handles,
      isCovered: place.isCovered,
    });
    if (known?.view !== undefined && this.#trace.isValid(known)) return this.#trace.replay(known);
    if (++this.#levels > MAX_LEVELS) throw new ReadBudgetError("data is linked too deeply");
    const parent = this.#trace.entry;
    const entry = new ViewEntry(schema, place.address, {
      handles: this.#handles,
      isCovered: place.isCovered,
      level: this.#levels,
    });
    const view: object = Array.isArray(node) ? [] : {};
    entry.view = view;
    this.#trace.entry = entry;
    if (linkKey !== undefined) this.#openView(linkKey, schema, entry);
    const isSatisfied = Array.isArray(node)
      ? this.#fillArray(view as unknown[], node, place, schema)
      : this.#fillRecord(view as Record<string, unknown>, node, place, schema);
    Object.freeze(view);
    this.#trace.entry = parent;
    this.#levels--;
    if (linkKey !== undefined) this.#open.get(linkKey)!.delete(schema);
    parent?.include(entry);
    if (!isSatisfied) return UNSATISFIED;
    if (this.#missing !== undefined) return view;
    if (place.isStored) recordReferenceOf(view, { kind: "view", address: place.address, node });
    if (entry.isReusable) this.#cache.put(node, entry);
    return view;
  }

  #fillRecord(
    view: Record<string, unknown>,
    node: object,
    place: Place,
    schema: SchemaNode,
  ): boolean {
    const hasDeclared = schema.schema.properties !== undefined;
    const inner = this.#enter(place, schema, hasDeclared && isImplied(node, schema));
    let isSatisfied = true;
    for (const [name, member] of schema.properties()) {
      const isOptional = !schema.required.has(name) && isOptionalHandle(member);
      if (isOptional && this.#emptySlot(step(inner, name)) !== undefined) continue;
      const value = this.#part(step(inner, name), member);
      if (value === MISSING) continue;
      if (value !== UNSATISFIED && value !== ABSENT) putMember(view, name, value);
      else if (schema.required.has(name) && (value === UNSATISFIED || !member.acceptsUndefined)) {
        if (this.#leavesEarly) return false;
        isSatisfied = false;
      }
    }
    if (!schema.hasAdditional) return isSatisfied;
    for (const name of Object.keys(node)) {
      if (hasDeclared && schema.property(name) !== undefined) continue;
      const member = schema.isAny ? inAny(schema) : schema.additional(name);
      if (member === undefined) continue;
      const value = this.#part(step(inner, name), member);
      if (value !== UNSATISFIED && value !== ABSENT) putMember(view, name, value);
    }
    return isSatisfied;
  }

  #fillArray(view: unknown[], node: readonly unknown[], place: Place, schema: SchemaNode): boolean {
    const inner = this.#enter(place, schema, false);
    const items = schema.isAny ? inAny(schema) : schema.items;
    view.length = node.length;
    let isSatisfied = true;
    for (const key of Object.keys(node)) {
      const element = step(inner, key);
      // That a list has an element is read of the list: what the element links to is not looked at.
      const value = items.isUnknown && element.node !== undefined
        ? this.#opaque(element)
        : this.#part(element, items);
      if (value === MISSING) continue;
      if (value === UNSATISFIED || (value === ABSENT && !items.acceptsUndefined)) {
        if (this.#leavesEarly) return false;
        isSatisfied = false;
        continue;
      }
      view[Number(key)] = value === ABSENT ? undefined : value;
    }
    return isSatisfied;
  }

  /** A part whose document is missing does not keep the others from being asked for. */
  #part(place: Place, schema: SchemaNode): unknown {
    const entry = this.#trace.entry;
    const levels = this.#levels;
    try {
      return this.#project(place, schema);
    } catch (error) {
      if (!isMissing(error)) throw error;
      this.#missing ??= { signal: error };
      this.#trace.entry = entry;
      this.#levels = levels;
      return MISSING;
    }
  }

  /** Logs the read of a container; `any` reads all of it, once. */
  #enter(place: Place, schema: SchemaNode, isImplied: boolean): Place {
    if (schema.isAny) {
      this.#trace.log(place, "deep");
      return { ...place, isCovered: true };
    }
    if (!isImplied) this.#trace.log(place, "shallow");
    return place;
  }

  #union(place: Place, schema: SchemaNode): unknown {
    const { members } = schema;
    if (schema.cap !== undefined && this.#leadsBeyond(place, schema)) return ABSENT;
    const isReference = isLink(place.node) || isStreamMarker(place.node);
    const handles = members.filter((member) => member.handles.length > 0);
    const values = members.filter((member) => member.handles.length === 0);
    // An opaque reference takes everything: a `null` that is listed beside it is that `null`.
    if (values.some((member) => member.isUnknown) && this.#isNull(place)) {
      values.sort((a, b) => Number(a.isUnknown) - Number(b.isUnknown));
    }
    const slot = handles.some(isOptionalHandle) ? this.#emptySlot(place) : undefined;
    if (slot !== undefined) {
      if (slot.node === null && values.some((member) => acceptsKind(member, null))) return null;
      if (slot.node === undefined && values.some((member) => member.acceptsUndefined)) {
        return ABSENT;
      }
    }
    let outcome: unknown = ABSENT;
    for (const member of isReference ? [...handles, ...values] : [...values, ...handles]) {
      if (member.handleKind === "stream" && !this.#isStream(place)) {
        outcome = UNSATISFIED;
        continue;
      }
      const value = this.#try(place, member, values);
      if (value === ABSENT) break;
      if (value !== UNSATISFIED) return value;
      outcome = UNSATISFIED;
    }
    const isAbsent = this.#isAbsent(place);
    if (!isAbsent) return outcome;
    const { default: own } = schema;
    const value = own === undefined ? this.#shownDefault(place, schema) : own;
    if (value === undefined) return ABSENT;
    return this.#union(defaultAt(place, value), schema);
  }

  get #leavesEarly(): boolean {
    return this.#isTrying && this.#reader.isThorough !== true;
  }

  #try(place: Place, member: SchemaNode, alternatives: readonly SchemaNode[]): unknown {
    const before = this.#isTrying;
    this.#isTrying ||= alternatives.filter(mayHoldParts).length > 1;
    try {
      return this.#project(place, member);
    } finally {
      this.#isTrying = before;
    }
  }

  /** In a rendered tree: the default that the link at an absent place declares. */
  #shownDefault({ node, address }: Place, schema: SchemaNode): unknown {
    if (schema.root !== VNODE_SCHEMA || !isLink(node)) return undefined;
    return carriedDefault(followLink(this.#trace.reader, node, address, "all"));
  }

  /** Whether what stands here belongs to a narrower scope than the schema shows. */
  #leadsBeyond(place: Place, schema: SchemaNode): boolean {
    if (schema.cap === undefined || !isLink(place.node)) return false;
    this.#trace.log(place, "shallow");
    return isBeyond(this.#trace.follow(place.node, place, "all").address, schema);
  }

  #isNull(place: Place): boolean {
    if (!isLink(place.node)) return place.node === null;
    return this.#trace.follow(place.node, place, "all").node === null;
  }

  #isStream(place: Place): boolean {
    if (isStreamMarker(place.node)) return true;
    return isLink(place.node) && isStreamMarker(this.#trace.follow(place.node, place, "all").node);
  }

  #isAbsent(place: Place): boolean {
    if (!isLink(place.node)) return place.node === undefined;
    return this.#trace.follow(place.node, place, "all").node === undefined;
  }

  /** What stands where a handle may be given and none was: nothing or `null`. */
  #emptySlot(place: Place): { readonly node: undefined | null } | undefined {
    if (!isLink(place.node)) return undefined;
    this.#trace.log(place, "shallow");
    const target = this.#trace.follow(place.node, place, "redirects");
    if (target.isCycle || !isHandleSlot(target)) return undefined;
    this.#trace.record({ address: target.address, depth: "shallow", part: "value" });
    const { node } = target;
    return node === undefined || node === null ? { node } : undefined;
  }

  /** A stream that nobody made is no stream; a cell may well be empty. */
  #handle(place: Place, schema: SchemaNode): unknown {
    if (schema.handleKind === "stream" && this.#isMissing(place)) return ABSENT;
    const target = this.#handleTarget(place);
    if (isLink(place.node) && isBeyond(target, schema)) return ABSENT;
    const { behindHandle, handleKind } = schema;
    return this.#handles.make(target, behindHandle, handleKind!, place.tree === "prop");
  }

  /** Whether nothing is there, behind links; logged. */
  #isMissing(place: Place): boolean {
    this.#trace.log(place, "shallow");
    if (!isLink(place.node)) return place.node === undefined;
    const { address, node, isCycle } = this.#trace.follow(place.node, place, "all");
    if (!isCycle) this.#trace.record({ address, depth: "shallow", part: "value" });
    return node === undefined;
  }

  #opaque(place: Place): object {
    const { node } = place;
    if (!isLink(node)) this.#trace.log(place, "shallow");
    const opaque = Object.freeze(Object.create(null)) as object;
    const address = this.#handleTarget(place);
    recordReferenceOf(opaque, { kind: "view", address, node });
    return opaque;
  }

  #handleTarget(place: Place): Address {
    if (!isLink(place.node)) return place.address;
    this.#trace.log(place, "shallow");
    return this.#trace.follow(place.node, place, "redirects").address;
  }

  #openView(linkKey: string, schema: SchemaNode, entry: ViewEntry): void {
    let views = this.#open.get(linkKey);
    if (views === undefined) this.#open.set(linkKey, views = new Map());
    views.set(schema, entry);
  }

  /** The views between the two ends of a cycle are valid only together. */
  #closeCycle(open: ViewEntry): object {
    const entry = this.#trace.entry;
    if (entry !== undefined) entry.cycleLevel = Math.min(entry.cycleLevel, open.level);
    return open.view!;
  }
}

/** An absent place, and what it reads as. */
function defaultAt(place: Place, node: unknown): Place {
  return { ...place, node, isStored: false, isDefault: true, isCovered: true };
}

/** Whether data under `schema` may have members or elements. */
function mayHoldParts({ types, schema }: SchemaNode): boolean {
  if (schema.enum !== undefined) return false;
  return types === undefined || types.includes("object") || types.includes("array");
}

/** A declared member that is stored implies that its container is a record. */
function isImplied(node: object, schema: SchemaNode): boolean {
  if (schema.hasAdditional) return false;
  return Object.keys(node).some((key) => /^[^0-9]/.test(key) && schema.property(key) !== undefined);
}

/** Members of everything are everything; without any schema their links may bring theirs. */
function inAny(schema: SchemaNode): SchemaNode {
  return schema.isAbsent ? schema : ANY_SCHEMA;
}
