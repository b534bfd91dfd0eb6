/**
 * B4: the first compile of a process, from its start to its end: five modules are typed,
 * transformed, verified, evaluated and stored. Beside it what others need to check and emit them.
 */
import { readTypeLibs } from "@commonfabric/api/type-libs";
import { runNative, v8CompileAll } from "../floors/v8-compile.ts";
import { Agreement } from "../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../harness/benchmark.ts";
import { type Contender, measureInterleaved } from "../harness/contender.ts";
import { CounterGates } from "../harness/counter-gates.ts";
import { ensurePeers, existing, nodeBinary } from "../harness/peers-powers.ts";
import { runProcessForCpu } from "../harness/process-powers.ts";
import { withDirectory } from "../harness/subject-powers.ts";
import { patternProgram, SAMPLE_VALUES } from "../samples/pattern-program.ts";
import { callWithSample } from "./loads/stored-editions.ts";

const MODULES = 5;
const SUBJECT = "cold compile";
const VALUES = JSON.stringify(SAMPLE_VALUES);
const CHECK_ONLY = "checks and emits; no transformer, no identity, nothing verified or stored";

export const coldCompile: Benchmark = { id: "B4", run: (settings) => withDirectory(run(settings)) };

function run(settings: BenchmarkSettings) {
  return async (directory: string): Promise<BenchmarkReport> => {
    const files = patternProgram(MODULES, 0);
    await writeSamples(directory, files);
    const agreement = new Agreement();
    const gates = new CounterGates({
      programsCreated: 1,
      authoredParses: MODULES,
      emittedParses: MODULES,
      modulesEmitted: MODULES,
    });
    const processes = [
      subject(directory, agreement, gates),
      floor(directory, agreement),
      ...peers(directory, [...files.keys()], agreement, settings),
    ];
    const measured = await measureInterleaved(processes.flatMap(withCpu), {
      samples: settings.quick ? 1 : 10,
      warmUp: settings.quick ? 0 : 1,
    });
    const compared = (over: string, target?: number) =>
      ["", " (CPU)"].map((form) => ({
        of: `${SUBJECT}${form}`,
        over: [`${over}${form}`],
        ...(target === undefined ? {} : { target, gates: true as const }),
      }));
    return {
      id: "B4",
      title: `first compile of a process, ${MODULES} modules`,
      unit: "one process, run from source with a warm cache of the host",
      measured,
      counters: gates.gates,
      ratios: [
        ...compared("ts-cold", 1.15),
        ...compared("deno check", 0.6),
        ...compared("tsc 6", 0.4),
        ...compared("tsc 7"),
      ],
      remarks: [
        "Peers check against the type libraries that they bring, subject and floor against those " +
        "of authored modules, which are a fraction of their size.",
        "CPU is user and system time of the process and of all that it started.",
        "The subject imports the runner, some 700 modules, beside TypeScript; it also transforms, " +
        "verifies, evaluates and stores.",
        "`tsc 7` is native code; its checker cannot take part in a transformer.",
      ],
    };
  };
}

/** A process, and what a run of it takes. */
interface ProcessContender extends Omit<Contender, "sample"> {
  readonly sample: () => Promise<{ readonly ms: number; readonly cpuMs: number }>;
}

/** The process as two contenders: what it takes by the clock, and the CPU of the same run. */
function withCpu({ sample, ...about }: ProcessContender): Contender[] {
  let last = NaN;
  return [
    {
      ...about,
      sample: async () => {
        const { ms, cpuMs } = await sample();
        last = cpuMs;
        return ms;
      },
    },
    {
      name: `${about.name} (CPU)`,
      role: about.role,
      sample: () => {
        if (Number.isNaN(last)) throw new Error("no run");
        return last;
      },
    },
  ];
}

function subject(
  directory: string,
  agreement: Agreement,
  gates: CounterGates,
): ProcessContender {
  let stores = 0;
  return {
    name: SUBJECT,
    role: "subject",
    sample: async () => {
      const script = fileOf("../processes/cold-compile.ts");
      const store = `${directory}/store-${stores++}`;
      const permissions = ["--allow-read", "--allow-write", "--allow-env"];
      const args = ["run", "--no-check", "--quiet", ...permissions, script];
      const { stdout, ...times } = await runProcessForCpu("deno", [
        ...args,
        `${directory}/program.json`,
        store,
        VALUES,
      ]);
      const { total, counters } = JSON.parse(stdout) as {
        total: number;
        counters: Record<string, number>;
      };
      gates.observe(counters);
      agreement.prove(SUBJECT, "total", total);
      return times;
    },
  };
}

