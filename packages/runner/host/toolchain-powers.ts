/**
 * The versions of this installation: the toolchain fingerprint that is part of the keys of
 * compiled documents, and the verifier version that is part of verdicts. A release brings them; a
 * source run computes them behind a stat cache and does not load the compiler to learn them.
 */
import { digestText, encodeUtf8, nodeSha256 } from "@commonfabric/canonical";
import {
  COMPILE_CACHE_RUNTIME_VERSION,
  computeToolchainFingerprint,
  type FingerprintInputs,
  nodeFingerprintPowers,
  pinnedIn,
  SourceFingerprints,
} from "@commonfabric/compilation-cache";
import { type EventSink, RELEASE_VERSIONS } from "@commonfabric/contract";
import type { RuntimeFingerprints } from "../observations/observer.ts";
import { verifierVersion } from "@commonfabric/sandbox-verifier";
import { PINNED, type Toolchain, TYPE_LIBRARIES } from "./toolchain.ts";

export { PINNED, type Toolchain, TYPE_LIBRARIES };

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

/** What stands behind the host modules. */
const HOST_ENTRIES = ["runner/builders/host-module.ts", "runner/builders/label-declarations.ts"];

/** Scheduler, cells, schemas, built-ins and pieces. */
const SCHED_ENTRIES = ["runner/pieces/piece-runtime.ts"];

/** What the toolchain fingerprint of the workspace is made of whose packages are in `packages`. */
export function toolchainInputs(packages: string): FingerprintInputs {
  return {
    ...sourcesBelow(packages, TOOLCHAIN_ENTRIES),
    files: TYPE_LIBRARIES.map((name) => `${packages}api/types/${name}`),
  };
}

function sourcesBelow(packages: string, entries: readonly string[]): FingerprintInputs {
  return {
    entries: entries.map((entry) => packages + entry),
    packages,
    pins: { configuration: configurationOf(packages), names: PINNED },
  };
}

/** The exact version of an npm package that the workspace pins; `undefined` when it cannot be read. */
export function pinnedVersion(name: string): string | undefined {
  if (RELEASE_VERSIONS !== undefined) return RELEASE_VERSIONS.pinned[name];
  const powers = nodeFingerprintPowers(digestCacheFile());
  return pinnedIn({ configuration: configurationOf(PACKAGES), name }, powers);
}

/**
 * The versions of the release, or computed from the sources; a toolchain without fingerprint is told
 * as a `warning` event.
 */
export function readToolchain(emit?: EventSink): Toolchain {
  const powers = nodeFingerprintPowers(digestCacheFile());
  let made: SourceFingerprints | undefined;
  const sourceFingerprints = () => made ??= new SourceFingerprints(powers);
  const salt = Deno.env.get(SALT_VARIABLE);
  const runtimeVersion = COMPILE_CACHE_RUNTIME_VERSION({
    ...(RELEASE_VERSIONS !== undefined && { embedded: RELEASE_VERSIONS.toolchain }),
    compute: () => computeToolchainFingerprint(toolchainInputs(PACKAGES), sourceFingerprints()),
    sha256: nodeSha256,
    ...(salt === undefined ? {} : { salt }),
    ...(emit === undefined ? {} : { emit }),
  });
  const fingerprint = (name: string, entries: readonly string[]) => {
    const computed = sourceFingerprints().of(`cf/${name}/v1`, sourcesBelow(PACKAGES, entries));
    if ("value" in computed) return `${name}1-${computed.value}`;
    const text = `No observation is kept: ${name} has no fingerprint (${computed.unavailable}).`;
    emit?.({ type: "warning", code: "observations:no-fingerprint", text });
    return undefined;
  };
  let fingerprints: RuntimeFingerprints | undefined;
  return {
    runtimeVersion,
    verifierVersion: verifierVersion(),
    fingerprints: () =>
      fingerprints ??= {
        host: RELEASE_VERSIONS?.host ?? fingerprint("host", HOST_ENTRIES),
        sched: RELEASE_VERSIONS?.sched ?? fingerprint("sched", SCHED_ENTRIES),
      },
  };
}

function configurationOf(packages: string): string {
  return new URL("../deno.json", packages).href;
}

/** One file a workspace: what another one needs is not read. */
function digestCacheFile(): string {
  const workspace = digestText(nodeSha256, encodeUtf8(PACKAGES)).slice(0, 12);
  return `${cacheDirectory()}/commonfabric/source-digests-${workspace}.json`;
}

/** The user's cache directory, as the platform names it. */
function cacheDirectory(): string {
  const home = Deno.env.get("HOME") ?? Deno.env.get("USERPROFILE") ?? ".";
  const named = Deno.env.get("XDG_CACHE_HOME") ?? Deno.env.get("LOCALAPPDATA");
  return named ?? (Deno.build.os === "darwin" ? `${home}/Library/Caches` : `${home}/.cache`);
}
