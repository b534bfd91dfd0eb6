/**
 * B10: the stored closure of a hundred modules is read with every check of its documents, and the
 * documents of five new modules are written back; beside the same rows in plain SQL.
 */
import { nodeSha256 } from "@commonfabric/canonical";
import {
  buildCompiledDoc,
  buildSourceDocs,
  cacheDocumentKey,
  type ClosureWrite,
  type CompiledChecks,
  compiledDocKey,
  loadAttestedClosure,
  writeClosure,
} from "@commonfabric/compilation-cache";
import type { CompiledGraph } from "@commonfabric/runner";
import { type CommitBatch, type SpaceStore, sqliteStores } from "@commonfabric/storage";
import { SqlFloor } from "../floors/sql.ts";
import { sha256All } from "../floors/sha256.ts";
import { Agreement } from "../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../harness/benchmark.ts";
import { type Contender, measureInterleaved } from "../harness/contender.ts";
import { closureChecks, writingPort } from "../harness/closure-checks-powers.ts";
import { CounterGates } from "../harness/counter-gates.ts";
import { openSubject, SPACE, withDirectory } from "../harness/subject-powers.ts";
import { LayeredProgram } from "../samples/layered-modules.ts";
import { patternProgram } from "../samples/pattern-program.ts";
import { programOf } from "../samples/program.ts";
import { rowsOf, rowsOfBatch } from "./closure-rows.ts";

const READ = new LayeredProgram([1, 4, 15, 80], 250);
const WRITTEN = 5;
const WARM_UP = 10;

export const closureStore: Benchmark = {
  id: "B10",
  run: (settings) => withDirectory(run(settings)),
};

function run({ quick }: BenchmarkSettings) {
  return async (directory: string): Promise<BenchmarkReport> => {
    const samples = quick ? 5 : 100;
    const { read, writes } = await compileSamples(directory, WARM_UP + samples);
    const store = await sqliteStores(directory)(SPACE);
    const floor = new SqlFloor(`${directory}/floor.sqlite`);
    const reads = new CounterGates({
      "batched reads of documents": READ.depth,
      "reads of texts": 1,
    });
    const commits = new CounterGates({ "commits of a write-back": 1 });
    const parts = { store, floor, agreement: new Agreement() };
    const checks = closureChecks(directory);
    const measured = [
      ...await measureInterleaved(
        await readers(read, checks, { ...parts, gates: reads }),
        { samples, warmUp: WARM_UP },
      ),
      ...await measureInterleaved(writers(writes, checks, { ...parts, gates: commits }), {
        samples,
        warmUp: WARM_UP,
      }),
    ];
    floor.close();
    await store.close();
    return {
      id: "B10",
      title: `closure of ${READ.count} modules read, ${WRITTEN} modules written back`,
      unit: "one closure, SQLite with synchronous=FULL",
      measured,
      counters: [...reads.gates, ...commits.gates],
      ratios: [
        { of: "closure read", over: ["sql read"], target: 1.5, gates: true },
        { of: "rows by the store", over: ["sql read"] },
        { of: "write-back", over: ["sql write"], target: 3, gates: true },
      ],
      remarks: [
        `The closure has ${READ.depth} levels: one batched read each, and one of all texts.`,
        "A closure read decodes every document, checks its shape, links and attestation, and " +
        "digests every text; the store alone reads and decodes the same rows.",
        "A profile of a closure read: decoding documents 25 %, attestations 35 % (most of it the " +
        "bytes of the verdict, made anew), digests and text of bodies and maps 25 %, shape and " +
        "links 12 %. Bare reads of the same rows are a tenth.",
      ],
    };
  };
}

interface Parts {
  readonly store: SpaceStore;
  readonly floor: SqlFloor;
  readonly gates: CounterGates;
  readonly agreement: Agreement;
}

interface Samples {
  /** Stored by the session that compiled it. */
  readonly read: CompiledGraph;
  /** Stored by nobody yet. */
  readonly writes: readonly CompiledGraph[];
}

async function compileSamples(directory: string, count: number): Promise<Samples> {
  const { runtime } = await openSubject(directory);
  const { compiled: read } = await runtime.patterns
    .compileAndRegisterModules(programOf(READ.files(0)), { space: SPACE });
  const writes: CompiledGraph[] = [];
  for (let edition = 0; edition < count; edition++) {
    writes.push(
      await runtime.engine.compileToRecordGraph(programOf(patternProgram(WRITTEN, edition))),
    );
  }
  await runtime.dispose();
  return { read, writes };
}

