/** The versions of the sources, and how a bundle of them gets to know them. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import type { ReleaseVersions } from "@commonfabric/contract";
import { PINNED, pinnedVersion, readToolchain } from "@commonfabric/runner";

const VERSIONS_MARK = `"@@release-versions@@"`;

/** @throws {Error} when a fingerprint is unavailable */
export function releaseVersions(): ReleaseVersions {
  const { runtimeVersion, verifierVersion, fingerprints } = readToolchain();
  const { host, sched } = fingerprints?.() ?? {};
  if (runtimeVersion === undefined || host === undefined || sched === undefined) {
    throw new Error("The sources have no fingerprint: a release would share nothing with them.");
  }
  const pinned = Object.fromEntries(PINNED.map((name) => [name, pinnedVersion(name) ?? ""]));
  return { toolchain: runtimeVersion, verifier: verifierVersion, host, sched, pinned };
}

/** Writes `versions` into the bundle in `directory`. @throws {Error} unless exactly one file has the mark */
export async function embedVersions(directory: string, versions: ReleaseVersions): Promise<void> {
  const text = JSON.stringify(JSON.stringify(versions));
  let replaced = 0;
  for (const name of await readdir(directory)) {
    if (!name.endsWith(".js")) continue;
    const file = `${directory}/${name}`;
    const parts = (await readFile(file, "utf8")).split(VERSIONS_MARK);
    if (parts.length === 1) continue;
    replaced += parts.length - 1;
    await writeFile(file, parts.join(text));
  }
  if (replaced !== 1) throw new Error(`The place of the versions was found ${replaced} times.`);
}
