/**
 * B3: `cf run` of a stored piece, whole process: the command is parsed, the store is opened, the
 * piece resumed by its address, its result shown. One more run, outside the clock, has a compiler
 * that throws when it is imported.
 */
import { Agreement } from "../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../harness/benchmark.ts";
import { type Contender, measureInterleaved } from "../harness/contender.ts";
import { CounterGates } from "../harness/counter-gates.ts";
import { ensurePeers, nodeBinary } from "../harness/peers-powers.ts";
import { type ProcessRun, runDeno, runProcess } from "../harness/process-powers.ts";
import { openSubject, SPACE, withDirectory } from "../harness/subject-powers.ts";
import { PRINTING_ENTRY, writeNativeProgram } from "../samples/native-program-powers.ts";
import { buildRelease } from "../../tasks/release/build-release.ts";
import { patternProgram, SAMPLE_VALUES } from "../samples/pattern-program.ts";
import { programOf } from "../samples/program.ts";
import { rowsOf } from "./loads/rows-of.ts";

const MODULES = 7;
const PERMISSIONS = ["--allow-read", "--allow-write", "--allow-env"];
/** The `cf` command. */
export const COMMAND: string = fileOf("../../packages/cli/main-powers.ts");
const NOT_SANDBOXED = "the same modules natively: types stripped, nothing verified, no cells, " +
  "no store, no sandbox";

export const storedRun: Benchmark = { id: "B3", run: (settings) => withDirectory(run(settings)) };

function run(settings: BenchmarkSettings) {
  return async (directory: string): Promise<BenchmarkReport> => {
    const address = await storePiece(directory);
    const agreement = new Agreement();
    const gates = new CounterGates({
      typescriptLoads: 0,
      programsCreated: 0,
      authoredParses: 0,
      "runs without compiler": 1,
    });
    const release = `${directory}/release`;
    await buildRelease(release);
    const released = [`--config=${release}/deno.json`, `${release}/main-powers.js`];
    const command = ["run", "--piece", address, "--store", directory, "--json"];
    const runCommand = async (program: readonly string[]) => {
      const ran = await runDeno([...PERMISSIONS, ...program, ...command]);
      const { result, counters } = JSON.parse(ran.stdout) as RunDocument;
      agreement.prove("cf run", "total", result.total);
      return { ms: ran.ms, counters };
    };
    const withoutCompiler = await runCommand(await unloadableCompiler(directory));
    const measured = await measureInterleaved([
      {
        name: "cf run",
        role: "subject",
        sample: async () => {
          const { ms, counters } = await runCommand(released);
          const { typescriptLoads } = withoutCompiler.counters;
          gates.observe({ ...counters, "runs without compiler": typescriptLoads === 0 ? 1 : 0 });
          return ms;
        },
      },
      {
        name: "cf run from source",
        role: "baseline",
        caveat: "some eight hundred modules instead of a few dozen, and fingerprints computed",
        sample: async () => (await runCommand([COMMAND])).ms,
      },
      ...floors(directory, agreement),
      ...peers(directory, agreement, settings),
    ], { samples: settings.quick ? 3 : 20, warmUp: 1 });
    return {
      id: "B3",
      title: "`cf run` of a stored pattern, whole process",
      unit:
        "one process with a warm cache of the host; the command as `deno task release` makes it",
      measured,
      counters: gates.gates,
      ratios: [
        { of: "cf run", minus: "load-process", over: ["empty"], target: 0.7, gates: true },
        { of: "cf run", minus: "ses-only", over: ["empty"] },
        { of: "cf run", over: ["load-process"] },
        { of: "cf run from source", over: ["load-process"] },
        { of: "cf run", over: ["deno run"] },
        { of: "cf run", over: ["node with compile cache"] },
      ],
      remarks: [
        "The command opens the store, resumes the piece by its address, checks the attestations of " +
        "7 modules and evaluates them, reads the observations of its computations and prints the result.",
        "A profile of the release: more than half is loading 1.9 MB of code in 34 files and the " +
        "node: modules of Deno (crypto, sqlite, fs), a fifth is lockdown and making the runtime, the " +
        "load itself a tenth. Minifying the code changed nothing.",
      ],
    };
  };
}

