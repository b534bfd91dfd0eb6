/**
 * `runtimeVersion`: everything that shapes a body. Resolved from the constant of a release build,
 * else computed from the sources; when neither is possible it is undefined, and compiled documents
 * are neither read nor written.
 */
import { digestText, encodeUtf8, type Sha256 } from "@commonfabric/canonical";
import type { EventSink } from "@commonfabric/contract";
import {
  type Fingerprint,
  type FingerprintInputs,
  type SourceFingerprints,
} from "./fingerprint-of-sources.ts";

/** Changes when the stored form of compiled documents does. */
const DOCUMENT_FORMAT = "1";

/**
 * The toolchain fingerprint, `t1-<digest>`. The inputs name the entries of compiler, transformers,
 * schema generation, module identity and record assembly, the declaration files that the compiler
 * serves, its options record, and the versions of `typescript` and `ses`.
 */
export function computeToolchainFingerprint(
  inputs: FingerprintInputs,
  fingerprints: SourceFingerprints,
): Fingerprint {
  const texts = { ...inputs.texts, "cache document format": DOCUMENT_FORMAT };
  const fingerprint = fingerprints.of("cf/toolchain/v1", { ...inputs, texts });
  return "value" in fingerprint ? { value: `t1-${fingerprint.value}` } : fingerprint;
}

export interface RuntimeVersionOptions {
  /** The constant that a release build embeds; it replaces the computation. */
  readonly embedded?: string;
  /** Computes the toolchain fingerprint; called at most once. */
  readonly compute: () => Fingerprint;
  /** Builds whose bodies differ on purpose: `coverage`. */
  readonly flavour?: string;
  /** `CF_RUNTIME_VERSION_SALT`: of tests; it can only cause misses. */
  readonly salt?: string;
  readonly sha256: Sha256;
  /** Told once, with a `warning` event, when there is no version. */
  readonly emit?: EventSink;
}

/**
 * The accessor of `runtimeVersion`: `<fingerprint>[+<flavour>][~<hash of salt>]`, or `undefined`
 * when the toolchain cannot be fingerprinted.
 */
export function COMPILE_CACHE_RUNTIME_VERSION(options: RuntimeVersionOptions): string | undefined {
  const { embedded, compute, flavour, salt, sha256, emit } = options;
  const fingerprint = embedded === undefined ? compute() : { value: embedded };
  if ("unavailable" in fingerprint) {
    emit?.({
      type: "warning",
      code: "cache:no-runtime-version",
      text: `The compiler has no fingerprint (${fingerprint.unavailable}); compiled modules are ` +
        "neither read nor stored.",
    });
    return undefined;
  }
  const salted = salt === undefined || salt === ""
    ? ""
    : `~${digestText(sha256, encodeUtf8(salt)).slice(0, 12)}`;
  return fingerprint.value + (flavour === undefined ? "" : `+${flavour}`) + salted;
}
