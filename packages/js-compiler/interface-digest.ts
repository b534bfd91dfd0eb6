/**
 * The digest of what other modules may read from a module: two modules with one interface digest
 * are the same to every importer's emit. Byte format `cf/interface/v1`.
 */
import { ByteWriter, compareUtf8, encodeBase64Url, type Sha256 } from "@commonfabric/canonical";
import type { EdgeKind, ModuleIdentity } from "@commonfabric/module-identity";
import { digestBytes } from "./digest-bytes.ts";

const TAG = "cf/interface/v1";

/** Kinds as identity encodes them: 2 is a module of the same component. */
const KIND_BYTES: Readonly<Record<EdgeKind, number>> = { module: 1, host: 3, data: 4, package: 5 };
const SAME_COMPONENT = 2;

/** Where an edge leads, for interface digests and emit keys. */
export interface DigestedEdge {
  readonly specifier: string;
  readonly target:
    | { readonly kind: "member"; readonly path: string }
    | { readonly kind: "module"; readonly interfaceDigest: string }
    | { readonly kind: "data"; readonly identity: string }
    | { readonly kind: "host" | "package"; readonly name: string };
}

/** What one member of a component shows to others. */
export interface MemberInterface {
  readonly path: string;
  /** Declaration text as printed; normalised text of an authored declaration file. */
  readonly declarations: string;
  /** Canonical bytes of the transformer's `interfaceParts`; empty without transformer. */
  readonly parts: Uint8Array;
  /** Imports of the declaration text. */
  readonly imports: readonly DigestedEdge[];
}

const NO_PARTS = new Uint8Array(0);

/** What an authored declaration file shows: its normalised text, and everything that it imports. */
export function declarationInterface(
  { path, text }: Pick<ModuleIdentity, "path" | "text">,
  imports: readonly DigestedEdge[],
): MemberInterface {
  return { path, declarations: text, parts: NO_PARTS, imports };
}

/** Writes `list over edges by specifier: str(specifier), u8(kind), target`. */
export function writeDigestedEdges(writer: ByteWriter, edges: readonly DigestedEdge[]): void {
  const sorted = [...edges].sort((a, b) => compareUtf8(a.specifier, b.specifier));
  writer.list(sorted, ({ specifier, target }) => {
    writer.str(specifier);
    switch (target.kind) {
      case "member":
        return writer.u8(SAME_COMPONENT).str(target.path);
      case "module":
        return writer.u8(KIND_BYTES.module).digest(digestBytes(target.interfaceDigest));
      case "data":
        return writer.u8(KIND_BYTES.data).digest(digestBytes(target.identity));
      case "host":
        return writer.u8(KIND_BYTES.host).str(`host:${target.name}`);
      case "package":
        return writer.u8(KIND_BYTES.package).str(target.name);
      default:
        return target satisfies never;
    }
  });
}

/** The interface digest (43 characters of base64url) of each member of one component. */
export function interfaceDigests(
  sha256: Sha256,
  members: readonly MemberInterface[],
): ReadonlyMap<string, string> {
  const sorted = [...members].sort((a, b) => compareUtf8(a.path, b.path));
  const component = new ByteWriter().str(TAG).str("component");
  component.list(sorted, (member) => {
    component.str(member.path).str(member.declarations).lengthPrefixed(member.parts);
    writeDigestedEdges(component, member.imports);
  });
  return digestsOfMembers(sha256, "module", sha256(component.finish()), sorted);
}

/**
 * The digests of a component whose declarations could not be printed: derived from the source
 * digests and every dependency, so that any change below it recompiles its importers.
 */
export function opaqueInterfaceDigests(
  sha256: Sha256,
  members: readonly { readonly path: string }[],
  emitKey: string,
): ReadonlyMap<string, string> {
  return digestsOfMembers(sha256, "opaque", digestBytes(emitKey), members);
}

function digestsOfMembers(
  sha256: Sha256,
  role: "module" | "opaque",
  component: Uint8Array,
  members: readonly { readonly path: string }[],
): ReadonlyMap<string, string> {
  return new Map(members.map(({ path }) => {
    const message = new ByteWriter().str(TAG).str(role).digest(component).str(path).finish();
    return [path, encodeBase64Url(sha256(message))];
  }));
}
