/** Exit codes of the `cf` command. */

export const EXIT = Object.freeze({
  ok: 0,
  /** Checked and failed: diagnostics, a failed expectation, a runtime error, not found. */
  failed: 1,
  /** Unknown verb or option, malformed payload. */
  usage: 2,
  missingPackage: 3,
  tampered: 4,
  network: 5,
  offline: 6,
  packageCompile: 7,
  pinDrift: 8,
  internal: 70,
  interrupted: 130,
}) as Readonly<Record<ExitName, number>>;

/** Names of the exit codes. */
export type ExitName =
  | "ok"
  | "failed"
  | "usage"
  | "missingPackage"
  | "tampered"
  | "network"
  | "offline"
  | "packageCompile"
  | "pinDrift"
  | "internal"
  | "interrupted";
