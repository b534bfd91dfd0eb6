/** The body of one module: TypeScript's emit, the literal pass, no trailer. */
import ts from "typescript";
import { utf8Length } from "@commonfabric/canonical";
import { type Diagnostic, LIMITS, makeDiagnostic } from "@commonfabric/contract";
import type { SourceMap } from "../types.ts";
import { type AuthoredFile, withStackGuard } from "./authored-file.ts";
import { literalPass } from "./literal-pass.ts";

/** What an emit gives. A body with errors must not be used. */
export interface EmittedModule {
  readonly js: string;
  readonly sourceMap: SourceMap;
  readonly errors: readonly Diagnostic[];
  /** The authored text as the transformers rewrote it; present when asked for. */
  readonly transformed: string | undefined;
}

const TRAILER = /\n?\/\/# sourceMappingURL=[^\n]*\s*$/;

/** Emits `file` of `program` through `rewriter`. */
export function emitModule(
  program: ts.Program,
  file: AuthoredFile,
  rewriter: ts.TransformerFactory<ts.SourceFile> | undefined,
  keepTransformed: boolean,
): EmittedModule {
  let js: string | undefined;
  let map: string | undefined;
  let transformed: string | undefined;
  const keep: ts.TransformerFactory<ts.SourceFile> = () => (tree) => {
    transformed = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed }).printFile(tree);
    return tree;
  };
  const before = [
    ...(rewriter === undefined ? [] : [rewriter]),
    ...(keepTransformed ? [keep] : []),
  ];
  withStackGuard(file.path, () =>
    program.emit(
      file.sourceFile,
      (name, text) => {
        if (name.endsWith(".map")) map = text;
        else js = text;
      },
      undefined,
      false,
      { before, after: [withoutDetachedComments] },
    ));
  if (js === undefined || map === undefined) {
    throw new Error(`TypeScript emitted no body for "${file.path}".`);
  }

  const authored = authoredMap(map, file.path);
  const { text, sourceMap, errors } = literalPass(js.replace(TRAILER, "\n"), authored, file);
  return { js: text, sourceMap, errors: [...errors, ...sizeErrors(text, file.path)], transformed };
}

/** `removeComments` leaves a pinned comment at the top of a file; nothing may stay. */
const withoutDetachedComments: ts.TransformerFactory<ts.SourceFile> = (context) => (tree) => {
  // A copy: the tree may still be the shared one.
  const copy = context.factory.updateSourceFile(
    tree,
    ts.setTextRange(context.factory.createNodeArray([...tree.statements]), tree.statements),
  );
  return ts.setEmitFlags(copy, ts.EmitFlags.NoComments);
};

function authoredMap(json: string, path: string): SourceMap {
  const { names, mappings } = JSON.parse(json) as { names: string[]; mappings: string };
  return { version: 3, sources: [path], names, mappings };
}

function sizeErrors(js: string, path: string): readonly Diagnostic[] {
  if (js.length <= LIMITS.bodyBytes / 3 || utf8Length(js) <= LIMITS.bodyBytes) return [];
  return [makeDiagnostic({
    phase: "syntax",
    code: "syntax:limit",
    message: `The emitted body exceeds the limit of ${LIMITS.bodyBytes} bytes.`,
    file: path,
  })];
}
