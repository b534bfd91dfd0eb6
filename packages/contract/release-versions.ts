/**
 * What a release build knows of the sources that it was made of. Run from its sources, an
 * installation computes the same values; a release has no sources to compute them from.
 */

/** Versions and fingerprints of a release. */
export interface ReleaseVersions {
  /** Toolchain fingerprint, part of the keys of compiled documents. */
  readonly toolchain: string;
  readonly verifier: string;
  /** Fingerprints of observations. */
  readonly host: string;
  readonly sched: string;
  /** Exact versions of npm packages, by name. */
  readonly pinned: Readonly<Record<string, string>>;
}

/**
 * The versions of this release; `undefined` where the program runs from its sources. The text is
 * what `deno task release` replaces in its bundle.
 */
export const RELEASE_VERSIONS: ReleaseVersions | undefined = versionsIn("@@release-versions@@");

function versionsIn(text: string): ReleaseVersions | undefined {
  return text.startsWith("{") ? JSON.parse(text) as ReleaseVersions : undefined;
}
