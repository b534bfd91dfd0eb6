/**
 * The versions of this installation: the toolchain fingerprint that is part of the keys of
 * compiled documents, and the verifier version that is part of verdicts. Computed from the sources
 * behind a stat cache; a source run does not load the compiler to learn them.
 */
import { nodeSha256 } from "@commonfabric/canonical";
import {
  COMPILE_CACHE_RUNTIME_VERSION,
  computeToolchainFingerprint,
  type FingerprintInputs,
  nodeFingerprintPowers,
} from "@commonfabric/compilation-cache";
import type { EventSink } from "@commonfabric/contract";
import { verifierVersion } from "@commonfabric/sandbox-verifier";

/** Exact versions of the npm packages that the sources import; the import map pins the same. */
export const PINNED_VERSIONS: Readonly<Record<string, string>> = Object.freeze({
  "@jridgewell/trace-mapping": "0.3.31",
  acorn: "8.19.0",
  ses: "2.3.0",
  "source-map-js": "1.2.3",
  typescript: "6.0.3",
});

/** Environment variable that salts the runtime version; it can only cause misses. */
const SALT_VARIABLE = "CF_RUNTIME_VERSION_SALT";

const PACKAGES = new URL("../../", import.meta.url).href;

/** What shapes a body: compiler, transformers, authored types, identity and record assembly. */
const TOOLCHAIN_ENTRIES = [
  "js-compiler/typescript/chunk.ts",
  "ts-transformers/mod.ts",
  "api/type-libs-powers.ts",
  "module-identity/mod.ts",
  "runner/engine/compile-sources-to-records.ts",
  "runner/sandbox/functor.ts",
];

const TYPE_LIBRARIES = [
  "commonfabric-schema.d.ts",
  "commonfabric.d.ts",
  "dom.d.ts",
  "es2023.d.ts",
  "jsx.d.ts",
];

/** What an installation says of itself. */
export interface Toolchain {
  /** `undefined` when it cannot be computed: compiled documents are then left alone. */
  readonly runtimeVersion: string | undefined;
  readonly verifierVersion: string;
}

/** Computes both versions; a toolchain without fingerprint is told as a `warning` event. */
export function readToolchain(emit?: EventSink): Toolchain {
  const powers = nodeFingerprintPowers(`${cacheDirectory()}/commonfabric/source-digests.json`);
  const salt = Deno.env.get(SALT_VARIABLE);
  const inputs = (): FingerprintInputs => ({
    entries: TOOLCHAIN_ENTRIES.map((entry) => PACKAGES + entry),
    packages: PACKAGES,
    versions: PINNED_VERSIONS,
    texts: Object.fromEntries(
      TYPE_LIBRARIES.map((name) => [name, powers.readText(`${PACKAGES}api/types/${name}`) ?? ""]),
    ),
  });
  const runtimeVersion = COMPILE_CACHE_RUNTIME_VERSION({
    compute: () => computeToolchainFingerprint(inputs(), powers),
    sha256: nodeSha256,
    ...(salt === undefined ? {} : { salt }),
    ...(emit === undefined ? {} : { emit }),
  });
  return { runtimeVersion, verifierVersion: verifierVersion() };
}

/** The user's cache directory, as the platform names it. */
function cacheDirectory(): string {
  const home = Deno.env.get("HOME") ?? Deno.env.get("USERPROFILE") ?? ".";
  const named = Deno.env.get("XDG_CACHE_HOME") ?? Deno.env.get("LOCALAPPDATA");
  return named ?? (Deno.build.os === "darwin" ? `${home}/Library/Caches` : `${home}/.cache`);
}
