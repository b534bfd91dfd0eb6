/**
 * What other pieces link to in one piece. A space is read as a whole: links know their target, and
 * nothing knows who links to it. Only the replacement of a program asks.
 *
 *     another piece -> field of the result -> ...      a field that has to stay
 *     another piece -> internal cell of the piece      a cause that has to stay
 *     pieces that the piece itself made                are made anew by the next program
 */
import { type DocKey, SPACE_SCOPE, type SpaceId, type StoredDocument } from "@commonfabric/storage";
import { LIMITS } from "@commonfabric/contract";
import { documentKey, isLink, linkTarget } from "../links/sigil.ts";
import { StoreUnavailableError } from "../transactions/errors.ts";
import type { SpaceTable } from "../transactions/space-table.ts";
import { nodeAt } from "../transactions/tree.ts";
import type { Address, CellScope } from "../types.ts";
import { isMutableLeaf } from "../values/leaves.ts";

const PAGE = 1_000;

export interface LinkedPiece {
  readonly result: Address;
  /** Result, argument and internal cells, by `documentKey`. */
  readonly documents: ReadonlySet<string>;
  /** Result cells of pieces that it made, as far as they are known. */
  readonly children: ReadonlySet<string>;
}

/** A stored document and where it is. */
interface Found {
  readonly address: Address;
  readonly document: StoredDocument;
}

/**
 * The addresses in documents of `piece` that documents of other pieces lead to.
 * @throws {StoreUnavailableError}
 */
export async function inboundLinks(spaces: SpaceTable, piece: LinkedPiece): Promise<Address[]> {
  const documents = new Map<string, Found>();
  const opened = new Set<SpaceId>([piece.result.space, ...spaces.opened]);
  for (const space of opened) {
    try {
      await readSpace(spaces, space, documents);
    } catch (cause) {
      throw cause instanceof StoreUnavailableError
        ? cause
        : new StoreUnavailableError(space, { cause });
    }
  }
  return new Inbound(documents, piece).find();
}

async function readSpace(
  spaces: SpaceTable,
  space: SpaceId,
  into: Map<string, Found>,
): Promise<void> {
  const { store } = (await spaces.open(space)).replica;
  let after: string | undefined;
  for (;;) {
    const headers = await store.list({ limit: PAGE, ...(after === undefined ? {} : { after }) });
    // Documents with a tag are those of the code cache.
    const keys = headers.filter(({ tag }) => tag === undefined).map(({ key }) => key);
    const found = keys.length === 0 ? [] : await store.read(keys);
    keys.forEach((key, at) => {
      const document = found[at]?.doc;
      if (document === undefined) return;
      const address: Address = { space, scope: scopeOf(key), id: key.id, path: [] };
      const instance = documentKey(address);
      // Instances for other users are further documents with links of their own.
      into.set(into.has(instance) ? `${instance}\u0000${key.scopeKey}` : instance, {
        address,
        document,
      });
    });
    const last = headers.at(-1);
    if (headers.length < PAGE || last === undefined) return;
    after = last.key.id;
  }
}

function scopeOf({ scopeKey }: DocKey): CellScope {
  if (scopeKey === SPACE_SCOPE) return "space";
  return scopeKey.startsWith("user:") ? "user" : "session";
}

class Inbound {
  readonly #documents: ReadonlyMap<string, Found>;
  readonly #piece: LinkedPiece;
  readonly #owners = new Map<string, string>();

  constructor(documents: ReadonlyMap<string, Found>, piece: LinkedPiece) {
    this.#documents = documents;
    this.#piece = piece;
    for (const [key, { address, document: { meta } }] of documents) {
      const owner = isLink(meta?.result) ? documentKey(linkTarget(meta.result, address)) : key;
      this.#owners.set(key, owner);
    }
  }

  find(): Address[] {
    const own = this.#ownPieces();
    const found: Address[] = [];
    for (const [key, { address, document }] of this.#documents) {
      if (own.has(this.#owners.get(key)!)) continue;
      for (const target of linksIn(document.value, address)) {
        const entry = this.#entryOf(target);
        if (entry !== undefined) found.push(entry);
      }
    }
    return found;
  }

  /** The piece with everything that its own cells link to as a whole: children and their children. */
  #ownPieces(): ReadonlySet<string> {
    const own = new Set([documentKey(this.#piece.result), ...this.#piece.children]);
    const made = Map.groupBy(this.#owners.keys(), (key) => this.#owners.get(key)!);
    for (const piece of own) {
      for (const key of made.get(piece) ?? []) {
        const { address, document } = this.#documents.get(key)!;
        if (key === piece || document.meta?.result === undefined) continue;
        for (const target of linksIn(document.value, address)) {
          const child = documentKey(target);
          const { meta } = this.#documents.get(child)?.document ?? {};
          const isPiece = meta?.patternIdentity !== undefined;
          if (target.path.length === 0 && isPiece && !this.#isArgument(key, piece)) own.add(child);
        }
      }
    }
    return own;
  }

  #isArgument(key: string, piece: string): boolean {
    const found = this.#documents.get(piece);
    const link = found?.document.meta?.argument;
    return isLink(link) && documentKey(linkTarget(link, found!.address)) === key;
  }

  /** Where a chain of links enters the piece. */
  #entryOf(start: Address): Address | undefined {
    let at = start;
    for (let hops = 0; hops <= LIMITS.linkHops; hops++) {
      const key = documentKey(at);
      if (this.#piece.documents.has(key)) return at;
      const next = nextHop(this.#documents.get(key)?.document.value, at);
      if (next === undefined) return undefined;
      at = next;
    }
    return undefined;
  }
}

/** Where the first link on the way to an address, or at it, leads. */
function nextHop(value: unknown, at: Address): Address | undefined {
  for (let depth = 0; depth <= at.path.length; depth++) {
    const node = nodeAt(value, at.path.slice(0, depth));
    if (!isLink(node)) continue;
    const target = linkTarget(node, at);
    return { ...target, path: [...target.path, ...at.path.slice(depth)] };
  }
  return undefined;
}

function* linksIn(node: unknown, container: Address): Iterable<Address> {
  if (typeof node !== "object" || node === null || isMutableLeaf(node)) return;
  if (isLink(node)) yield linkTarget(node, container);
  else for (const member of Object.values(node)) yield* linksIn(member, container);
}
