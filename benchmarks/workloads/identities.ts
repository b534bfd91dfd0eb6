/**
 * B7: identities of a thousand modules, all of them new, and after one leaf was edited. The scan
 * floor loads the compiler; the subject finds its imports without it.
 */
import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import { type Counters, makeCounters } from "@commonfabric/contract";
import {
  analyzeProgram,
  makeEdgeMemo,
  makeIdentityMemo,
  type ProgramAnalysis,
  scanImports,
} from "@commonfabric/module-identity";
import { scanAll } from "../floors/scan.ts";
import { sha256All } from "../floors/sha256.ts";
import { Agreement } from "../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../harness/benchmark.ts";
import { type Contender, measureInterleaved } from "../harness/contender.ts";
import { CounterGates } from "../harness/counter-gates.ts";
import { denoPeer, type PeerProcess } from "../harness/peer-process-powers.ts";
import { ensurePeers } from "../harness/peers-powers.ts";
import { runProcess } from "../harness/process-powers.ts";
import { countedSince, withDirectory } from "../harness/subject-powers.ts";
import { programOf } from "../samples/program.ts";
import { LayeredProgram } from "../samples/layered-modules.ts";

const SAMPLE = new LayeredProgram([1, 5, 25, 125, 844], 2_500);
const IMPORTERS = SAMPLE.importersOf(SAMPLE.leaf);
const EXPECTED = { sourceDigests: 1, identitiesComputed: 1 + IMPORTERS };

export const identities: Benchmark = { id: "B7", run: (settings) => withDirectory(run(settings)) };

function run(settings: BenchmarkSettings) {
  return async (directory: string): Promise<BenchmarkReport> => {
    const agreement = new Agreement();
    const gates = new CounterGates(EXPECTED);
    const lexer = denoPeer("lex-and-digest.js");
    const measured = await measureInterleaved([
      cold(agreement),
      edited(agreement, gates),
      ...floors(agreement),
      ...peers({ agreement, lexer, directory, settings }),
    ], { samples: settings.quick ? 5 : 40, warmUp: settings.quick ? 1 : 10 });
    await lexer.stop();
    return {
      id: "B7",
      title: `identities of ${SAMPLE.count} modules of 1.8 KB`,
      unit: "all modules",
      measured,
      counters: gates.gates,
      ratios: [
        { of: "cold", over: ["sha256", "scan"], target: 1.5, gates: true },
        { of: "one leaf edited", over: ["cold"], target: 0.06, gates: true },
        { of: "cold", over: ["es-module-lexer and digest"] },
        { of: "cold", over: ["git hash-object"] },
      ],
      remarks: [
        `The edited leaf has ${IMPORTERS} transitive importers.`,
        "Every text of a cold sample is new to the process.",
      ],
    };
  };
}

function cold(agreement: Agreement): Contender {
  let turn = 0;
  return {
    name: "cold",
    role: "subject",
    sample: () => {
      const edition = turn++;
      const program = programOf(SAMPLE.files(edition));
      const started = performance.now();
      const analysis = analyzeProgram(program);
      const ms = performance.now() - started;
      if (!analysis.complete) throw new Error("The sample has no identity.");
      proveDigests(agreement, "cold", edition, digestsOf(analysis));
      proveImports(agreement, "cold", edition, importsOf(analysis));
      return ms;
    },
  };
}

function edited(agreement: Agreement, gates: CounterGates): Contender {
  const counters: Counters = makeCounters();
  const edges = { scan: scanImports, memo: makeEdgeMemo() };
  const options = { identityMemo: makeIdentityMemo(), edges, counters };
  const files = SAMPLE.files(0);
  let before = analyzeProgram(programOf(files), options);
  let turn = 0;
  return {
    name: "one leaf edited",
    role: "subject",
    sample: () => {
      files.set(SAMPLE.leaf, SAMPLE.leafText(++turn));
      const program = programOf(files);
      const countersBefore = { ...counters };
      const started = performance.now();
      const analysis = analyzeProgram(program, options);
      const ms = performance.now() - started;
      gates.observe(
        countedSince(counters, countersBefore, ["sourceDigests", "identitiesComputed"]),
      );
      const known = new Set(before.modules.map(({ identity }) => identity));
      const changed = analysis.modules.filter(({ identity }) => !known.has(identity)).length;
      agreement.prove("the sample", "identities changed", 1 + IMPORTERS);
      agreement.prove("one leaf edited", "identities changed", changed);
      before = analysis;
      return ms;
    },
  };
}

