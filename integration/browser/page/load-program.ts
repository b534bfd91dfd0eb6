/** Loads a program that was compiled elsewhere, in an engine of a page: every body is verified here. */
import type { Engine } from "../../../packages/runner/engine/engine.ts";
import type { EvaluateResult } from "../../../packages/runner/engine/types.ts";
import type { CompiledProgram } from "../corpus/compiled-program.ts";

/** @throws what the load throws */
export function loadProgram(engine: Engine, program: CompiledProgram): EvaluateResult {
  const modules = new Map(program.modules.map((module) => [module.identity, module]));
  const data = new Map(Object.entries(program.data));
  return engine.evaluateCachedModules(modules, program.entryIdentity, { data });
}
