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
  readonly #files = new Map<string, ts.SourceFile>();
  /** Root names of the global libraries and host modules, in fixed order. */
  readonly rootNames: readonly string[];

  /** `texts`: `es2023`, `dom`, `jsx`, and host module names, each with its declaration text. */
  constructor(texts: Readonly<Record<string, string>>) {
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

/** `text` with virtual file names replaced by the module names that authors know. */
export function withoutVirtualNames(text: string): string {
  return text.replaceAll(TYPES_FOLDER, "").replaceAll("$types/", "");
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
