/**
 * What a view depends on: reads and followed links, logged with the reader and noted in the view
 * that is being made, so that it can be shown again for as long as they hold.
 */
import { LIMITS } from "@commonfabric/contract";
import { isProven } from "../labels/stored-labels.ts";
import { followLink, type Reader, type Resolved } from "../links/resolve.ts";
import type { LoggedRead } from "../transactions/changes.ts";
import { nodeAt } from "../transactions/tree.ts";
import type { Address, Link, ReadDepth } from "../types.ts";
import { ReadBudgetError } from "./errors.ts";
import type { Place } from "./place.ts";
import type { ViewEntry } from "./view-cache.ts";

export class ViewTrace {
  /** The view that is being made. */
  entry: ViewEntry | undefined;
  /** The reader, with reads noted in the view as well. */
  readonly reader: Reader;
  readonly #reader: Reader;
  readonly #valid = new Set<ViewEntry>();
  #documents = 0;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.reader = {
      document: (address) => reader.document(address),
      log: (read) => this.record(read),
      principal: reader.principal,
      linkCycle: (address) => reader.linkCycle(address),
    };
  }

  log(place: Place, depth: ReadDepth): void {
    if (place.isCovered) return;
    this.record({ address: place.address, depth, part: "value" });
  }

  record(read: LoggedRead): void {
    this.entry?.reads.push(read);
    this.#reader.log(read);
  }

  /** Whether exactly the place at `address` holds `atoms`; logged. */
  holds(address: Address, atoms: readonly string[]): boolean {
    const document = this.#reader.document(address);
    this.entry?.labels.push({ address, labels: document?.labels });
    this.record({ address, depth: "deep", part: "labels" });
    return isProven(document, address.path, atoms);
  }

  /** What depends on who reads belongs to that user, like what is read of the user's own instance. */
  noteUser(address: Address): void {
    if (address.scope !== "space") return;
    const own: Address = { ...address, scope: "user" };
    this.record({ address: own, depth: "shallow", part: "labels" });
  }

  /** Notes that `node`, a link, was followed. @throws {ReadBudgetError} after too many */
  noteLink(address: Address, node: unknown): void {
    this.entry?.links.push({ address, node });
    this.#spend(1);
  }

  /** Where `link`, which stands at `place`, leads. */
  follow(link: Link, place: Place, atEnd: "all" | "redirects"): Resolved {
    const hop = (at: Address, node: unknown) => this.noteLink(at, node);
    return followLink(this.reader, link, place.address, atEnd, hop);
  }

  /** Valid as a whole or not at all: a part below may have failed after its parents were looked at. */
  isValid(entry: ViewEntry): boolean {
    const checked = new Set<ViewEntry>();
    const pending = [entry];
    for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
      if (this.#valid.has(each) || checked.has(each)) continue;
      for (const { address, node } of each.links) {
        const root = this.#reader.document(address)?.value;
        if (!Object.is(nodeAt(root, address.path), node)) return false;
      }
      for (const { address, labels } of each.labels) {
        if (!Object.is(this.#reader.document(address)?.labels, labels)) return false;
      }
      checked.add(each);
      pending.push(...each.children);
    }
    for (const each of checked) this.#valid.add(each);
    return true;
  }

  /** The view that was made before, with everything that it depends on. */
  replay(known: ViewEntry): object {
    this.entry?.children.push(known);
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

  #spend(documents: number): void {
    this.#documents += documents;
    if (this.#documents > LIMITS.documentsPerRead) throw new ReadBudgetError("there are more");
  }
}
