/** The versions of a page, which its bundle brings: pages take this file for `toolchain-powers.ts`. */
import { type EventSink, RELEASE_VERSIONS } from "@commonfabric/contract";
import { verifierVersion } from "@commonfabric/sandbox-verifier";
import { PINNED, type Toolchain, TYPE_LIBRARIES } from "./toolchain.ts";

export { PINNED, type Toolchain, TYPE_LIBRARIES };

/** The exact version of an npm package in the bundle. @throws {Error} in a bundle without versions */
export function pinnedVersion(name: string): string | undefined {
  return versions().pinned[name];
}

/** The versions of the bundle. @throws {Error} in a bundle without versions */
export function readToolchain(_emit?: EventSink): Toolchain {
  const { toolchain, host, sched } = versions();
  return {
    runtimeVersion: toolchain,
    verifierVersion: verifierVersion(),
    fingerprints: () => ({ host, sched }),
  };
}

function versions(): NonNullable<typeof RELEASE_VERSIONS> {
  if (RELEASE_VERSIONS === undefined) {
    throw new Error("This bundle brings no versions: nothing could be stored under them.");
  }
  return RELEASE_VERSIONS;
}
