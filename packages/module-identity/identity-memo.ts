/**
 * What one process remembers between computations of identities, so that an edit costs one digest
 * and the nodes above it. Everything in it is a function of its key: texts give digests, and a
 * component gives identities only while paths, digests and edges are all equal.
 */
import { BoundedMap } from "@commonfabric/canonical";
import type { HostTable } from "@commonfabric/contract";
import type { Location } from "./resolve/locate-specifier.ts";
import type { ListedSpecifier } from "./listed-specifier.ts";
import type { Edge, FileKind, Identity, StoredEdge } from "./types.ts";

/** A text that was normalised and hashed. */
export interface TextRecord {
  /** Normalised text; of data files the text as it is. */
  readonly text: string;
  readonly digest: Uint8Array;
  /** `digest` as base64url. */
  readonly digestText: string;
  /** Specifiers as located from one path, for the path and list that were asked last. */
  located: LocatedList | undefined;
  /** Key of the component that starts with this text, for the path that was asked last. */
  componentKey?: { readonly path: string; readonly key: string };
}

/** The located specifiers of one file. */
export interface LocatedList {
  readonly path: string;
  readonly specifiers: readonly string[];
  readonly entries: readonly { readonly listed: ListedSpecifier; readonly location: Location }[];
  /** The edges that all entries became when they were last resolved, sorted by specifier. */
  resolved?: { readonly hosts: HostTable; readonly edges: readonly Edge[] };
}

/** A component that was computed, with everything that its digest covers. */
export interface ComponentRecord {
  readonly members: readonly {
    readonly path: string;
    readonly kind: FileKind;
    readonly digestText: string;
    readonly identity: Identity;
    readonly identityBytes: Uint8Array;
    /** The resolved edges that `storedEdges` were made of. */
    readonly edges: readonly Edge[];
    readonly storedEdges: readonly StoredEdge[];
  }[];
}

/** Bounded by entries and by the length of the texts that it keeps. */
export interface IdentityMemo {
  text(role: "source" | "data", contents: string): TextRecord | undefined;
  keepText(role: "source" | "data", contents: string, record: TextRecord): void;
  component(key: string): ComponentRecord | undefined;
  keepComponent(key: string, record: ComponentRecord): void;
}

/**
 * A memo of at most `bound` texts and components, whose texts have at most `maxTextLength` UTF-16
 * units together.
 */
export function makeIdentityMemo(
  bound: number = 20_000,
  maxTextLength: number = 64 * 1024 * 1024,
): IdentityMemo {
  let length = 0;
  const forget = (contents: string): void => {
    length -= contents.length;
  };
  const texts = {
    source: new BoundedMap<string, TextRecord>(bound, forget),
    data: new BoundedMap<string, TextRecord>(bound, forget),
  };
  const components = new BoundedMap<string, ComponentRecord>(bound);
  const dropOldest = (table: BoundedMap<string, TextRecord>): boolean => {
    const oldest = table.oldest();
    if (oldest === undefined) return false;
    table.delete(oldest[0]);
    forget(oldest[0]);
    return true;
  };
  return {
    text: (role, contents) => texts[role].get(contents),
    keepText: (role, contents, record) => {
      if (!texts[role].has(contents)) length += contents.length;
      texts[role].set(contents, record);
      while (length > maxTextLength && (dropOldest(texts.source) || dropOldest(texts.data)));
    },
    component: (key) => components.get(key),
    keepComponent: (key, record) => components.set(key, record),
  };
}
