/**
 * M5: what a module takes in a store: its source, its body, its map and its sidecars, against the
 * bytes of its source alone.
 */
import type { StoredDoc } from "@commonfabric/storage";
import { sqliteStores } from "@commonfabric/storage";
import type { Benchmark, BenchmarkReport, CounterGate, Ratio } from "../../harness/benchmark.ts";
import type { Measured } from "../../harness/contender.ts";
import { openSubject, SPACE, withDirectory } from "../../harness/subject-powers.ts";
import { statisticsOf } from "../../harness/statistics.ts";
import { patternFiles } from "../../samples/pattern-files-powers.ts";
import { patternProgram } from "../../samples/pattern-program.ts";
import { programOf } from "../../samples/program.ts";
import type { Program } from "@commonfabric/module-identity";

export const storedBytes: Benchmark = { id: "M5", run };

/** Members of a compiled document whose texts are stored beside it. */
const TEXTS = ["code", "sourceMap", "sites", "summary", "warnings"];

async function run(): Promise<BenchmarkReport> {
  const samples = [
    { name: "ten patterns", programs: patternPrograms() },
    { name: "a program of 7 modules", programs: [programOf(patternProgram(7, 0))] },
  ];
  const measured: Measured[] = [];
  const ratios: Ratio[] = [];
  const counters: CounterGate[] = [];
  const remarks: string[] = [];
  for (const { name, programs } of samples) {
    const sizes = await withDirectory((directory) => sizesOf(directory, programs));
    const row = (what: string, role: "subject" | "floor", bytes: number): Measured => ({
      name: `${what} (${name})`,
      role,
      unit: "KiB",
      statistics: statisticsOf([bytes / 1024]),
    });
    const texts = sizes.source + [...sizes.texts.values()].reduce((sum, bytes) => sum + bytes, 0);
    measured.push(row("stored texts", "subject", texts), row("source", "floor", sizes.source));
    const over = [`source (${name})`];
    ratios.push({ of: `stored texts (${name})`, over, target: 3, gates: true });
    counters.push({
      name: `maps with sourcesContent (${name})`,
      expected: 0,
      actual: sizes.mapsWithContent,
    });
    const parts = [...sizes.texts].map(([part, bytes]) => `${part} ${kibibytes(bytes)}`);
    remarks.push(
      `${name}: source ${kibibytes(sizes.source)}, ${parts.join(", ")}; the documents that name ` +
        `them, verdicts and attestations included, take ${kibibytes(sizes.documents)} more.`,
    );
  }
  return {
    id: "M5",
    title: "stored bytes of modules",
    unit: "all modules of a program: source, body, map and sidecars",
    measured,
    counters,
    ratios,
    remarks: [
      ...remarks,
      "Bodies of patterns hold the schemas of every boundary, which their authors did not write.",
    ],
  };
}

interface StoredSizes {
  readonly source: number;
  /** By the member of the compiled document. */
  readonly texts: ReadonlyMap<string, number>;
  readonly documents: number;
  readonly mapsWithContent: number;
}

async function sizesOf(directory: string, programs: readonly Program[]): Promise<StoredSizes> {
  const { runtime } = await openSubject(directory);
  for (const program of programs) {
    await runtime.patterns.compileAndRegisterModules(program, { space: SPACE });
  }
  await runtime.dispose();
  const store = await sqliteStores(directory)(SPACE);
  const headers = await store.list({ tagPrefix: "", limit: 1_000 });
  const documents = (await store.read(headers.map(({ key }) => key))).map((found) => found!);
  const texts = new Map<string, number>();
  const source = sum(documents.filter(isKind("source")).map((doc) => textOf(doc, "code")!.bytes));
  const compiled = documents.filter(isKind("compiled"));
  for (const part of TEXTS) {
    const bytes = sum(compiled.map((doc) => textOf(doc, part)?.bytes ?? 0));
    if (bytes > 0) texts.set(part, bytes);
  }
  const maps = await store.readBlobs(
    compiled.flatMap((doc) => textOf(doc, "sourceMap")?.hash ?? []),
  );
  const decoder = new TextDecoder();
  const mapsWithContent =
    maps.filter((bytes) => Object.hasOwn(JSON.parse(decoder.decode(bytes)), "sourcesContent"))
      .length;
  await store.close();
  const bytes = sum(headers.map((header) => header.bytes));
  return { source, texts, documents: bytes, mapsWithContent };
}

function isKind(kind: string): (found: StoredDoc) => boolean {
  return ({ doc }) => (doc.value as { kind?: unknown } | undefined)?.kind === kind;
}

function textOf({ doc }: StoredDoc, part: string): { hash: string; bytes: number } | undefined {
  return (doc.value as Record<string, { hash: string; bytes: number } | undefined>)[part];
}

/** Each of the sample patterns as a program. */
function patternPrograms(): Program[] {
  return [...patternFiles()].map(([name, contents]) => ({
    main: name,
    files: [{ name, contents }],
  }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function kibibytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}
