/** The graph of records that the loader takes. */
import type { Sites } from "@commonfabric/contract";
import type { SourceMap } from "@commonfabric/js-compiler";
import type { Identity } from "@commonfabric/module-identity";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import type { RecordKey, VirtualModuleRecord } from "./records.ts";
import type { VerificationProof } from "./verification-proof.ts";

/** Everything that a load needs, by record key. */
export interface RecordGraph {
  readonly records: ReadonlyMap<RecordKey, VirtualModuleRecord>;
  readonly verdicts: ReadonlyMap<RecordKey, Verdict>;
  readonly bodies: ReadonlyMap<RecordKey, string>;
  /** Identity edges: specifier -> record key of the target. A body can reach nothing else. */
  readonly edges: ReadonlyMap<RecordKey, ReadonlyMap<string, RecordKey>>;
  /** Keys of declaration and data nodes, which are never runtime targets. */
  readonly sourceOnly: ReadonlySet<RecordKey>;
  readonly identityByPath: ReadonlyMap<string, Identity>;
  readonly pathByIdentity: ReadonlyMap<Identity, string>;
  readonly maps: ReadonlyMap<RecordKey, () => SourceMap | undefined>;
  readonly sitesByIdentity: ReadonlyMap<Identity, () => Sites | undefined>;
  /** Texts of data files by specifier, of the modules that read some. */
  readonly data?: ReadonlyMap<RecordKey, ReadonlyMap<string, string>>;
  /** Without a proof that holds, the loader verifies the graph itself. */
  readonly proof?: VerificationProof;
}