function floor(directory: string, agreement: Agreement): ProcessContender {
  return {
    name: "ts-cold",
    role: "floor",
    caveat: CHECK_ONLY,
    sample: async () => {
      const script = fileOf("../floors/ts-cold.ts");
      const args = ["run", "--no-check", "--quiet", "--allow-read", "--allow-env", script];
      const { stdout, ...times } = await runProcessForCpu("deno", [
        ...args,
        `${directory}/program.json`,
        VALUES,
      ]);
      agreement.prove("ts-cold", "total", (JSON.parse(stdout) as { total: number }).total);
      return times;
    },
  };
}

function peers(
  directory: string,
  paths: readonly string[],
  agreement: Agreement,
  settings: BenchmarkSettings,
): ProcessContender[] {
  let caches = 0;
  const tsc = (name: string, command: () => [string, string[]]): ProcessContender => ({
    name,
    role: "peer",
    caveat: `with the type libraries that it brings; ${CHECK_ONLY}`,
    sample: async () => {
      await ensurePeers(settings);
      const [program, args] = command();
      const out = `${directory}/out-${name.at(-1)}`;
      const options = ["-p", `${directory}/authored`, "--outDir", out];
      const times = await runProcessForCpu(program, [...args, ...options]);
      agreement.prove(name, "total", await totalOfEmitted(out, paths));
      return times;
    },
  });
  return [
    {
      name: "deno check",
      role: "peer",
      caveat: "checks with an empty cache and Deno's own libraries; emits nothing",
      sample: () => {
        const env = { DENO_DIR: `${directory}/deno-${caches++}` };
        const imports = `--import-map=${directory}/authored/imports.json`;
        const args = ["check", "--quiet", "--no-config", imports];
        return runProcessForCpu("deno", [...args, `${directory}/authored/main.ts`], {
          env,
        });
      },
    },
    tsc("tsc 6", () => [nodeBinary(), [existing("node_modules/typescript/lib/tsc.js")]]),
    tsc("tsc 7", () => [
      existing(
        "node_modules/.deno/@typescript+typescript-linux-x64@7.0.2/node_modules/" +
          "@typescript/typescript-linux-x64/lib/tsc",
      ),
      [],
    ]),
  ];
}

/** The program as the subject and the floor read it, and as a project with its type libraries. */
async function writeSamples(directory: string, files: ReadonlyMap<string, string>): Promise<void> {
  await Deno.writeTextFile(`${directory}/program.json`, JSON.stringify([...files]));
  const authored = `${directory}/authored`;
  await Deno.mkdir(`${authored}/types/commonfabric`, { recursive: true });
  const libraries = Object.entries(readTypeLibs())
    .map(([name, text]) => [`/types/${name}.d.ts`, text] as const);
  for (const [path, text] of [...files, ...libraries]) {
    await Deno.writeTextFile(authored + path, text);
  }
  const imports = { commonfabric: "./types/commonfabric.d.ts" };
  await Deno.writeTextFile(`${authored}/imports.json`, JSON.stringify({ imports }));
  await Deno.writeTextFile(`${authored}/tsconfig.json`, JSON.stringify(PROJECT));
}

const PROJECT = {
  compilerOptions: {
    target: "es2023",
    module: "commonjs",
    moduleResolution: "bundler",
    moduleDetection: "force",
    strict: true,
    types: [],
    skipLibCheck: true,
    rewriteRelativeImportExtensions: true,
    noEmitHelpers: true,
    sourceMap: true,
    removeComments: true,
    rootDir: ".",
    paths: {
      commonfabric: ["./types/commonfabric.d.ts"],
      "commonfabric/*": ["./types/commonfabric/*.d.ts"],
    },
  },
  files: ["main.ts"],
};

async function totalOfEmitted(out: string, paths: readonly string[]): Promise<unknown> {
  const imports = new Map(paths.map((path) => [`.${path.replace(/\.ts$/, ".js")}`, path]));
  const modules = await Promise.all(paths.map(async (path) => {
    const body = await Deno.readTextFile(out + path.replace(/\.ts$/, ".js"));
    return { path, body, imports };
  }));
  return callWithSample(runNative(modules, v8CompileAll(modules)).lifted[0]);
}

function fileOf(relative: string): string {
  return new URL(relative, import.meta.url).pathname;
}
