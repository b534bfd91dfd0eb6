/** What decides whether stored documents are used, as a session over the same store decides it. */
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import {
  ATTESTATION_KEY_FILE,
  type CachePort,
  type CompiledChecks,
  keyFileAttester,
  nodeAttestationPowers,
} from "@commonfabric/compilation-cache";
import { makeModuleVerifier, readToolchain } from "@commonfabric/runner";
import { verifierVersion } from "@commonfabric/sandbox-verifier";
import { type SpaceStore, sqliteStores } from "@commonfabric/storage";
import { cachePort } from "../../packages/runner/host/labelled-port.ts";

let version: string | undefined;

/** Toolchain fingerprint of this installation. @throws {Error} when there is none */
export function toolchainVersion(): string {
  version ??= readToolchain().runtimeVersion;
  if (version === undefined) throw new Error("The toolchain has no version.");
  return version;
}

/** The port through which a session writes compiled documents, with the label of the compiler. */
export function writingPort(store: SpaceStore): CachePort {
  return cachePort(store, "benchmark");
}

/** Checks under the key file of the store in `directory`. A body that is verified is a failure. */
export function closureChecks(directory: string): CompiledChecks {
  const verifier = makeModuleVerifier({
    policy: { hosts: hostTable },
    sha256: nodeSha256,
    verifierVersion: verifierVersion(),
  });
  const keyFile = sqliteStores(directory).secretFile!(ATTESTATION_KEY_FILE);
  return {
    attester: keyFileAttester(keyFile, nodeAttestationPowers, nodeSha256),
    verifyBody: () => {
      throw new Error("An attested body was verified again.");
    },
    isCurrentVerdict: (verdict) => verifier.isCurrent(verdict),
    runtimeVersion: toolchainVersion(),
    source: () => undefined,
    requireLabel: true,
    sha256: nodeSha256,
  };
}
