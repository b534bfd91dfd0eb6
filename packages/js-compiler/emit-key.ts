/**
 * The emit key of a component: everything its emit may read, by digest. Equal keys mean equal
 * bodies under one toolchain, which is part of the memo's key space and not of the key.
 */
import { ByteWriter, compareUtf8, digestText, type Sha256 } from "@commonfabric/canonical";
import { digestBytes } from "./digest-bytes.ts";
import { type DigestedEdge, writeDigestedEdges } from "./interface-digest.ts";

/** One member of a component, as its emit key sees it. */
export interface EmitKeyMember {
  readonly path: string;
  /** Base64url. */
  readonly sourceDigest: string;
  readonly edges: readonly DigestedEdge[];
}

/** The emit key, 43 characters of base64url. Byte format `cf/emit-key/v1`. */
export function emitKeyOf(sha256: Sha256, members: readonly EmitKeyMember[]): string {
  const sorted = [...members].sort((a, b) => compareUtf8(a.path, b.path));
  const writer = new ByteWriter().str("cf/emit-key/v1");
  writer.list(sorted, (member) => {
    writer.str(member.path).digest(digestBytes(member.sourceDigest));
    writeDigestedEdges(writer, member.edges);
  });
  return digestText(sha256, writer.finish());
}
