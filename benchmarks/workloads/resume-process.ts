/**
 * B3: a new process resumes a stored piece and shows its result, with a compiler that throws when
 * it is asked for.
 */
import { Agreement } from "../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../harness/benchmark.ts";
import { measureInterleaved } from "../harness/contender.ts";
import { CounterGates } from "../harness/counter-gates.ts";
import { runDeno } from "../harness/process-powers.ts";
import { openSubject, SPACE, withDirectory } from "../harness/subject-powers.ts";
import { patternProgram, SAMPLE_VALUES } from "../samples/pattern-program.ts";
import { programOf } from "../samples/program.ts";
import { PIECE_CAUSE } from "../samples/stored-piece.ts";
import { rowsOf } from "./rows-of.ts";

const MODULES = 7;
const PERMISSIONS = ["--allow-read", "--allow-write", "--allow-env"];

export const resumeProcess: Benchmark = {
  id: "B3",
  run: (settings) => withDirectory(run(settings)),
};

function run({ quick }: BenchmarkSettings) {
  return async (directory: string): Promise<BenchmarkReport> => {
    await storePiece(directory);
    const agreement = new Agreement();
    const gates = new CounterGates({ typescriptLoads: 0, programsCreated: 0, authoredParses: 0 });
    let databases = 0;
    const values = JSON.stringify(SAMPLE_VALUES);
    const measured = await measureInterleaved([
      {
        name: "resume",
        role: "subject",
        sample: async () => {
          const script = fileOf("../processes/resume-piece.ts");
          const { ms, stdout } = await runDeno([...PERMISSIONS, script, directory]);
          const { total, counters } = JSON.parse(stdout) as {
            total: number;
            counters: Record<string, number>;
          };
          gates.observe(counters);
          agreement.prove("resume", "total", total);
          return ms;
        },
      },
      {
        name: "load-process",
        role: "floor",
        caveat: "reads, digests and evaluates; no cells, no scheduler, no verification",
        sample: async () => {
          const script = fileOf("../floors/load-process.ts");
          const database = `${directory}/floor-${databases++}.sqlite`;
          const rows = `${directory}/rows.json`;
          const { ms, stdout } = await runDeno([...PERMISSIONS, script, rows, database, values]);
          const { total } = JSON.parse(stdout) as { total: number };
          agreement.prove("load-process", "total", total);
          return ms;
        },
      },
      {
        name: "ses-only",
        role: "floor",
        sample: async () => (await runDeno([...PERMISSIONS, fileOf("../floors/ses-only.ts")])).ms,
      },
      {
        name: "empty",
        role: "floor",
        sample: async () => (await runDeno([...PERMISSIONS, fileOf("../floors/empty.ts")])).ms,
      },
    ], { samples: quick ? 5 : 30, warmUp: 1 });
    return {
      id: "B3",
      title: "resume of a stored pattern, whole process",
      unit: "one process, run from source with a warm cache of the host",
      measured,
      counters: gates.gates,
      ratios: [
        { of: "resume", minus: "load-process", over: ["empty"], target: 0.7 },
        { of: "resume", over: ["load-process"] },
      ],
      remarks: [
        "The compiler handed to the subject throws when it is asked for.",
        "The subject opens the store, resumes the piece by its address, verifies and evaluates 7 " +
        "modules, runs its computations and prints the result.",
      ],
    };
  };
}

async function storePiece(directory: string): Promise<void> {
  const { runtime } = await openSubject(directory);
  const program = programOf(patternProgram(MODULES, 0));
  const { compiled } = await runtime.patterns.compileAndRegisterModules(program, { space: SPACE });
  const rows = JSON.stringify([...rowsOf(compiled)]);
  await Deno.writeTextFile(`${directory}/rows.json`, rows);
  const pattern = await runtime.patterns.compileOrGetPattern(program, { space: SPACE });
  const result = runtime.getCell(SPACE, PIECE_CAUSE, { schema: pattern.resultSchema });
  await runtime.editWithRetry((tx) =>
    void runtime.run(tx, pattern, { values: SAMPLE_VALUES }, result)
  );
  await result.pull();
  await runtime.settled();
  await runtime.dispose();
}

function fileOf(relative: string): string {
  return new URL(relative, import.meta.url).pathname;
}
