/**
 * The type libraries: parsed and bound once per process, by text, and shared by all programs. Their
 * virtual names never appear in a message.
 */
import ts from "typescript";
import { BoundedMap, compareUtf8 } from "@commonfabric/canonical";
import { sourceFileOptions, TYPES_FOLDER } from "./options.ts";

/** Libraries that declare globals; every other name is a host module. */
const GLOBAL_LIBRARIES: readonly string[] = ["es2023", "dom", "jsx"];

const parsed = new BoundedMap<string, ts.SourceFile>(256);
let parses = 0;

/** How many library files this process parsed. */
export function libraryParses(): number {
  return parses;
}

/** The libraries of one compiler, by name. */
export class Libraries {
  readonly #texts: Readonly<Record<string, string>>;
  readonly #files = new Map<string, ts.SourceFile>();
  /** Root names of the global libraries and host modules, in fixed order. */
  readonly rootNames: readonly string[];

  /** `texts`: `es2023`, `dom`, `jsx`, and host module names, each with its declaration text. */
  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = texts;
    const names = Object.keys(texts);
    const ordered = [
      ...GLOBAL_LIBRARIES.filter((name) => names.includes(name)),
      ...names.filter((name) => !GLOBAL_LIBRARIES.includes(name)).sort(compareUtf8),
    ];
    for (const name of ordered) {
      this.#files.set(virtualName(name), libraryFile(virtualName(name), texts[name]!));
    }
    this.rootNames = [...this.#files.keys()];
  }

  /** These libraries and host modules that only one program has. */
  with(hostTypes: ReadonlyMap<string, string> | undefined): Libraries {
    if (hostTypes === undefined || hostTypes.size === 0) return this;
    return new Libraries({ ...Object.fromEntries(hostTypes), ...this.#texts });
  }

  /** The library at a virtual file name. */
  file(fileName: string): ts.SourceFile | undefined {
    return this.#files.get(fileName);
  }

  /** The virtual file of a host module, or `undefined`. */
  hostFile(name: string): string | undefined {
    if (GLOBAL_LIBRARIES.includes(name)) return undefined;
    const fileName = virtualName(name);
    return this.#files.has(fileName) ? fileName : undefined;
  }
}

/** A virtual file name as TypeScript prints it: absolute, or relative to the file it speaks of. */
const VIRTUAL_PREFIX = /(?:\.{0,2}\/){0,64}~cf\/\$types\//g;

/** `text` with virtual file names replaced by the module names that authors know. */
export function withoutVirtualNames(text: string): string {
  return text.includes("~cf/$types/") ? text.replace(VIRTUAL_PREFIX, "") : text;
}

/** Whether a printed specifier leads to a library. */
export function isVirtualName(specifier: string): boolean {
  return specifier.includes("~cf/$types/");
}

function virtualName(name: string): string {
  return `${TYPES_FOLDER}${name}.d.ts`;
}

function libraryFile(fileName: string, text: string): ts.SourceFile {
  const key = `${fileName}\n${text}`;
  let file = parsed.get(key);
  if (file === undefined) {
    parses++;
    file = ts.createSourceFile(fileName, text, sourceFileOptions(), true);
    parsed.set(key, file);
  }
  return file;
}
