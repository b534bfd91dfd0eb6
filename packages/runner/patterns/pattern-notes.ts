/** Notes on a stored pattern: links by key. They decide nothing and never change an identity. */
import type { Identity } from "@commonfabric/module-identity";
import { isLink, linkProblem } from "../links/sigil.ts";
import { UnknownPatternError } from "../pieces/errors.ts";
import type { Link } from "../types.ts";
import type { ModuleCache } from "./module-cache.ts";

/**
 * Sets one note on `identity`, or removes it with `undefined`.
 * @throws {UnknownPatternError} @throws {AnnotationLimitError} @throws {TypeError} for what is no link
 */
export async function setNote(
  cache: ModuleCache,
  { identity, key, link }: {
    readonly identity: Identity;
    readonly key: string;
    readonly link: Link | undefined;
  },
): Promise<void> {
  if (link !== undefined && (!isLink(link) || linkProblem(link) !== undefined)) {
    throw new TypeError("The note on a pattern is a link: pass what getAsLink() gives");
  }
  if (!await cache.annotate(identity, key, link)) throw new UnknownPatternError({ identity });
}

/** The notes on `identity`, by key; empty without any. */
export async function notesOn(
  cache: ModuleCache,
  identity: Identity,
): Promise<Readonly<Record<string, Link>>> {
  const notes = Object.create(null) as Record<string, Link>;
  for (const [key, link] of await cache.annotations(identity)) {
    if (isLink(link)) notes[key] = link;
  }
  return notes;
}
