/**
 * The bytes under every identity. Each value is length-prefixed or of fixed size and each message
 * starts with tag and role, so no two inputs share an encoding and no digest can be taken for one of
 * another role.
 *
 *     a ──> b ──> c ──> a           {a,b,c} is one component: one digest over the three member
 *           │                       records, ordered by path; edges inside it name paths, edges that
 *           └──> d                  leave it name identities. Editing any member changes all three.
 */
import { ByteWriter, compareUtf8, encodeBase64Url, type Sha256 } from "@commonfabric/canonical";
import type { FileKind, Identity } from "./types.ts";

/** Names this encoding. A change that alters any digest needs another tag. */
const IDENTITY_TAG = "cf/module-id/v1";

/** Where an edge leads, as the encoding tells them apart. */
export type EncodedTarget =
  /** The identity digest of a module of another component. */
  | { readonly kind: "outside"; readonly digest: Uint8Array }
  /** The path of a module of the same component; an import of oneself too. */
  | { readonly kind: "inside"; readonly path: string }
  | { readonly kind: "host"; readonly name: string }
  /** The identity digest of a data file. */
  | { readonly kind: "data"; readonly digest: Uint8Array }
  /** `<package identity>[/<subpath>]`. */
  | { readonly kind: "package"; readonly name: string };

export interface EncodedEdge {
  readonly specifier: string;
  readonly target: EncodedTarget;
}

/** One file of a component. */
export interface EncodedMember {
  readonly path: string;
  readonly kind: FileKind;
  /** Source digest, or data digest of a data file. */
  readonly digest: Uint8Array;
  /** In any order; specifiers are unique. */
  readonly edges: readonly EncodedEdge[];
}

const FILE_KINDS: Readonly<Record<FileKind, number>> = { code: 1, declaration: 2, data: 3 };

/** Digest of normalised text. @throws {IllFormedTextError} */
export function sourceDigest(sha256: Sha256, normalizedText: string): Uint8Array {
  return fileDigest(sha256, "source", normalizedText);
}

/** Digest of the UTF-8 bytes of a data file. @throws {IllFormedTextError} */
export function dataDigest(sha256: Sha256, text: string): Uint8Array {
  return fileDigest(sha256, "data", text);
}

function fileDigest(sha256: Sha256, role: "source" | "data", text: string): Uint8Array {
  return sha256(new ByteWriter().raw(FILE_HEADS[role]).str(text).finish());
}

const FILE_HEADS = {
  source: new ByteWriter().str(IDENTITY_TAG).str("source").finish(),
  data: new ByteWriter().str(IDENTITY_TAG).str("data").finish(),
};
const COMPONENT_HEAD = new ByteWriter().str(IDENTITY_TAG).str("component").finish();
const MODULE_HEAD = new ByteWriter().str(IDENTITY_TAG).str("module").finish();

/** The message whose SHA-256 is the component digest. @throws {IllFormedTextError} */
export function componentMessage(members: readonly EncodedMember[]): Uint8Array {
  const ordered = members.length === 1 ? members : [...members].sort(byPath);
  const writer = new ByteWriter().raw(COMPONENT_HEAD);
  writer.list(ordered, writeMember);
  return writer.finish();
}

/** Digest of a component. */
export function componentDigest(sha256: Sha256, members: readonly EncodedMember[]): Uint8Array {
  return sha256(componentMessage(members));
}

/** Digest whose base64url is the identity of the member at `path`. @throws {IllFormedTextError} */
export function moduleDigest(sha256: Sha256, component: Uint8Array, path: string): Uint8Array {
  return sha256(new ByteWriter().raw(MODULE_HEAD).digest(component).str(path).finish());
}

/** The identity of the member at `path` of the component. @throws {IllFormedTextError} */
export function memberIdentity(sha256: Sha256, component: Uint8Array, path: string): Identity {
  return encodeBase64Url(moduleDigest(sha256, component, path));
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return compareUtf8(a.path, b.path);
}

function bySpecifier(a: EncodedEdge, b: EncodedEdge): number {
  return compareUtf8(a.specifier, b.specifier);
}

function writeMember(member: EncodedMember, writer: ByteWriter): void {
  writer.str(member.path).u8(FILE_KINDS[member.kind]).digest(member.digest);
  const ordered = member.edges.length < 2 ? member.edges : [...member.edges].sort(bySpecifier);
  writer.list(ordered, writeEdge);
}

function writeEdge({ specifier, target }: EncodedEdge, writer: ByteWriter): void {
  writer.str(specifier);
  switch (target.kind) {
    case "outside":
      writer.u8(1).digest(target.digest);
      return;
    case "inside":
      writer.u8(2).str(target.path);
      return;
    case "host":
      writer.u8(3).str(`host:${target.name}`);
      return;
    case "data":
      writer.u8(4).digest(target.digest);
      return;
    case "package":
      writer.u8(5).str(`package:${target.name}`);
      return;
    default:
      throw new TypeError(`Unknown edge target ${String(target satisfies never)}.`);
  }
}
