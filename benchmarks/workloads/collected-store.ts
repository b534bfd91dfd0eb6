/**
 * M6: the file of a space in which the bodies of a superseded toolchain were collected, beside that of
 * a space that never had them. All texts of the two generations differ, except the sources.
 */
import { encodeUtf8, nodeSha256 } from "@commonfabric/canonical";
import {
  buildSourceDocs,
  collectGarbage,
  type CompiledChecks,
  type CompiledDoc,
  type SourceDoc,
  writeClosure,
} from "@commonfabric/compilation-cache";
import { rebuildDocuments } from "@commonfabric/runner";
import { blobHash, sqliteStores } from "@commonfabric/storage";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../harness/benchmark.ts";
import { closureChecks } from "../harness/closure-checks-powers.ts";
import { measureInterleaved } from "../harness/contender.ts";
import { CounterGates } from "../harness/counter-gates.ts";
import { fileBytes } from "../harness/file-bytes-powers.ts";
import { openSubject, SPACE, withDirectory } from "../harness/subject-powers.ts";
import { fiftyModules } from "../samples/fifty-modules.ts";
import { programOf } from "../samples/program.ts";

const SUPERSEDED = "t1-superseded";
const KIB = 1_024;

export const collectedStore: Benchmark = { id: "M6", run };

interface Generations {
  readonly sources: readonly SourceDoc[];
  readonly current: readonly CompiledDoc[];
  readonly superseded: readonly CompiledDoc[];
  readonly checks: CompiledChecks;
}

async function run({ quick }: BenchmarkSettings): Promise<BenchmarkReport> {
  const gates = new CounterGates({
    "documents of the superseded toolchain": 0,
    "other documents that are lost": 0,
  });
  const measured = await withDirectory(async (directory) => {
    const generations = await compileGenerations(directory);
    const sizeOf = (had: boolean) => withDirectory((own) => fileSize(own, generations, had, gates));
    return await measureInterleaved([
      { name: "collected", role: "subject", unit: "KiB", sample: () => sizeOf(true) },
      { name: "never had them", role: "baseline", unit: "KiB", sample: () => sizeOf(false) },
    ], { samples: quick ? 1 : 3, warmUp: 0 });
  });
  return {
    id: "M6",
    title: "a store after the collection of a superseded toolchain generation, fifty modules",
    unit: "the closed file of the space",
    measured,
    counters: gates.gates,
    ratios: [{ of: "collected", over: ["never had them"], target: 1.1, gates: true }],
    remarks: ["Free pages are given back by the collection; pages that are half empty stay so."],
  };
}

async function compileGenerations(directory: string): Promise<Generations> {
  const { runtime } = await openSubject(directory);
  const program = programOf(fiftyModules());
  const sources = buildSourceDocs((await runtime.engine.compileToRecordGraph(program)).sources);
  const checks = closureChecks(directory);
  const { runtimeVersion } = checks;
  const main = program.main;
  const current = await rebuildDocuments(runtime.engine, { main, sources, runtimeVersion });
  await runtime.dispose();
  if (current === undefined) throw new Error("The program does not compile.");
  return { sources, current, superseded: current.map(supersededDoc), checks };
}

/** The document as another toolchain would have made it: other texts of about the same size. */
function supersededDoc(doc: CompiledDoc): CompiledDoc {
  const code = `${doc.code}// ${SUPERSEDED}\n`;
  const bodyHash = blobHash(encodeUtf8(code), nodeSha256);
  const verdict = { ...doc.verdict, bodyHash };
  const sourceMap = `${doc.sourceMap} `;
  return { ...doc, code, sourceMap, runtimeVersion: SUPERSEDED, verdict, bodyHash };
}

async function fileSize(
  directory: string,
  { sources, current, superseded, checks }: Generations,
  hadSuperseded: boolean,
  gates: CounterGates,
): Promise<number> {
  const stores = sqliteStores(directory);
  const store = await stores(SPACE);
  const entry = sources.find(({ filename }) => filename === "/main.ts")!.identity;
  const port = { store, isLabelled: false, commit: store.commit.bind(store) };
  let transactions = 0;
  const powers = { sha256: nodeSha256, newTxId: () => `bench-${transactions++}` };
  if (hadSuperseded) {
    await writeClosure(port, { ...checks, entry, sources, compiled: superseded }, powers);
  }
  await writeClosure(port, { ...checks, entry, sources, compiled: current }, powers);
  if (hadSuperseded) {
    const { runtimeVersion } = checks;
    await collectGarbage(port, { ...powers, runtimeVersion, keepVersions: 0 });
    const tags = (await store.list({ limit: 10_000, tagPrefix: "" })).map(({ tag }) => tag!);
    const lost = sources.length + 2 * current.length + 1 - tags.length;
    gates.observe({
      "documents of the superseded toolchain": tags.filter((tag) =>
        tag.includes(SUPERSEDED)
      ).length,
      "other documents that are lost": lost,
    });
  }
  await stores.close();
  return fileBytes(stores.fileOf(SPACE)) / KIB;
}