interface RunDocument {
  readonly result: { readonly total: number };
  readonly counters: Readonly<Record<string, number>>;
}

function floors(directory: string, agreement: Agreement): Contender[] {
  let databases = 0;
  const values = JSON.stringify(SAMPLE_VALUES);
  const rows = `${directory}/rows.json`;
  const processOf = async (file: string) => (await runDeno([...PERMISSIONS, fileOf(file)])).ms;
  return [
    {
      name: "load-process",
      role: "floor",
      caveat: "reads, digests and evaluates; no cells, no scheduler, no verification",
      sample: async () => {
        const script = fileOf("../floors/load-process.ts");
        const database = `${directory}/floor-${databases++}.sqlite`;
        const ran = await runDeno([...PERMISSIONS, script, rows, database, values]);
        return proveTotal("load-process", ran, agreement);
      },
    },
    { name: "ses-only", role: "floor", sample: () => processOf("../floors/ses-only.ts") },
    { name: "empty", role: "floor", sample: () => processOf("../floors/empty.ts") },
  ];
}

function peers(
  directory: string,
  agreement: Agreement,
  settings: BenchmarkSettings,
): Contender[] {
  const program = `${directory}/native`;
  return [
    {
      name: "deno run",
      role: "peer",
      caveat: NOT_SANDBOXED,
      sample: async () => {
        const imports = `--import-map=${program}/imports.json`;
        const flags = ["--no-config", "--node-modules-dir=none", imports];
        return proveTotal(
          "deno",
          await runDeno([...flags, `${program}/${PRINTING_ENTRY}`]),
          agreement,
        );
      },
    },
    {
      name: "node with compile cache",
      role: "peer",
      caveat: NOT_SANDBOXED,
      sample: async () => {
        await ensurePeers(settings);
        const env = { NODE_COMPILE_CACHE: `${program}/cache` };
        const ran = await runProcess(nodeBinary(), [`${program}/${PRINTING_ENTRY}`], { env });
        return proveTotal("node", ran, agreement);
      },
    },
  ];
}

function proveTotal(by: string, { ms, stdout }: ProcessRun, agreement: Agreement): number {
  agreement.prove(by, "total", (JSON.parse(stdout) as { total: number }).total);
  return ms;
}

/** Stores a piece, and the same program as rows and as native modules. Gives its address. */
export async function storePiece(directory: string): Promise<string> {
  const { runtime } = await openSubject(directory);
  const files = patternProgram(MODULES, 0);
  const program = programOf(files);
  const { compiled } = await runtime.patterns.compileAndRegisterModules(program, { space: SPACE });
  await Deno.writeTextFile(`${directory}/rows.json`, JSON.stringify([...rowsOf(compiled)]));
  const pattern = await runtime.patterns.compileOrGetPattern(program, { space: SPACE });
  const cause = { benchmark: "stored piece" };
  const result = runtime.getCell(SPACE, cause, { schema: pattern.resultSchema });
  await runtime.editWithRetry((tx) =>
    void runtime.run(tx, pattern, { values: SAMPLE_VALUES }, result)
  );
  await result.pull();
  await runtime.settled();
  await runtime.dispose();
  await writeNativeProgram(`${directory}/native`, files, SAMPLE_VALUES);
  return `${SPACE}/${result.getAsNormalizedFullLink().id}`;
}

/** The command from source, in a process in which whoever imports TypeScript fails. */
async function unloadableCompiler(directory: string): Promise<string[]> {
  const { imports } = JSON.parse(await Deno.readTextFile(fileOf("../../deno.json"))) as {
    imports: Record<string, string>;
  };
  const thrower = `data:text/javascript,throw new Error("The compiler was loaded.")`;
  const map = { imports: { ...imports, typescript: thrower } };
  await Deno.writeTextFile(`${directory}/import-map.json`, JSON.stringify(map));
  return [`--import-map=${directory}/import-map.json`, COMMAND];
}

function fileOf(relative: string): string {
  return new URL(relative, import.meta.url).pathname;
}
