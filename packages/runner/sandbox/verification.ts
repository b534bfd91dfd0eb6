/**
 * The loader's side of the verifier: which bodies were checked in this process, and the proof that
 * a whole graph was. Both are object identities in weak tables; nothing that a caller builds or
 * stores can stand in for them.
 */
import type {
  ModuleGraph,
  ModuleSurfaces,
  Rejection,
  ResolvedExports,
  Verdict,
} from "@commonfabric/sandbox-verifier";
import type { SourceMap } from "@commonfabric/js-compiler";
import { moduleRecordKey } from "@commonfabric/contract";
import type { RecordGraph } from "./record-graph.ts";
import { hostOfRecord, type RecordKey, type VirtualModuleRecord } from "./records.ts";
import { makeProof, type VerificationProof } from "./verification-proof.ts";

/** The verifier as the loader uses it, under one policy. Its identity stands for that policy. */
export interface ModuleVerifier {
  verifyBody(
    body: string,
    options: {
      readonly specifier: string;
      readonly declaredImports?: Iterable<string>;
      readonly authoredPath?: string;
      /** Asked for when a position of the body is reported. */
      readonly sourceMap?: () => SourceMap | undefined;
    },
  ): Verdict | Rejection;
  /** Whether a verdict is of this verifier's version and policy. */
  isCurrent(verdict: Verdict): boolean;
  /** @throws when a check across records fails */
  verifyGraph(graph: ModuleGraph, verdicts: ReadonlyMap<RecordKey, Verdict>): void;
  resolveExports(surfaces: ModuleSurfaces): ResolvedExports;
  /** The error of a refused body. */
  rejectionError(rejection: Rejection, specifier: string, authoredPath: string): Error;
}

/** Thrown for a graph without a proof that holds where none can be made. */
export class UnverifiedGraphError extends Error {
  override readonly name = "UnverifiedGraphError";
}

interface ProvenBody {
  readonly body: string;
  readonly verifier: ModuleVerifier;
}

const provenBodies = new WeakMap<Verdict, ProvenBody>();

/** Checks one body. An accepting verdict is remembered together with the very body it is about. */
export function verifyBody(
  verifier: ModuleVerifier,
  body: string,
  options: Parameters<ModuleVerifier["verifyBody"]>[1],
): Verdict | Rejection {
  const answer = verifier.verifyBody(body, options);
  if (!answer.ok) return answer;
  // The memo of the verifier may give one object for equal bodies; each proof needs its own.
  const verdict = Object.freeze({ ...answer });
  provenBodies.set(verdict, { body, verifier });
  return verdict;
}

/**
 * Takes the verdict that an attestation covers instead of checking `body` again. `undefined` when it
 * is about another text, or of another version or policy: then the body is to be verified.
 */
export function takeAttestedVerdict(
  verifier: ModuleVerifier,
  body: string,
  attested: Verdict,
  hashOf: (body: string) => string,
): Verdict | undefined {
  if (!verifier.isCurrent(attested) || attested.bodyHash !== hashOf(body)) return undefined;
  const verdict = Object.freeze({ ...attested });
  provenBodies.set(verdict, { body, verifier });
  return verdict;
}

interface ProvenRecord {
  readonly record: VirtualModuleRecord;
  readonly body: string | undefined;
  readonly verdict: Verdict | undefined;
}

interface ProvenGraph {
  readonly records: ReadonlyMap<RecordKey, ProvenRecord>;
  readonly exports: ResolvedExports;
}

const proofs = new WeakMap<VerificationProof, ProvenGraph>();
/** A graph whose proof holds, and the links that the verifier resolved in it. */
export interface VerifiedGraph {
  readonly graph: RecordGraph & { readonly proof: VerificationProof };
  readonly exports: ResolvedExports;
}

/**
 * Verifies every body that was not verified yet, then the graph from `entry`. The result carries
 * the verdicts of the verifier, whatever verdicts came in.
 * @throws the verifier's error for a refused body or graph
 */
