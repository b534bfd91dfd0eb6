/** What fingerprints need of the platform. */
import type { Sha256 } from "@commonfabric/canonical";

/** Tells whether a file may have changed without reading it. */
export interface FileStamp {
  readonly size: number;
  readonly mtimeMs: number;
  readonly inode: number;
}

/** Files are named by `file:` URLs. */
export interface FingerprintPowers {
  /** Text of a file; `undefined` when it cannot be read. */
  readText(url: string): string | undefined;
  /** `undefined` when the file does not exist. */
  stamp(url: string): FileStamp | undefined;
  /** The digest cache of this machine: hints that spare reading, kept outside every store. */
  readonly digestCache: {
    read(): string | undefined;
    /** Replaces the whole text atomically; a failure loses time only. */
    write(text: string): void;
  };
  nowMs(): number;
  readonly sha256: Sha256;
}
