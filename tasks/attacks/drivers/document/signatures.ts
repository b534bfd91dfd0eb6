/** Signatures that are well made and must not count. */
import { ByteWriter, nodeSha256 } from "@commonfabric/canonical";
import {
  type Attestation,
  type AttestationKeys,
  makeAttester,
  nodeAttestationPowers,
  statementOf,
  type StoredCompiledDoc,
} from "@commonfabric/compilation-cache";
import { KEYS, PAIR } from "../../../../packages/runner/test/support/chain-program.ts";
import type { Lane } from "./lanes.ts";

export type Signature =
  /** By the public key of a pair, used as a key of HMAC, under the id of the pair. */
  | "public-as-hmac"
  /** By a key that nobody knows. */
  | "stranger"
  /** By a key that nobody knows, under the id of the key that is known. */
  | "impostor"
  /** By the right key, for another space. */
  | "other-space"
  /** By the right key, over the same bytes with a border between two fields moved. */
  | "moved-border"
  /** By the right key: what an edit changed would count if this were not there. */
  | "right";

type Value = Record<string, unknown>;

/** `value` with an attestation of the named kind. */
export function resigned(value: Value, kind: Signature, lane: Lane, space: string): Value {
  const doc = attestedOf(value);
  const sign = (keys: AttestationKeys, statement: Uint8Array): Attestation =>
    makeAttester(keys, nodeAttestationPowers, nodeSha256).sign(statement);
  const statement = statementOf(doc, space, nodeSha256);
  const own = lane.keys === "none" ? KEYS : lane.keys;
  const attested = (attestation: Attestation) => ({ ...value, attestation });
  switch (kind) {
    case "right":
      return attested(sign(own, statement));
    case "other-space":
      return attested(sign(own, statementOf(doc, "work", nodeSha256)));
    case "moved-border":
      return attested(sign(own, movedBorder(statement)));
    case "stranger":
    case "impostor": {
      const keyId = kind === "stranger" ? "stranger" : own.sign!.keyId;
      const key = new Uint8Array(32).fill(1);
      return attested(
        sign({ sign: { alg: "hmac-sha256", keyId, key }, verify: new Map() }, statement),
      );
    }
    case "public-as-hmac": {
      const [keyId, { key }] = [...PAIR.verify][0]!;
      return attested(
        sign({ sign: { alg: "hmac-sha256", keyId, key }, verify: new Map() }, statement),
      );
    }
    default:
      throw new TypeError(`Unknown signature ${String(kind satisfies never)}`);
  }
}

function attestedOf(value: Value): StoredCompiledDoc {
  const imports = (value["imports"] as Value[]).map(({ link: _, ...edge }) => edge);
  return { ...value, imports } as unknown as StoredCompiledDoc;
}

/** The last character of the space begins the identity: the texts are the same, their lengths not. */
function movedBorder(statement: Uint8Array): Uint8Array {
  const tagLength = new DataView(statement.buffer, statement.byteOffset).getUint32(0);
  const bytes = statement.slice();
  const view = new DataView(bytes.buffer);
  const space = 4 + tagLength;
  const length = view.getUint32(space);
  const next = space + 4 + length;
  const moved = new ByteWriter().raw(bytes.subarray(0, space));
  const text = new TextDecoder();
  const first = text.decode(bytes.subarray(space + 4, next));
  const second = text.decode(bytes.subarray(next + 4, next + 4 + view.getUint32(next)));
  moved.str(first.slice(0, -1)).str(first.slice(-1) + second);
  return moved.raw(bytes.subarray(next + 4 + view.getUint32(next))).finish();
}