function floors(agreement: Agreement): Contender[] {
  const turns = { sha256: 0, scan: 0 };
  return [
    {
      name: "sha256",
      role: "floor",
      sample: () => {
        const edition = turns.sha256++;
        const texts = [...SAMPLE.files(edition).values()];
        const started = performance.now();
        const digests = sha256All(texts);
        const ms = performance.now() - started;
        proveDigests(agreement, "sha256", edition, digests);
        return ms;
      },
    },
    {
      name: "scan",
      role: "floor",
      caveat:
        "TypeScript's scanner without a tree: it knows no types-only imports and no data files",
      sample: () => {
        const edition = turns.scan++;
        const texts = [...SAMPLE.files(edition).values()];
        const started = performance.now();
        const specifiers = scanAll(texts);
        const ms = performance.now() - started;
        proveImports(agreement, "scan", edition, specifiers);
        return ms;
      },
    },
  ];
}

interface PeerParts {
  readonly agreement: Agreement;
  readonly lexer: PeerProcess;
  readonly directory: string;
  readonly settings: BenchmarkSettings;
}

function peers({ agreement, lexer, directory, settings }: PeerParts): Contender[] {
  let turn = 0;
  let written: Map<string, string> | undefined;
  return [
    {
      name: "es-module-lexer and digest",
      role: "peer",
      caveat: "finds imports of JavaScript; no resolution, no graph, no identity",
      sample: async () => {
        await ensurePeers(settings);
        const edition = turn++;
        const texts = [...SAMPLE.files(edition).values()];
        const { ms, result } = await lexer.ask({ texts });
        const { digests, imports } = result as { digests: string[]; imports: string[][] };
        proveDigests(agreement, "es-module-lexer", edition, digests);
        proveImports(agreement, "es-module-lexer", edition, imports);
        return ms;
      },
    },
    {
      name: "git hash-object",
      role: "peer",
      caveat: "a process that reads the files and hashes each alone; finds no imports",
      sample: async () => {
        written ??= await writeFiles(directory);
        const names = [...written.keys()].map((path) => path.slice(1));
        const args = ["hash-object", "--no-filters", ...names];
        const { ms, stdout } = await runProcess("git", args, { cwd: directory });
        const wanted = [...written.values()].map(gitBlobHash);
        if (stdout.trim() !== wanted.join("\n")) {
          throw new Error("other hashes than Git's own form");
        }
        return ms;
      },
    },
  ];
}

async function writeFiles(directory: string): Promise<Map<string, string>> {
  const files = SAMPLE.files(0);
  for (const [path, text] of files) await Deno.writeTextFile(directory + path, text);
  return files;
}

function gitBlobHash(text: string): string {
  return createHash("sha1").update(`blob ${Buffer.byteLength(text)}\0${text}`).digest("hex");
}

/** Digests of the texts of record: a source digest covers a role and a length as well. */
function digestsOf({ modules }: ProgramAnalysis): string[] {
  return sha256All(modules.map(({ text }) => text));
}

function importsOf({ modules }: ProgramAnalysis): string[][] {
  return modules.map(({ edges }) => edges.map(({ specifier }) => specifier));
}

function proveDigests(
  agreement: Agreement,
  by: string,
  edition: number,
  digests: readonly string[],
): void {
  const all = createHash("sha256").update(digests.toSorted().join()).digest("hex");
  agreement.prove(by, `digests of edition ${edition}`, all);
}

function proveImports(
  agreement: Agreement,
  by: string,
  edition: number,
  imports: readonly (readonly string[])[],
): void {
  const lists = imports.map((specifiers) => specifiers.toSorted().join());
  const all = createHash("sha256").update(lists.toSorted().join(";")).digest("hex");
  agreement.prove(by, `imports of edition ${edition}`, all);
}
