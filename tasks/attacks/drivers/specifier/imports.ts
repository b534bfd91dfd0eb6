/** One specifier in one file: resolved for identity, and once more on the way of a compile. */
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import type { Diagnostic } from "@commonfabric/contract";
import {
  analyzeProgram,
  listedData,
  listedImport,
  type Program,
} from "@commonfabric/module-identity";
import type { Engine } from "../../../../packages/runner/engine/engine.ts";

export interface ImportRecipe {
  /** Texts of the other files by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly dataFiles?: readonly string[];
  /** The importing file; `/main.ts` by default. */
  readonly from?: string;
  readonly specifiers?: readonly string[];
  /** The specifier that the refusal proposes. */
  readonly hint?: string;
  /** The specifier is that of a `dataFile` call. */
  readonly read?: boolean;
}

interface ImportAnswer {
  readonly says: string;
  /** Where an accepted specifier leads. */
  readonly value: string | undefined;
}

export async function answerOfImport(
  { files = {}, dataFiles = [], from = "/main.ts", hint, read = false }: ImportRecipe,
  specifier: string,
  engine: Engine,
): Promise<ImportAnswer> {
  const literal = JSON.stringify(specifier);
  const text = read
    ? `import { dataFile } from "commonfabric";\nexport const a = dataFile(${literal});\n`
    : `import ${literal};\n`;
  const program: Program = {
    main: from,
    files: [
      { name: from, contents: text },
      ...Object.entries(files).map(([name, contents]) => ({ name, contents })),
    ],
    dataFiles,
  };
  const { diagnostics, modules } = analyzeProgram(program, {
    hosts: hostTable,
    // The scan leaves literals with escapes to a parser; what is in this one is known.
    edges: { scan: (scanned) => scanned === text ? listed(specifier, read) : [] },
    sha256: nodeSha256,
  });
  const compiled = await refusalOfCompile(engine, program);
  const [found] = diagnostics.filter(({ severity }) => severity === "error");
  if (found === undefined) {
    const edges = modules[0]!.edges.filter((edge) => !read || edge.kind === "data");
    const says = compiled === "it compiles" ? "accept" : `accept, and ${compiled}`;
    return { says, value: edges[0]?.target };
  }
  const says = compiled === found.code
    ? `reject(${found.code})`
    : `reject(${found.code}), and ${compiled}`;
  return {
    says: says + placeFault(found, program, literal) + hintFault(found, hint),
    value: undefined,
  };
}

function listed(specifier: string, read: boolean): string[] {
  return read ? ["commonfabric", listedData(specifier)] : [listedImport(specifier)];
}

/** A path beside the entry. */
export async function answerOfPath(path: string, engine: Engine): Promise<string> {
  const program = {
    main: "/main.ts",
    files: [{ name: "/main.ts", contents: "" }, { name: path, contents: "" }],
  };
  const options = { hosts: hostTable, edges: { scan: () => [] }, sha256: nodeSha256 };
  const code = analyzeProgram(program, options).diagnostics[0]?.code;
  const compiled = await refusalOfCompile(engine, program);
  if (code === undefined) return compiled === "it compiles" ? "accept" : compiled;
  return compiled === code ? `reject(${code})` : `reject(${code}), and ${compiled}`;
}

/** The first code that a compile of `program` refuses it with, else its message. */
async function refusalOfCompile(engine: Engine, program: Program): Promise<string> {
  try {
    await engine.compileToRecordGraph(program);
    return "it compiles";
  } catch (error) {
    const { code, diagnostics } = error as { code?: string; diagnostics?: { code: string }[] };
    return diagnostics?.[0]?.code ?? code ?? (error as Error).message;
  }
}

/** A refusal points at the text between the quotes. */
function placeFault(
  { file, offset, length }: Diagnostic,
  program: Program,
  literal: string,
): string {
  const text = program.files[0]!.contents;
  if (file !== program.main) return `, in ${file}`;
  // A finding of an escaped literal has no place: its text is not the specifier.
  if (offset === null) return literal.includes("\\") ? "" : ", nowhere";
  const shown = text.slice(offset, offset + (length ?? 0));
  return literal === `"${shown}"` ? "" : `, at ${JSON.stringify(shown)}`;
}

function hintFault({ message, fixes }: Diagnostic, hint: string | undefined): string {
  if (hint === undefined) return "";
  const proposed = fixes[0]?.edits[0]?.text;
  return proposed === hint ? "" : `, proposing ${proposed} (${message})`;
}
