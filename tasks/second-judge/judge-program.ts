/**
 * The second judge: whether a module, as its author wrote it, may load. It reads the authored text
 * and nothing that was made from it, with TypeScript's parser and rules of its own, so that it and
 * the verifier, which reads emitted bodies with another parser, can be held against each other.
 */
import ts from "typescript";
import type { HostTable } from "@commonfabric/contract";
import { judgeEarlyErrors } from "./early-errors.ts";
import { judgeEdges } from "./export-rules.ts";
import { judgeForms } from "./form-rules.ts";
import { JudgedModule } from "./judged-module.ts";
import type { Judgement } from "./judgement.ts";
import { judgeNames } from "./name-rules.ts";
import { judgeStatements } from "./statement-rules.ts";
import type { Surroundings } from "./surroundings.ts";

/** A program as authored: texts by path. */
export interface JudgedProgram {
  readonly files: Readonly<Record<string, string>>;
  readonly dataFiles?: readonly string[];
}

interface Parsed {
  readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[];
}

/** The judgement of each code file by path. */
export function judgeProgram(
  { files, dataFiles = [] }: JudgedProgram,
  hosts: HostTable,
): ReadonlyMap<string, Judgement> {
  const code = Object.entries(files).filter(([path]) => !dataFiles.includes(path));
  const trees = new Map(code.map(([path, text]) => [path, parse(path, text)]));
  const surroundings = { hosts, files: trees, dataFiles: new Set(dataFiles) };
  const judgements = new Map<string, Judgement>();
  for (const [path, tree] of trees) {
    if (!tree.isDeclarationFile) judgements.set(path, judgeModule(path, tree, surroundings));
  }
  return judgements;
}

function parse(path: string, text: string): ts.SourceFile {
  const normalised = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  return ts.createSourceFile(path, normalised, ts.ScriptTarget.ES2023, true);
}

function judgeModule(
  path: string,
  tree: ts.SourceFile & Parsed,
  surroundings: Surroundings,
): Judgement {
  const module = new JudgedModule(path, tree, surroundings);
  const [unreadable] = tree.parseDiagnostics ?? [];
  if (unreadable !== undefined) {
    module.findings.refuseAt("syntax", unreadable.start, "");
    return module.findings.judgement();
  }
  judgeEarlyErrors(module);
  judgeForms(module);
  judgeEdges(module);
  judgeStatements(module);
  judgeNames(module);
  return module.findings.judgement();
}
