/**
 * Digests of stored values as readers of a depth see them. Nodes of documents are frozen and shared
 * between versions, so each is hashed once however many actions read it.
 */
import { BoundedMap, canonicalBytes, digestText, type Sha256 } from "@commonfabric/canonical";
import { isLink } from "../links/sigil.ts";
import type { ReadDepth } from "../types.ts";
import { isMutableLeaf } from "../values/leaves.ts";

const LEAF_BOUND = 4_096;
const LEAF_TEXT_LENGTH = 64;

export class ValueDigests {
  readonly #sha256: Sha256;
  readonly #deep = new WeakMap<object, string>();
  readonly #shallow = new WeakMap<object, string>();
  readonly #leaves = new BoundedMap<unknown, string>(LEAF_BOUND);

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /** The digest of `node`, a frozen tree of stored form or a leaf. */
  of(node: unknown, depth: ReadDepth): string {
    if (typeof node !== "object" || node === null) return this.#leaf(node);
    if (isMutableLeaf(node)) return this.#hash(node);
    const isWhole = depth === "deep" || isLink(node);
    const memo = isWhole ? this.#deep : this.#shallow;
    let digest = memo.get(node);
    if (digest === undefined) {
      digest = this.#hash(isWhole ? node : outline(node));
      memo.set(node, digest);
    }
    return digest;
  }

  #leaf(leaf: unknown): string {
    // A map takes -0 for 0.
    const isKept = typeof leaf === "string" ? leaf.length <= LEAF_TEXT_LENGTH : leaf !== 0;
    const known = isKept ? this.#leaves.get(leaf) : undefined;
    if (known !== undefined) return known;
    const digest = this.#hash(leaf);
    if (isKept) this.#leaves.set(leaf, digest);
    return digest;
  }

  #hash(value: unknown): string {
    return digestText(this.#sha256, canonicalBytes(value));
  }
}

/** Kind and own keys, which stand in canonical order, with the length of an array. */
function outline(node: object): unknown {
  const keys = Object.keys(node);
  if (!Array.isArray(node)) return { record: keys };
  return keys.length === node.length ? { array: node.length } : { array: node.length, at: keys };
}
