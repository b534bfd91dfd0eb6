/** Compiles and loads programs in this process, for comparison with a page. */
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import {
  ensureCompiler,
  FileSystemProgramResolver,
  resolveProgram,
} from "@commonfabric/js-compiler";
import type { Program } from "@commonfabric/module-identity";
import { makeLazyCompiler } from "@commonfabric/runner";
import { engineWith } from "../../../tasks/attacks/sandbox.ts";
import { workspacePath } from "../../harness/workspace-path.ts";
import type { CompiledProgram } from "./compiled-program.ts";
import { describeLoad } from "./describe-load.ts";
import { THROWING_PROGRAM } from "./throwing-program.ts";

const PATTERNS = workspacePath("packages/patterns/");

/** Every program of `packages/patterns` and the one that throws, compiled by one engine. */
export async function compilePrograms(): Promise<CompiledProgram[]> {
  const engine = engineWith({ compiler: makeLazyCompiler() });
  const compiled = [await compile("throwing", THROWING_PROGRAM)];
  for await (const { name, isDirectory } of Deno.readDir(PATTERNS)) {
    if (!isDirectory || name === "test") continue;
    compiled.push(await compile(name, await resolved(`${PATTERNS}${name}/main.tsx`)));
  }
  return compiled;

  async function compile(name: string, program: Program): Promise<CompiledProgram> {
    const graph = await engine.compileToRecordGraph(program);
    const { main, files, dataFiles = [] } = program;
    const before = engine.counters.modulesEvaluated;
    const described = describeLoad(engine.evaluateRecordGraph(graph, { isolated: true }));
    return {
      name,
      main,
      files,
      dataFiles,
      entryIdentity: graph.entryIdentity,
      identities: Object.fromEntries(graph.sources.map(({ path, identity }) => [path, identity])),
      modules: graph.modules.map(({ source: _source, verdict: _verdict, ...module }) => ({
        ...module,
        trust: "none",
      })),
      data: Object.fromEntries(
        graph.sources.filter(({ kind }) => kind === "data")
          .map(({ identity, text }) => [identity, text]),
      ),
      evaluated: engine.counters.modulesEvaluated - before,
      described,
    };
  }
}

async function resolved(file: string): Promise<Program> {
  return await resolveProgram(new FileSystemProgramResolver(file), {
    hosts: hostTable,
    sha256: nodeSha256,
    loadParseEdges: async () => (await ensureCompiler()).parseEdges,
  });
}
