/** Digests of every role, from fields that could be taken for one another. */
import { ByteWriter, encodeBase64Url, nodeSha256 } from "@commonfabric/canonical";
import {
  componentDigest,
  dataDigest,
  type EncodedMember,
  type EncodedTarget,
  type FileKind,
  moduleDigest,
  sourceDigest,
} from "@commonfabric/module-identity";

interface TargetRecipe {
  readonly kind: EncodedTarget["kind"];
  /** Path, or name of a host or package. */
  readonly name?: string;
  /** Text whose source digest stands for the digest of the target. */
  readonly text?: string;
}

interface MemberRecipe {
  readonly path: string;
  readonly kind?: FileKind;
  readonly text?: string;
  readonly edges?: readonly { readonly specifier: string; readonly target: TargetRecipe }[];
}

/** One digest. */
export type EncodingRecipe =
  | { readonly role: "source" | "data"; readonly text: string }
  | { readonly role: "component"; readonly members: readonly MemberRecipe[] }
  /** The identity of the member at `path` of a component. */
  | { readonly role: "module"; readonly members: readonly MemberRecipe[]; readonly path: string }
  /** A text under a tag and a role that no encoding has. */
  | { readonly role: "other"; readonly tag: string; readonly name: string; readonly text: string };

/** The digests as text, in order. */
export function digestsOf(encodings: readonly EncodingRecipe[]): string[] {
  return encodings.map((encoding) => encodeBase64Url(digestOf(encoding)));
}

function digestOf(encoding: EncodingRecipe): Uint8Array {
  switch (encoding.role) {
    case "source":
      return sourceDigest(nodeSha256, encoding.text);
    case "data":
      return dataDigest(nodeSha256, encoding.text);
    case "component":
      return componentDigest(nodeSha256, encoding.members.map(memberOf));
    case "module": {
      const component = componentDigest(nodeSha256, encoding.members.map(memberOf));
      return moduleDigest(nodeSha256, component, encoding.path);
    }
    case "other":
      return nodeSha256(
        new ByteWriter().str(encoding.tag).str(encoding.name).str(encoding.text).finish(),
      );
    default:
      throw new TypeError(`Unknown role ${String(encoding satisfies never)}`);
  }
}

function memberOf({ path, kind = "code", text = "", edges = [] }: MemberRecipe): EncodedMember {
  return {
    path,
    kind,
    digest: sourceDigest(nodeSha256, text),
    edges: edges.map(({ specifier, target }) => ({ specifier, target: targetOf(target) })),
  };
}

function targetOf({ kind, name = "", text = "" }: TargetRecipe): EncodedTarget {
  switch (kind) {
    case "outside":
    case "data":
      return { kind, digest: sourceDigest(nodeSha256, text) };
    case "inside":
      return { kind, path: name };
    case "host":
    case "package":
      return { kind, name };
    default:
      throw new TypeError(`Unknown target ${String(kind satisfies never)}`);
  }
}
