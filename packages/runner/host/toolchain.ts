/** What is told of an installation, and the names of what it is told by. */
import type { RuntimeFingerprints } from "../observations/observer.ts";

/** The npm packages that sources of a fingerprint import. */
export const PINNED: readonly string[] = [
  "@jridgewell/trace-mapping",
  "acorn",
  "ses",
  "source-map-js",
  "typescript",
];

/** Every declaration file that is served to the compiler. */
export const TYPE_LIBRARIES: readonly string[] = [
  "commonfabric-cfc.d.ts",
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
  /** What observations are stored and accepted under; without it none is. */
  readonly fingerprints?: () => RuntimeFingerprints;
}
