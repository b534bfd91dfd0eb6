/** The verifier version in a page, which cannot read sources: pages take this file for `verifier-version-powers.ts`. */
import { RELEASE_VERSIONS } from "@commonfabric/contract";

/** The version that the bundle brings. @throws {Error} in a bundle without versions */
export function verifierVersion(): string {
  if (RELEASE_VERSIONS === undefined) {
    throw new Error("This bundle brings no versions: there is nothing that a verdict could name.");
  }
  return RELEASE_VERSIONS.verifier;
}