export function verifyRecordGraph(
  given: Omit<RecordGraph, "proof">,
  entry: RecordKey,
  verifier: ModuleVerifier,
): VerifiedGraph {
  const verdicts = new Map<RecordKey, Verdict>();
  for (const [key, body] of given.bodies) {
    verdicts.set(key, provenVerdict(given, key, body, verifier));
  }
  // Each of these verdicts was proven to be about the very body: none is hashed once more.
  const attested = new Set(verdicts.keys());
  verifier.verifyGraph({ ...moduleGraph(given, entry), attested }, verdicts);
  const records = new Map<RecordKey, ProvenRecord>();
  for (const [key, record] of given.records) {
    const body = given.bodies.get(key);
    if (body === undefined && hostOfRecord(record) === undefined) {
      throw new UnverifiedGraphError(`Record ${key} has neither a body nor a host module`);
    }
    freezeRecord(record);
    records.set(key, { record, body, verdict: verdicts.get(key) });
  }
  const exports = verifier.resolveExports(surfacesOf({ ...given, verdicts }));
  const proof = makeProof();
  proofs.set(proof, { records, exports });
  return { graph: { ...given, verdicts, proof }, exports };
}

/** What was checked is what is loaded: a proof knows a record by its identity alone. */
function freezeRecord(record: VirtualModuleRecord): void {
  for (const part of [record.imports, record.exports, record.resolutions]) Object.freeze(part);
  Object.freeze(record);
}

function surfacesOf(graph: Omit<RecordGraph, "proof">): ModuleSurfaces {
  const hosts = new Map<RecordKey, readonly string[]>();
  for (const [key, record] of graph.records) {
    if (hostOfRecord(record) !== undefined) hosts.set(key, record.exports);
  }
  return { verdicts: graph.verdicts, edges: graph.edges, hosts };
}

/** The graph with all that the verifier's checks and export resolution read. */
function moduleGraph(graph: Omit<RecordGraph, "proof">, entry: RecordKey): ModuleGraph {
  const paths = new Map<RecordKey, string>();
  for (const [identity, path] of graph.pathByIdentity) paths.set(moduleRecordKey(identity), path);
  return {
    entry,
    records: graph.records,
    bodies: graph.bodies,
    paths,
    edges: graph.edges,
    sourceOnly: graph.sourceOnly,
  };
}

/**
 * `graph` with its links when its proof holds, else `undefined`: it has none, or a record, body or
 * verdict was exchanged after the check.
 */
export function provenGraph(graph: RecordGraph): VerifiedGraph | undefined {
  const { proof } = graph;
  const proven = proof === undefined ? undefined : proofs.get(proof);
  if (proof === undefined || proven?.records.size !== graph.records.size) return undefined;
  for (const [key, { record, body, verdict }] of proven.records) {
    if (graph.records.get(key) !== record || graph.bodies.get(key) !== body) return undefined;
    if (graph.verdicts.get(key) !== verdict) return undefined;
  }
  return { graph: { ...graph, proof }, exports: proven.exports };
}

function provenVerdict(
  graph: Omit<RecordGraph, "proof">,
  key: RecordKey,
  body: string,
  verifier: ModuleVerifier,
): Verdict {
  const claimed = graph.verdicts.get(key);
  const proven = claimed === undefined ? undefined : provenBodies.get(claimed);
  if (
    claimed !== undefined && proven?.body === body && proven.verifier === verifier
  ) return claimed;
  const path = pathOfKey(graph, key);
  const declaredImports = [...graph.edges.get(key)?.keys() ?? []];
  const answer = verifyBody(verifier, body, {
    specifier: key,
    declaredImports,
    authoredPath: path,
  });
  if (!answer.ok) throw verifier.rejectionError(answer, key, path);
  return answer;
}

/** Authored path of an authored record; the key itself where the graph does not know it. */
export function pathOfKey(graph: Pick<RecordGraph, "pathByIdentity">, key: RecordKey): string {
  return graph.pathByIdentity.get(identityOfKey(key)) ?? key;
}

const MODULE_KEY_PREFIX = moduleRecordKey("");

/** The identity in an authored record key. */
export function identityOfKey(key: RecordKey): string {
  return key.slice(MODULE_KEY_PREFIX.length);
}

/** True for the key of an authored module. */
export function isModuleKey(key: RecordKey): boolean {
  return key.startsWith(MODULE_KEY_PREFIX);
}
