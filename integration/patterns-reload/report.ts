/** What the processes of this suite are told, and the one JSON document that each prints. */
import type { Counters } from "@commonfabric/contract";
import type { LoggedEvent } from "@commonfabric/runner";

export interface PieceAddress {
  readonly space: string;
  readonly id: string;
}

/** The store of a process, and whether it has the key of it. */
export interface StoreSpec {
  readonly store: string;
  /** Runs without an attestation key: bodies of the store are verified again. */
  readonly withoutKey?: boolean;
}

/** Arguments of process A: load from source, make a notebook, add notes, exit. */
export interface CreateSpec extends StoreSpec {
  /** Path of the entry module. */
  readonly main: string;
  /** Names the piece: the same cause, the same piece. */
  readonly cause: string;
  readonly notes: number;
  /** Decides the order in which the notes are sent; in their own without it. */
  readonly seed?: number;
  /** Ends the process with SIGKILL after this many commits. */
  readonly killAfterCommits?: number;
}

/** Arguments of process B: load programs, resume a piece by address, add notes. */
export interface ResumeSpec extends StoreSpec {
  /** Entry modules that are loaded from source first, in this order. */
  readonly load?: readonly string[];
  readonly resume?: PieceAddress;
  readonly notes?: number;
}

/** Arguments of process C: write the body of one note, counted from 0. */
export interface EditSpec extends StoreSpec {
  readonly piece: PieceAddress;
  readonly note: number;
  readonly body: string;
}

/** A piece at rest. */
export interface Snapshot {
  readonly name: string;
  readonly rows: number;
  readonly rowIds: readonly string[];
  readonly stateDigest: string;
  readonly viewDigest: string;
}

/** What happened in one part of a process: events and counters of that part alone. */
export interface Part {
  readonly events: readonly LoggedEvent[];
  readonly counters: Readonly<Record<string, number>>;
}

export interface LoadedProgram extends Part {
  readonly entry: string;
  /** Identity by path. */
  readonly modules: Readonly<Record<string, string>>;
}

export interface ProcessReport {
  readonly ok: boolean;
  /** Message of what ended the process. */
  readonly error?: string;
  /** In the order of the arguments. */
  readonly loaded: readonly LoadedProgram[];
  readonly piece?: PieceAddress;
  readonly resumed?: Part & { readonly snapshot: Snapshot };
  readonly edited?: Part & { readonly snapshot: Snapshot };
  /** Pieces whose last runs read what process C wrote. */
  readonly affected?: readonly PieceAddress[];
  /** Over the whole process. */
  readonly counters: Counters;
  readonly events: readonly LoggedEvent[];
  /** What guest code wrote to its console. */
  readonly console: readonly string[];
  /** Messages of reported errors. */
  readonly errors: readonly string[];
  readonly commits: number;
  readonly ms: number;
}
