/** Compiles small programs for tests, with the real type libraries and identities. */
import { nodeSha256 } from "@commonfabric/canonical";
import { type Counters, type Diagnostic, makeCounters } from "@commonfabric/contract";
import { hostTable } from "@commonfabric/api";
import { readTypeLibs } from "@commonfabric/api/type-libs";
import type { Program } from "@commonfabric/module-identity";
import { CompilerError, TransformerError } from "../../mod.ts";
import type { CompiledModule } from "../../types.ts";
import { type CompilerOptions, TypeScriptCompiler } from "../../typescript/chunk.ts";

export type Files = Readonly<Record<string, string>>;

/** The compiler that all tests of a file share. */
export const compiler: TypeScriptCompiler = new TypeScriptCompiler(readTypeLibs());

export function freshCompiler(): TypeScriptCompiler {
  return new TypeScriptCompiler(readTypeLibs());
}

/** A program whose entry is its first file. */
export function programOf(files: Files, more: Partial<Program> = {}): Program {
  const entries = Object.entries(files);
  return {
    main: entries[0]![0],
    files: entries.map(([name, contents]) => ({ name, contents })),
    ...more,
  };
}

export function optionsOf(more: Partial<CompilerOptions> = {}): CompilerOptions {
  return { hosts: hostTable, sha256: nodeSha256, ...more };
}

/** Bodies by path. */
export function compile(
  files: Files,
  more: Partial<CompilerOptions> = {},
  by: TypeScriptCompiler = compiler,
): ReadonlyMap<string, CompiledModule> {
  return by.compileToModules(programOf(files), optionsOf(more));
}

/** Paths that were emitted and paths that were carried, and the counters. */
export function origins(
  files: Files,
  more: Partial<CompilerOptions>,
): { compiled: string[]; carried: string[]; counters: Counters } {
  const counters = makeCounters();
  const modules = compile(files, { ...more, counters });
  const paths = (origin: CompiledModule["origin"]) =>
    [...modules].filter(([, module]) => module.origin === origin).map(([path]) => path);
  return { compiled: paths("compiled"), carried: paths("carried"), counters };
}

/** The diagnostics of a program that must not compile. */
export function errorsOf(files: Files, more: Partial<CompilerOptions> = {}): readonly Diagnostic[] {
  try {
    compile(files, more);
  } catch (error) {
    if (error instanceof CompilerError || error instanceof TransformerError) {
      return error.diagnostics;
    }
    throw error;
  }
  throw new Error("The program compiles.");
}

/** `code path:line:column` of each error. */
export function errorPlaces(files: Files, more: Partial<CompilerOptions> = {}): string[] {
  return errorsOf(files, more).map(({ code, file, line, column }) =>
    `${code} ${file}:${line}:${column}`
  );
}
