/** What a computation of identities is given beside the program. */
import type { Sha256 } from "@commonfabric/canonical";
import type { Counters, HostTable } from "@commonfabric/contract";
import type { IdentityMemo } from "./identity-memo.ts";
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
