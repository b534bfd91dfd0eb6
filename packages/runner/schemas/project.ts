/**
 * Reading through a schema: the schema decides what of a place becomes visible, how far links are
 * followed and where handles stand. The result is a deeply frozen view.
 */
import { LIMITS } from "@commonfabric/contract";
import { followLink, type Reader, resolve, type Resolved } from "../links/resolve.ts";
import { addressKey, isLink } from "../links/sigil.ts";
import { isMissing } from "../transactions/ask-together.ts";
import type { LoggedRead } from "../transactions/changes.ts";
import { memberOf, nodeAt } from "../transactions/tree.ts";
import type { Address, Link, ReadDepth } from "../types.ts";
import { copyMutableLeaf, isMutableLeaf, isStreamMarker, putMember } from "../values/leaves.ts";
import { recordReferenceOf } from "../values/references.ts";
import { acceptsKind } from "./accepts.ts";
import { carriedDefault, carriedSchema, isBeyond } from "./carried.ts";
import { ReadBudgetError } from "./errors.ts";
import { ANY_SCHEMA, type SchemaNode } from "./schema-node.ts";
import { type ViewCache, ViewEntry } from "./view-cache.ts";
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

interface Place {
  readonly address: Address;
  readonly node: unknown;
  /** False inside defaults: nothing is stored there that a link could lead to. */
  readonly isStored: boolean;
  /** A deep read above covers the document from here on. */
  readonly isCovered: boolean;
  /** A node of a rendered tree: its `props`, and the members of those. */
  readonly tree?: "props" | "prop" | undefined;
}

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
  const hops = (at: Address, node: unknown) => projector.noteLink(at, node);
  const resolved = resolve(reader, address, "redirects", hops);
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
  readonly #valid = new Set<ViewEntry>();
  /** The reader, with reads noted in the view that is being made. */
  readonly #tracing: Reader;
  #entry: ViewEntry | undefined;
  /** What the first missing document gave; the view is of no use then. */
  #missing: { readonly signal: Error } | undefined;
  #documents = 0;
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
    this.#tracing = {
      document: (address) => reader.document(address),
      log: (read) => this.#record(read),
      linkCycle: (address) => reader.linkCycle(address),
    };
  }

  read(place: Place, schema: SchemaNode): unknown {
    const value = this.#project(place, schema);
    if (this.#missing !== undefined) throw this.#missing.signal;
    return value === UNSATISFIED || value === ABSENT ? undefined : value;
  }

  noteLink(address: Address, node: unknown): void {
    this.#entry?.links.push({ address, node });
    this.#spend(1);
  }

  #spend(documents: number): void {
    this.#documents += documents;
    if (this.#documents > LIMITS.documentsPerRead) throw new ReadBudgetError("there are more");
  }

  #project(place: Place, schema: SchemaNode): unknown {
    if (schema.isNever) return UNSATISFIED;
    if (schema.handles.length > 0) return this.#handle(place, schema);
    if (schema.isUnknown) {
      if (this.#isMissing(place) || this.#leadsBeyond(place, schema)) return ABSENT;
      return this.#opaque(place);
    }
    if (schema.members.length > 0) return this.#union(place, schema);
    if (!isLink(place.node)) return this.#value(place, schema, undefined);
    this.#log(place, "shallow");
    const target = this.#follow(place.node, place, "all");
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
      this.#log(place, "shallow");
      if (!schema.isAny) return UNSATISFIED;
      return this.#handles.make(place.address, schema, "stream", place.tree === "prop");
    }
    if (!acceptsKind(schema, node)) {
      this.#log(place, "shallow");
      return UNSATISFIED;
    }
    if (typeof node !== "object" || node === null) {
      this.#log(place, "shallow");
      return node;
    }
    if (isMutableLeaf(node)) {
      this.#log(place, "shallow");
      if (this.#entry !== undefined) this.#entry.hasMutableLeaf = true;
      return copyMutableLeaf(node);
    }
    const open = linkKey === undefined ? undefined : this.#open.get(linkKey)?.get(schema);
    if (open !== undefined) return this.#closeCycle(open);
    return this.#container(place, node, schema, linkKey);
  }

  #absent(place: Place, schema: SchemaNode): unknown {
    this.#log(place, "shallow");
    const value = schema.default;
    if (value === undefined) return ABSENT;
    return this.#project({ ...place, node: value, isStored: false, isCovered: true }, schema);
  }

  #container(place: Place, node: object, schema: SchemaNode, linkKey: string | undefined): unknown {
    const known = this.#cache.find(node, {
      schema,
      address: place.address,
      handles: this.#handles,
      isCovered: place.isCovered,
    });
    if (known?.view !== undefined && this.#isValid(known)) return this.#replay(known);
    if (++this.#levels > MAX_LEVELS) throw new ReadBudgetError("data is linked too deeply");
    const parent = this.#entry;
    const entry = new ViewEntry(schema, place.address, {
      handles: this.#handles,
      isCovered: place.isCovered,
      level: this.#levels,
    });
    const view: object = Array.isArray(node) ? [] : {};
    entry.view = view;
    this.#entry = entry;
    if (linkKey !== undefined) this.#openView(linkKey, schema, entry);
    const isSatisfied = Array.isArray(node)
      ? this.#fillArray(view as unknown[], node, place, schema)
      : this.#fillRecord(view as Record<string, unknown>, node, place, schema);
    Object.freeze(view);
    this.#entry = parent;
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
    const entry = this.#entry;
    const levels = this.#levels;
    try {
      return this.#project(place, schema);
    } catch (error) {
      if (!isMissing(error)) throw error;
      this.#missing ??= { signal: error };
      this.#entry = entry;
      this.#levels = levels;
      return MISSING;
    }
  }

  /** Logs the read of a container; `any` reads all of it, once. */
  #enter(place: Place, schema: SchemaNode, isImplied: boolean): Place {
    if (schema.isAny) {
      this.#log(place, "deep");
      return { ...place, isCovered: true };
    }
    if (!isImplied) this.#log(place, "shallow");
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
    return this.#union({ ...place, node: value, isStored: false, isCovered: true }, schema);
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
    return carriedDefault(followLink(this.#tracing, node, address, "all"));
  }

  /** Whether what stands here belongs to a narrower scope than the schema shows. */
  #leadsBeyond(place: Place, schema: SchemaNode): boolean {
    if (schema.cap === undefined || !isLink(place.node)) return false;
    this.#log(place, "shallow");
    return isBeyond(this.#follow(place.node, place, "all").address, schema);
  }

  #isNull(place: Place): boolean {
    if (!isLink(place.node)) return place.node === null;
    return this.#follow(place.node, place, "all").node === null;
  }

  #isStream(place: Place): boolean {
    if (isStreamMarker(place.node)) return true;
    return isLink(place.node) && isStreamMarker(this.#follow(place.node, place, "all").node);
  }

  #isAbsent(place: Place): boolean {
    if (!isLink(place.node)) return place.node === undefined;
    return this.#follow(place.node, place, "all").node === undefined;
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
    this.#log(place, "shallow");
    if (!isLink(place.node)) return place.node === undefined;
    const { address, node, isCycle } = this.#follow(place.node, place, "all");
    if (!isCycle) this.#record({ address, depth: "shallow", part: "value" });
    return node === undefined;
  }

  #opaque(place: Place): object {
    const { node } = place;
    if (!isLink(node)) this.#log(place, "shallow");
    const opaque = Object.freeze(Object.create(null)) as object;
    const address = this.#handleTarget(place);
    recordReferenceOf(opaque, { kind: "view", address, node });
    return opaque;
  }

  #handleTarget(place: Place): Address {
    if (!isLink(place.node)) return place.address;
    this.#log(place, "shallow");
    return this.#follow(place.node, place, "redirects").address;
  }

  /** Valid as a whole or not at all: a part below may have failed after its parents were looked at. */
  #isValid(entry: ViewEntry): boolean {
    const checked = new Set<ViewEntry>();
    const pending = [entry];
    for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
      if (this.#valid.has(each) || checked.has(each)) continue;
      for (const { address, node } of each.links) {
        const root = this.#reader.document(address)?.value;
        if (!Object.is(nodeAt(root, address.path), node)) return false;
      }
      checked.add(each);
      pending.push(...each.children);
    }
    for (const each of checked) this.#valid.add(each);
    return true;
  }

  #replay(known: ViewEntry): object {
    this.#entry?.children.push(known);
    const seen = new Set<ViewEntry>();
    const pending = [known];
    for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
      if (seen.has(each)) continue;
      seen.add(each);
      for (const read of each.reads) this.#reader.log(read);
      // A view that was made before costs what it cost: a read does not fail by what is remembered.
      this.#spend(each.links.length);
      pending.push(...each.children);
    }
    return known.view!;
  }

  #openView(linkKey: string, schema: SchemaNode, entry: ViewEntry): void {
    let views = this.#open.get(linkKey);
    if (views === undefined) this.#open.set(linkKey, views = new Map());
    views.set(schema, entry);
  }

  /** The views between the two ends of a cycle are valid only together. */
  #closeCycle(open: ViewEntry): object {
    const entry = this.#entry;
    if (entry !== undefined) entry.cycleLevel = Math.min(entry.cycleLevel, open.level);
    return open.view!;
  }

  #follow(link: Link, place: Place, atEnd: "all" | "redirects"): Resolved {
    const hop = (at: Address, node: unknown) => this.noteLink(at, node);
    return followLink(this.#tracing, link, place.address, atEnd, hop);
  }

  #log(place: Place, depth: ReadDepth): void {
    if (place.isCovered) return;
    this.#record({ address: place.address, depth, part: "value" });
  }

  #record(read: LoggedRead): void {
    this.#entry?.reads.push(read);
    this.#reader.log(read);
  }
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

function step(place: Place, key: string): Place {
  const { address, node } = place;
  const { space, scope, id, path } = address;
  return {
    address: { space, scope, id, path: [...path, key] },
    node: Object.getOwnPropertyDescriptor(node as object, key)?.value,
    isStored: place.isStored,
    isCovered: place.isCovered,
    tree: treePart(place, key),
  };
}

function treePart({ node, tree }: Place, key: string): Place["tree"] {
  if (tree === "props") return "prop";
  return key === "props" && isRenderedNode(node) ? "props" : undefined;
}

/** Whether a stored value is a node of a rendered tree. */
export function isRenderedNode(node: unknown): boolean {
  return memberOf(node, "type") === "vnode";
}

/** Members of everything are everything; without any schema their links may bring theirs. */
function inAny(schema: SchemaNode): SchemaNode {
  return schema.isAbsent ? schema : ANY_SCHEMA;
}