async function readers(
  { entryIdentity, modules }: CompiledGraph,
  checks: CompiledChecks,
  { store, floor, gates, agreement }: Parts,
): Promise<Contender[]> {
  const counted = new CountedReads(store);
  const keys = modules.map(({ identity }) =>
    cacheDocumentKey(compiledDocKey(checks.runtimeVersion, identity), nodeSha256)
  );
  const { documents, texts } = await rowsOf(store, keys);
  floor.insert([...documents, ...texts]);
  const names = [...documents.keys(), ...texts.keys()];
  const bodies = modules.map(({ verdict }) => verdict!.bodyHash);
  return [
    {
      name: "closure read",
      role: "subject",
      sample: async () => {
        counted.reads = counted.blobReads = 0;
        const started = performance.now();
        const { usable, complete } = await loadAttestedClosure(
          counted.store,
          entryIdentity,
          checks,
        );
        const ms = performance.now() - started;
        if (!complete) throw new Error("The closure is not complete.");
        gates.observe({
          "batched reads of documents": counted.reads,
          "reads of texts": counted.blobReads,
        });
        proveTexts("closure read", [...usable.values()].map(({ code }) => code));
        return ms;
      },
    },
    {
      name: "rows by the store",
      role: "baseline",
      caveat: "the same rows in two batched reads: decoded, and nothing checked",
      sample: async () => {
        const started = performance.now();
        await store.read(keys);
        const blobs = await store.readBlobs([...texts.keys()]);
        const ms = performance.now() - started;
        if (blobs.includes(undefined)) throw new Error("A text is missing.");
        return ms;
      },
    },
    {
      name: "sql read",
      role: "floor",
      caveat: "point reads of bytes: nothing is decoded or checked",
      sample: () => {
        const started = performance.now();
        const values = floor.readAll(names);
        const ms = performance.now() - started;
        const byName = new Map(names.map((name, index) => [name, values[index]!]));
        const decoder = new TextDecoder();
        proveTexts("sql read", bodies.map((hash) => decoder.decode(byName.get(hash))));
        return ms;
      },
    },
  ];

  function proveTexts(by: string, found: readonly string[]): void {
    agreement.prove(by, "bodies", sha256All(found).toSorted());
  }
}

function writers(
  compiled: readonly CompiledGraph[],
  checks: CompiledChecks,
  { store, floor, gates, agreement }: Parts,
): Contender[] {
  const closures = compiled.map((one) => closureWriteOf(one, checks));
  const batches: CommitBatch[] = [];
  const turns = { subject: 0, floor: 0 };
  let transactions = 0;
  const powers = { sha256: nodeSha256, newTxId: () => `benchmark:${++transactions}` };
  return [
    {
      name: "write-back",
      role: "subject",
      sample: async () => {
        const turn = turns.subject++;
        const commits: CommitBatch[] = [];
        const port = writingPort(batchesTo(commits, store));
        const started = performance.now();
        const { compiled } = await writeClosure(port, closures[turn]!, powers);
        const ms = performance.now() - started;
        gates.observe({ "commits of a write-back": commits.length });
        if (compiled.length !== WRITTEN) {
          throw new Error(`${compiled.length} modules were written.`);
        }
        batches.push(...commits);
        const rows = commits.flatMap(rowsOfBatch).map(([name]) => name);
        agreement.prove("write-back", `rows of edition ${turn}`, rows.toSorted());
        return ms;
      },
    },
    {
      name: "sql write",
      role: "floor",
      caveat: "inserts the same bytes under the same keys; nothing is compared, signed or indexed",
      sample: () => {
        const turn = turns.floor++;
        const rows = rowsOfBatch(batches[turn]!);
        const names = rows.map(([name]) => name);
        const started = performance.now();
        floor.insert(rows);
        const ms = performance.now() - started;
        const stored = floor.readAll(names);
        const kept = names.filter((_, index) => stored[index]!.length === rows[index]![1].length);
        agreement.prove("sql write", `rows of edition ${turn}`, kept.toSorted());
        return ms;
      },
    },
  ];
}

/** The store, whose commits are added to `commits` as well. */
function batchesTo(commits: CommitBatch[], store: SpaceStore): SpaceStore {
  const recording: Pick<SpaceStore, "space" | "read" | "readBlobs" | "heads" | "commit"> = {
    space: store.space,
    read: (keys) => store.read(keys),
    readBlobs: (hashes) => store.readBlobs(hashes),
    heads: (keys) => store.heads(keys),
    commit: (batch) => (commits.push(batch), store.commit(batch)),
  };
  return recording as SpaceStore;
}

/** A store whose reads are counted. */
class CountedReads {
  reads = 0;
  blobReads = 0;
  readonly store: SpaceStore;

  constructor(store: SpaceStore) {
    const counted: Pick<SpaceStore, "space" | "read" | "readBlobs"> = {
      space: store.space,
      read: (keys) => (this.reads++, store.read(keys)),
      readBlobs: (hashes) => (this.blobReads++, store.readBlobs(hashes)),
    };
    this.store = counted as SpaceStore;
  }
}

function closureWriteOf(
  { entryIdentity, sources, modules }: CompiledGraph,
  { attester, verifyBody, isCurrentVerdict, runtimeVersion }: CompiledChecks,
): ClosureWrite {
  const edges = new Map(sources.map(({ identity, storedEdges }) => [identity, storedEdges]));
  const compiled = modules.map((module) =>
    buildCompiledDoc({
      identity: module.identity,
      filename: module.filename,
      body: module.code,
      verdict: module.verdict!,
      interfaceDigest: module.interfaceDigest,
      emitKey: module.emitKey,
      sourceEdges: edges.get(module.identity)!,
      ...(module.sourceMap === undefined ? {} : { sourceMap: JSON.stringify(module.sourceMap) }),
    }, runtimeVersion)
  );
  const trust = { attester, verifyBody, isCurrentVerdict };
  return { entry: entryIdentity, sources: buildSourceDocs(sources), compiled, ...trust };
}
