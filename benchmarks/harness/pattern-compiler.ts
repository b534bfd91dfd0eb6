/** The subject of the transformer benchmarks: the compiler with its transformers, kept warm. */
import { hostTable } from "@commonfabric/api";
import { readTypeLibs } from "@commonfabric/api/type-libs";
import { nodeSha256 } from "@commonfabric/canonical";
import { type Counters, makeCounters } from "@commonfabric/contract";
import {
  type CompiledModule,
  type CompileOptions,
  type CompilerChunk,
  ensureCompiler,
} from "@commonfabric/js-compiler";
import type { Program } from "@commonfabric/module-identity";
import { verifyCompiledModuleBody } from "@commonfabric/sandbox-verifier";
import { cpuSinceStart } from "./cpu-clock-powers.ts";
import { withSchemaCalls } from "./schema-calls.ts";
import { StageClock, type StageTimes } from "./stage-clock.ts";

export type PatternBodies = ReadonlyMap<string, CompiledModule>;
type Compiler = InstanceType<CompilerChunk["TypeScriptCompiler"]>;

/** A warm compiler of authored patterns. */
export class PatternCompiler {
  readonly counters: Counters = makeCounters();
  readonly #chunk: CompilerChunk;
  readonly #compiler: Compiler;

  private constructor(chunk: CompilerChunk) {
    this.#chunk = chunk;
    this.#compiler = new chunk.TypeScriptCompiler(readTypeLibs());
  }

  static async load(): Promise<PatternCompiler> {
    return new PatternCompiler(await ensureCompiler());
  }

  /** Bodies of `files`, each of which is an entry point. */
  compile(files: ReadonlyMap<string, string>, more: Partial<CompileOptions> = {}): PatternBodies {
    return this.#compiler.compileToModules(programOfRoots(files), {
      hosts: hostTable,
      sha256: nodeSha256,
      counters: this.counters,
      transformer: this.#chunk.transformer,
      ...more,
    });
  }

  /** How many library files this process parsed. */
  get libraryParses(): number {
    return this.#chunk.libraryParses();
  }

  /** `file:line:column code` of each finding. */
  findings(files: ReadonlyMap<string, string>): string[] {
    const { diagnostics } = this.#compiler.compileToModulesCollecting(programOfRoots(files), {
      hosts: hostTable,
      sha256: nodeSha256,
      transformer: this.#chunk.transformer,
    });
    return diagnostics.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);
  }

  /** The same compile by a compiler that shares parsed files and nothing else, stage by stage. */
  stagesOf(files: ReadonlyMap<string, string>): StageTimes {
    return compileInStages(this.#chunk, files);
  }
}

/** A program of files that do not import each other. */
function programOfRoots(files: ReadonlyMap<string, string>): Program {
  const [main, ...sourceRoots] = [...files.keys()];
  if (main === undefined) throw new RangeError("There are no files.");
  return {
    main,
    sourceRoots,
    files: [...files].map(([name, contents]) => ({ name, contents })),
  };
}

/**
 * Compiles once and says where the time went. What happens before the first analysis is `create`
 * (identities, parses, program); `gate` is the check of types, which facts and gate share; what
 * happens after the gate and is no rewrite is `emit`.
 */
export function compileInStages(
  chunk: CompilerChunk,
  files: ReadonlyMap<string, string>,
): StageTimes {
  const clock = new StageClock();
  const { analyze, rewriter, sidecar, interfaceParts } = chunk.transformer;
  const started = cpuSinceStart();
  let analysed = NaN;
  let judged = NaN;
  class TimedGate extends chunk.InProcessGate {
    override checkSync(
      request: Parameters<InstanceType<CompilerChunk["InProcessGate"]>["checkSync"]>[0],
    ): ReturnType<InstanceType<CompilerChunk["InProcessGate"]>["checkSync"]> {
      const between = cpuSinceStart() - analysed;
      const stages = clock.of("facts") + clock.of("schemas") + clock.of("gate");
      clock.add("interfaces", between - stages);
      const found = clock.within("gate", () => super.checkSync(request));
      judged = cpuSinceStart();
      return found;
    }
  }
  const compiler = new chunk.TypeScriptCompiler(readTypeLibs(), new TimedGate());
  withSchemaCalls(
    (_call, make) => clock.within("schemas", make),
    () =>
      compiler.compileToModules(programOfRoots(files), {
        hosts: hostTable,
        sha256: nodeSha256,
        transformer: {
          sidecar,
          interfaceParts,
          analyze: (...given) => {
            if (Number.isNaN(analysed)) {
              analysed = cpuSinceStart();
              clock.add("create", analysed - started);
            }
            const [program, files] = given;
            // The check is made once, where it is first asked for.
            clock.within("gate", () => files.map((file) => program.getSemanticDiagnostics(file)));
            return clock.within("facts", () => analyze(...given));
          },
          rewriter: (facts) => {
            const factory = rewriter(facts);
            return (context) => {
              const transform = factory(context);
              return (file) => clock.within("rewrite", () => transform(file));
            };
          },
        },
      }),
  );
  clock.add("emit", cpuSinceStart() - judged - clock.of("rewrite"));
  return clock.times;
}

/** Text that two compiles share exactly when they made the same bodies. */
export function bodiesText(bodies: PatternBodies): string {
  const texts = [...bodies].map(([path, { js }]) => `${path}\n${js}`);
  return nodeSha256(new TextEncoder().encode(texts.join("\n"))).join(" ");
}

/** @throws {Error} for the first body that the verifier refuses */
export function requireVerified(bodies: PatternBodies): void {
  for (const [path, { js }] of bodies) {
    const verdict = verifyCompiledModuleBody(js, {
      specifier: path,
      policy: { hosts: hostTable },
      sha256: nodeSha256,
      verifierVersion: "benchmark",
    });
    if (!verdict.ok) throw new Error(`${path}: ${verdict.errors[0]?.message}`);
  }
}
