/** What a computation of identities is given beside the program. */
import { nodeSha256, type Sha256 } from "@commonfabric/canonical";
import {
  AUTHORED_HOST_NAMES,
  type Counters,
  type HostTable,
  hostTableOfNames,
} from "@commonfabric/contract";
import type { IdentityMemo } from "./identity-memo.ts";
import { scanImports } from "./scan/scan-edges.ts";
import type { EdgeSource } from "./types.ts";

/** Everything that identity needs from its host. */
export interface IdentityOptions {
  readonly hosts: HostTable;
  readonly edges: EdgeSource;
  readonly sha256: Sha256;
  /** Digests and nodes of earlier computations; without it every text is hashed again. */
  readonly identityMemo?: IdentityMemo;
  readonly counters?: Counters;
}

const DEFAULTS: IdentityOptions = {
  hosts: hostTableOfNames(AUTHORED_HOST_NAMES),
  edges: { scan: scanImports },
  sha256: nodeSha256,
};

/** `given` completed: the host names of every host, the lexical scan, SHA-256 of the platform. */
export function identityOptions(given: Partial<IdentityOptions> = {}): IdentityOptions {
  return { ...DEFAULTS, ...given };
}
