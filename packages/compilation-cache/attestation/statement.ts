/**
 * The statement that an attestation signs: this body, with this verdict and these companions, is
 * what the compiler made of this identity for this space.
 *
 *     TAG, space, identity, runtimeVersion, bodyHash, verdictHash, extrasHash, list of imports
 *
 * Every field is length-prefixed, so no border between fields can move.
 */
import { type Sha256, taggedDigest, withWriter, writeCanonical } from "@commonfabric/canonical";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import type { SpaceId } from "@commonfabric/storage";
import type { StoredCompiledDoc } from "../documents/types.ts";

const TAG = "cf/compiled-attest/v1";

/** What an attestation covers of a stored compiled document. */
export type Attested = Pick<
  StoredCompiledDoc,
  "identity" | "runtimeVersion" | "code" | "verdict" | "extrasHash" | "imports"
>;

/** The bytes to sign. `extrasHash` must have been computed from the document, not read from it. */
export function statementOf(doc: Attested, space: SpaceId, sha256: Sha256): Uint8Array {
  const verdict = verdictHash(doc.verdict, sha256);
  return withWriter((writer) =>
    writer
      .str(TAG)
      .str(space)
      .str(doc.identity)
      .str(doc.runtimeVersion)
      .str(doc.code.hash)
      .str(verdict)
      .str(doc.extrasHash)
      .list(doc.imports, ({ specifier, kind, identity, host }, list) =>
        list.str(specifier).str(kind).str(identity ?? host ?? ""))
      .finish()
  );
}

function verdictHash(verdict: Verdict, sha256: Sha256): string {
  return taggedDigest(sha256, "cf/verdict/v1", (writer) => {
    writer.lengthPrefixedBy((inner) => writeCanonical(inner, verdict));
  });
}
