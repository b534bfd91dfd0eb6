/**
 * The key file of an installation: keys as JSON, in a secret beside the spaces. It is made with a
 * random HMAC key when something is signed for the first time.
 *
 *     {"format": "cf.attestation-keys/1",
 *      "sign":   {"alg": "hmac-sha256", "keyId": "<16 bytes>", "key": "<32 bytes>"},
 *      "verify": [{"alg": "ed25519", "keyId": "<digest of the key>", "key": "<public key>"}]}
 *
 * Bytes are base64url. The signing key verifies too. A file without `sign` makes a reader; `verify`
 * lists the keys of others, and those that were replaced.
 */
import {
  decodeBase64Url,
  decodeUtf8,
  encodeBase64Url,
  encodeUtf8,
  type Sha256,
} from "@commonfabric/canonical";
import { quote } from "@commonfabric/contract";
import type { SecretFile } from "@commonfabric/storage";
import { exactFields } from "../documents/shape.ts";
import type { Attestation } from "../documents/types.ts";
import {
  type AttestationKey,
  AttestationKeyError,
  type AttestationKeys,
  type Attester,
  makeAttester,
} from "./attestation-keys.ts";
import type { AttestationPowers } from "./attestation-powers.ts";

/** Name of the key file in the directory of a store. */
export const ATTESTATION_KEY_FILE = "attestation.key";

const FORMAT = "cf.attestation-keys/1";
const KEY_BYTES = 32;
const KEY_ID_BYTES = 16;

interface Known {
  /** Empty when there is no file. */
  readonly text: string;
  readonly keys: AttestationKeys;
  readonly by: Attester;
}

/**
 * An attester over the keys of `file`. It is read here, whenever something is signed, and for a key
 * that is not known: so a rotation by another process is seen.
 * @throws {AttestationKeyError} @throws {SecretFileError}
 */
export function keyFileAttester(
  file: SecretFile,
  powers: AttestationPowers,
  sha256: Sha256,
): Attester {
  return new KeyFileAttester(file, powers, sha256);
}

class KeyFileAttester implements Attester {
  readonly #file: SecretFile;
  readonly #powers: AttestationPowers;
  readonly #sha256: Sha256;
  #known: Known;

  constructor(file: SecretFile, powers: AttestationPowers, sha256: Sha256) {
    this.#file = file;
    this.#powers = powers;
    this.#sha256 = sha256;
    this.#known = this.#parse(textOf(file.path, file.read()));
  }

  /** Without a file there will be one as soon as something is signed. */
  get canSign(): boolean {
    return this.#known.by.canSign || this.#known.text === "";
  }

  sign(statement: Uint8Array): Attestation {
    return this.signer()(statement);
  }

  signer(): (statement: Uint8Array) => Attestation {
    this.#take(this.#file.read());
    if (this.#known.text === "") {
      this.#take(this.#file.ensure(() => encodeUtf8(freshKeyFile(this.#powers))));
    }
    const { by } = this.#known;
    return (statement) => by.sign(statement);
  }

  verify(attestation: Attestation, statement: Uint8Array): boolean {
    if (!this.#known.keys.verify.has(attestation.keyId)) this.#take(this.#file.read());
    return this.#known.by.verify(attestation, statement);
  }

  #take(bytes: Uint8Array | undefined): void {
    const text = textOf(this.#file.path, bytes);
    if (text !== this.#known.text) this.#known = this.#parse(text);
  }

  #parse(text: string): Known {
    const { path } = this.#file;
    const keys = text === "" ? { verify: new Map() } : parseKeyFile(path, text, this.#powers);
    try {
      return { text, keys, by: makeAttester(keys, this.#powers, this.#sha256) };
    } catch (error) {
      if (!(error instanceof AttestationKeyError)) throw error;
      throw refused(path, error.message, error);
    }
  }
}

function freshKeyFile(powers: AttestationPowers): string {
  const sign = {
    alg: "hmac-sha256",
    keyId: encodeBase64Url(powers.randomBytes(KEY_ID_BYTES)),
    key: encodeBase64Url(powers.randomBytes(KEY_BYTES)),
  };
  return `${JSON.stringify({ format: FORMAT, sign, verify: [] }, null, 2)}\n`;
}

function textOf(path: string, bytes: Uint8Array | undefined): string {
  if (bytes === undefined) return "";
  try {
    return decodeUtf8(bytes) || " ";
  } catch (error) {
    throw refused(path, "it is not text.", error);
  }
}

/** @throws {AttestationKeyError} */
function parseKeyFile(path: string, text: string, powers: AttestationPowers): AttestationKeys {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refused(path, "it is not JSON.", error);
  }
  const fields = exactFields(json, ["format", "verify"], ["sign"]);
  const list = fields?.get("verify");
  if (fields?.get("format") !== FORMAT || !Array.isArray(list)) {
    throw refused(path, `it has not the format ${quote(FORMAT)}.`);
  }
  const verify = new Map<string, AttestationKey>();
  for (const item of list) {
    const { keyId, ...key } = parseKey(path, item);
    verify.set(keyId, key);
  }
  if (!fields.has("sign")) return { verify };
  const sign = parseKey(path, fields.get("sign"));
  const { alg, keyId, key } = sign;
  verify.set(keyId, { alg, key: alg === "ed25519" ? powers.publicKeyEd25519(key) : key });
  return { sign, verify };
}

function parseKey(path: string, item: unknown): AttestationKey & { readonly keyId: string } {
  const fields = exactFields(item, ["alg", "keyId", "key"]);
  const alg = fields?.get("alg");
  const keyId = fields?.get("keyId");
  const text = fields?.get("key");
  const key = typeof text === "string" ? decodeBase64Url(text) : undefined;
  const isKnown = alg === "hmac-sha256" || alg === "ed25519";
  if (!isKnown || typeof keyId !== "string" || keyId === "" || key?.length !== KEY_BYTES) {
    throw refused(path, "a key in it has not alg, keyId and 32 bytes of base64url.");
  }
  return { alg, keyId, key };
}

function refused(path: string, reason: string, cause?: unknown): AttestationKeyError {
  return new AttestationKeyError(
    `Cannot use the attestation keys in ${quote(path)}: ${reason} ` +
      "Mend the file, or remove it for new keys: compiled modules are then made once more.",
    { cause },
  );
}
