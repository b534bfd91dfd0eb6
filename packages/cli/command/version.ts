/** What `cf --version` prints: this command, its platform, and the toolchain behind the cache keys. */
import { pinnedVersion, readToolchain } from "@commonfabric/runner";
import manifest from "../deno.json" with { type: "json" };
import type { CommandPowers } from "./command-powers.ts";

export interface VersionReport {
  readonly format: "cf.version/1";
  readonly cf: string;
  readonly deno: string;
  readonly v8: string;
  /** Versions that the import map pins; `unknown` where it cannot be read. */
  readonly typescript: string;
  readonly ses: string;
  /** `null` when the toolchain cannot be fingerprinted; compiled documents are then not kept. */
  readonly runtimeVersion: string | null;
}

const UNKNOWN = "unknown";

/** Versions of this installation. TypeScript is named, not loaded. */
export function versionReport(powers: CommandPowers): VersionReport {
  const { deno, v8 } = powers.platformVersions;
  return {
    format: "cf.version/1",
    cf: manifest.version,
    deno,
    v8,
    typescript: pinnedVersion("typescript") ?? UNKNOWN,
    ses: pinnedVersion("ses") ?? UNKNOWN,
    runtimeVersion: readToolchain().runtimeVersion ?? null,
  };
}
