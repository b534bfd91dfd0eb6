/**
 * Views that were made before. Stored nodes are immutable, so a view of one document holds as long
 * as its node is there; behind each link it holds as long as the link's target has the same node, and
 * where labels decide as long as the document has the same ones.
 *
 *     entry (node of A) --link--> target B: node seen
 *        |-- child entry (node below, or node of B) ...
 *
 * A view is offered again only for the same schema, place and kind of handles inside.
 */
import type { LoggedRead } from "../transactions/changes.ts";
import type { Address } from "../types.ts";
import { sameAddress } from "../links/sigil.ts";
import type { SchemaNode } from "./schema-node.ts";

/** A place behind a link, and what was stored there. */
export interface LinkDependency {
  readonly address: Address;
  readonly node: unknown;
}

/** A document whose labels decided what is visible. */
export interface LabelDependency {
  readonly address: Address;
  readonly labels: unknown;
}

export class ViewEntry {
  view: object | undefined;
  readonly schema: SchemaNode;
  readonly address: Address;
  readonly handles: object;
  /** A read above logs everything of this document already. */
  readonly isCovered: boolean;
  readonly reads: LoggedRead[] = [];
  readonly links: LinkDependency[] = [];
  readonly labels: LabelDependency[] = [];
  readonly children: ViewEntry[] = [];
  /** Holds leaves that can be changed: every reader gets own copies. */
  hasMutableLeaf = false;
  /** How deep the entry was opened, and how far up a cycle through it reaches. */
  readonly level: number;
  cycleLevel: number = Infinity;

  constructor(
    schema: SchemaNode,
    address: Address,
    options: { handles: object; isCovered: boolean; level: number },
  ) {
    const { handles, isCovered, level } = options;
    this.level = level;
    this.schema = schema;
    this.address = address;
    this.handles = handles;
    this.isCovered = isCovered;
  }

  /** Views inside a cycle are valid only together with the one that closes it. */
  get isReusable(): boolean {
    return !this.hasMutableLeaf && this.cycleLevel >= this.level;
  }

  /** Takes over what a part means for the whole. */
  include(part: ViewEntry): void {
    this.children.push(part);
    if (part.hasMutableLeaf) this.hasMutableLeaf = true;
    if (part.cycleLevel < this.cycleLevel && part.cycleLevel < part.level) {
      this.cycleLevel = part.cycleLevel;
    }
  }
}

const ENTRIES_PER_NODE = 8;

export class ViewCache {
  readonly #entries = new WeakMap<object, ViewEntry[]>();

  find(
    node: object,
    wanted: Pick<ViewEntry, "schema" | "address" | "handles" | "isCovered">,
  ): ViewEntry | undefined {
    return this.#entries.get(node)?.find((entry) =>
      entry.schema === wanted.schema && entry.handles === wanted.handles &&
      entry.isCovered === wanted.isCovered && sameAddress(entry.address, wanted.address)
    );
  }

  put(node: object, entry: ViewEntry): void {
    const entries = this.#entries.get(node) ?? [];
    const others = entries.filter((other) =>
      other.schema !== entry.schema || other.handles !== entry.handles ||
      other.isCovered !== entry.isCovered || !sameAddress(other.address, entry.address)
    );
    this.#entries.set(node, [entry, ...others.slice(0, ENTRIES_PER_NODE - 1)]);
  }
}
