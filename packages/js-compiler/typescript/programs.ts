/**
 * Programs: one per compile that emits, over the whole closure, from shared trees. The last eight
 * are kept by entry, so that an edit reuses the structure of the program before it.
 */
import ts from "typescript";
import { BoundedMap, sortedUtf8 } from "@commonfabric/canonical";
import type { Counters } from "@commonfabric/contract";
import type { ModuleIdentity } from "@commonfabric/module-identity";
import { type AuthoredFile, authoredFiles } from "./authored-file.ts";
import type { Libraries } from "./libraries.ts";
import { makeModuleHost } from "./module-host.ts";

const KEPT_PROGRAMS = 8;

/** A program and the authored files in it. */
export interface KeptProgram {
  readonly program: ts.Program;
  readonly files: ReadonlyMap<string, AuthoredFile>;
}

/** What a program is made of. */
export interface ProgramInput {
  readonly entry: string;
  readonly modules: ReadonlyMap<string, ModuleIdentity>;
  readonly libraries: Libraries;
  readonly options: ts.CompilerOptions;
  readonly counters: Counters | undefined;
}

/** The programs of one compiler. */
export class Programs {
  readonly #kept = new BoundedMap<string, KeptProgram>(KEPT_PROGRAMS);

  /** The authored files of a closure, parsed where they are new. @throws {UnparsableError} */
  authored({ entry, modules, counters }: ProgramInput): ReadonlyMap<string, AuthoredFile> {
    const before = this.#kept.get(entry)?.files;
    const files = new Map<string, AuthoredFile>();
    for (const { path, kind, text, sourceDigest } of modules.values()) {
      if (kind === "data") continue;
      const known = before?.get(path);
      const same = known !== undefined && known.text === text;
      files.set(path, same ? known : authoredFiles.get(path, text, sourceDigest, counters));
    }
    return files;
  }

  /** The program over `files`. */
  create(input: ProgramInput, files: ReadonlyMap<string, AuthoredFile>): ts.Program {
    const { entry, modules, libraries, options, counters } = input;
    const edges = new Map([...modules.values()].map((module) => [module.path, module.edges]));
    // Types are numbered in the order of the roots, which therefore must not be the caller's.
    const rootNames = [...libraries.rootNames, ...sortedUtf8(files.keys())];
    const oldProgram = this.#kept.get(entry)?.program;
    if (counters !== undefined) counters.programsCreated++;
    const program = ts.createProgram({
      rootNames,
      options,
      host: makeModuleHost({ files, edges, libraries }),
      ...(oldProgram === undefined ? {} : { oldProgram }),
    });
    this.#kept.set(entry, { program, files });
    return program;
  }
}
