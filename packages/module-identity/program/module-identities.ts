/** The throwing forms of identity, for callers that need a whole closure or nothing. */
import { shownText } from "@commonfabric/contract";
import { ResolveError, resolveErrorFrom } from "../errors.ts";
import { type IdentityOptions, identityOptions } from "../identity-options.ts";
import type { Edge, Identity, ModuleIdentity, Program } from "../types.ts";
import { analyzeProgram, type EntryScope, type ProgramAnalysis } from "./analyze-program.ts";

/**
 * The modules that `main` and the source roots of `program` reach, by path, with identities.
 * @throws {ResolveError} `incomplete closure: <importer> -> <specifier>`, `No main module ...`, ...
 * @throws {EdgesUnknownError} when edges are not known without a parser.
 */
export function computeModuleIdentities(
  program: Program,
  given: Partial<IdentityOptions> = {},
): Map<string, ModuleIdentity> {
  return wholeModules(program, identityOptions(given), "all");
}

/** Identity by path: the projection of {@link computeModuleIdentities}. */
export function computeModuleHashes(
  program: Program,
  given: Partial<IdentityOptions> = {},
): Map<string, Identity> {
  const hashes = new Map<string, Identity>();
  for (const [path, { identity }] of computeModuleIdentities(program, given)) {
    hashes.set(path, identity);
  }
  return hashes;
}

/**
 * The identity of `main`, without compiling. Files outside its closure and source roots do not
 * matter. Throws like {@link computeModuleIdentities}.
 */
export function computeEntryIdentity(
  program: Program,
  given: Partial<IdentityOptions> = {},
): Identity {
  return wholeModules(program, identityOptions(given), "main").get(program.main)!.identity;
}

/**
 * The resolved edges by path of what `main` and the source roots reach.
 * @throws {ResolveError} with the first finding as its message.
 */
export function resolveModuleImports(
  program: Program,
  given: Partial<IdentityOptions> = {},
): Map<string, readonly Edge[]> {
  const analysis = analyzeProgram(program, given);
  if (!analysis.complete) throw resolveErrorFrom(analysis.diagnostics);
  return new Map(analysis.modules.map(({ path, edges }) => [path, edges]));
}

function wholeModules(
  program: Program,
  options: IdentityOptions,
  scope: EntryScope,
): Map<string, ModuleIdentity> {
  const analysis = analyzeProgram(program, options, scope);
  if (!analysis.complete) throw incompleteError(analysis);
  const modules = new Map<string, ModuleIdentity>();
  for (const { unresolved: _, identity, ...module } of analysis.modules) {
    if (identity === null) throw new TypeError(`A complete closure left ${module.path} unnamed.`);
    modules.set(module.path, { ...module, identity });
  }
  return modules;
}

/** Unresolved imports are reported as what they mean here: the closure has a hole. */
function incompleteError({ diagnostics, missing }: ProgramAnalysis): ResolveError {
  const first = diagnostics.find(({ severity }) => severity === "error");
  const hole = missing.find(({ importer }) => importer === first?.file);
  if (first?.code !== "resolve:unresolved" || hole === undefined) {
    return resolveErrorFrom(diagnostics);
  }
  const message = `incomplete closure: ${shownText(hole.importer)} -> ${shownText(hole.specifier)}`;
  return new ResolveError("resolve:incomplete", message, diagnostics);
}
