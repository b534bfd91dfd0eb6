/** The checks of one observation, in their order. The first that fails names the reason. */
import type { ObservationRejections } from "@commonfabric/contract";
import type { Seq } from "@commonfabric/storage";
import type { ComputationSpec } from "../scheduler/node.ts";
import type { Version } from "../transactions/versions.ts";
import { readPart } from "../transactions/read-part.ts";
import type { Address } from "../types.ts";
import { addressOfPlace } from "./places.ts";
import type { Observation, ObservedChild, ObservedPlace, ObservedRead } from "./observation.ts";
import type { RestoredNode } from "./resume-source.ts";
import { acceptsBound } from "./run-record.ts";
import type { ScopeKeys } from "../transactions/scope-keys.ts";
import type { ValueDigests } from "./value-digests.ts";

export type Rejection = keyof ObservationRejections;

/** A stored row with the sequence number of its commit. */
export interface Row {
  readonly seq: Seq;
  readonly observation: Observation;
}

/** What the checks are made against. */
export interface ObservedWorld {
  readonly fingerprints: { readonly host: string | undefined; readonly sched: string | undefined };
  readonly digests: ValueDigests;
  readonly scopes: ScopeKeys;
  /** The current version; `undefined` when the document, or its space, is not there. */
  readonly version: (address: Address) => Version | undefined;
  /** Whether the pattern that was applied stands where it did, and can be found. */
  readonly isInPlace: (child: ObservedChild) => boolean;
}

/** The state of the node `spec` from its row, or why it has to run. */
export function acceptObservation(
  row: Row | undefined,
  spec: ComputationSpec,
  world: ObservedWorld,
): RestoredNode | Rejection {
  if (row === undefined || spec.observed === undefined) return "absent";
  const { observation: it } = row;
  if (it.status !== "ok" || it.kind !== spec.observed.kind) return "absent";
  if (it.impl !== spec.implementation) return "implementation";
  const { host, sched } = world.fingerprints;
  if (host === undefined || it.host !== host) return "fingerprint";
  if (sched === undefined || it.sched !== sched) return "fingerprint";
  const [bound, ...rest] = it.reads;
  if (bound === undefined || !acceptsBound(spec.observed, bound.digest)) return "reads";
  const reads = rest.map((read) => ({ ...read, address: addressOfPlace(read, world.scopes) }));
  for (const read of reads) {
    if (read.address === undefined || !isEqual(world, read.address, read)) return "reads";
  }
  const writes: Address[] = [];
  for (const output of it.outputs) {
    const address = outputAddress(world, row, output);
    if (address === undefined) return "outputs";
    writes.push(address);
  }
  if (!it.children.every(world.isInPlace)) return "outputs";
  return {
    reads: reads.map(({ address, depth, part }) => ({
      address: address!,
      depth,
      part: part ?? "value",
    })),
    writes,
    children: it.children,
  };
}

function outputAddress(
  world: ObservedWorld,
  row: Row,
  output: ObservedPlace & { readonly seq: Seq | "this commit" },
): Address | undefined {
  const address = addressOfPlace(output, world.scopes);
  if (address === undefined) return undefined;
  // A row goes with the writes of its run only where both are of one space.
  const seq = output.seq !== "this commit" ? output.seq : row.seq;
  const { digest } = output;
  return isEqual(world, address, { depth: "deep", seq, digest }) ? address : undefined;
}

/** An equal sequence number is an equal document; else the place alone counts. */
function isEqual(
  world: ObservedWorld,
  address: Address,
  { depth, seq, digest, part }: Pick<ObservedRead, "depth" | "seq" | "digest" | "part">,
): boolean {
  const version = world.version(address);
  if (version === undefined) return false;
  // A document that nobody has written may show what the program declares, and that changes with it.
  if (version.seq !== "absent" && version.seq === seq) return true;
  return world.digests.of(
    readPart(version.document, part ?? "value", address.path),
    depth,
  ) === digest;
}
