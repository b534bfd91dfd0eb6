/**
 * The declaration text of a module, as the compiler prints it: what the checker of an importer may
 * see. Comments are kept, because schema descriptions come from them.
 */
import ts from "typescript";
import { walkTree } from "./walk.ts";

/** A module's declarations, or nothing when they cannot be printed. */
export interface PrintedDeclarations {
  readonly text: string;
  /** Specifiers that the text imports, inline import types included. */
  readonly specifiers: ReadonlySet<string>;
}

/** `emit` with the parameter by which TypeScript's own builder prints declarations on demand. */
interface DeclarationEmitter {
  emit(
    file: ts.SourceFile,
    writeFile: ts.WriteFileCallback,
    cancellation: undefined,
    emitOnlyDeclarations: true,
    transformers: ts.CustomTransformers,
    forceDeclarations: true,
  ): ts.EmitResult;
}

const printerOptions: ts.PrinterOptions & { onlyPrintJsDocStyle: boolean } = {
  newLine: ts.NewLineKind.LineFeed,
  removeComments: false,
  // Comments of other kinds are no part of what an importer can read.
  onlyPrintJsDocStyle: true,
};

/**
 * The declarations of `file`; `undefined` when TypeScript cannot name an inferred type, or fails:
 * that is no error of the author, it only makes every change of the module count.
 */
export function printDeclarations(
  program: ts.Program,
  file: ts.SourceFile,
): PrintedDeclarations | undefined {
  let printed: PrintedDeclarations | undefined;
  const capture = (tree: ts.SourceFile | ts.Bundle): ts.SourceFile | ts.Bundle => {
    if (!ts.isSourceFile(tree)) return tree;
    const text = ts.createPrinter(printerOptions).printFile(tree) + memberComments(file);
    printed = { text, specifiers: imported(tree) };
    // What TypeScript itself would print is not used.
    return ts.factory.updateSourceFile(tree, []);
  };
  const emitter: DeclarationEmitter = program;
  try {
    const { diagnostics } = emitter.emit(
      file,
      () => {},
      undefined,
      true,
      { afterDeclarations: [() => capture] },
      true,
    );
    return diagnostics.length > 0 ? undefined : printed;
  } catch {
    return undefined;
  }
}

function imported(tree: ts.SourceFile): ReadonlySet<string> {
  const specifiers = new Set<string>();
  walkTree(tree, (node) => {
    const specifier = ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
      ? node.argument.literal
      : undefined;
    if (specifier !== undefined && ts.isStringLiteral(specifier)) specifiers.add(specifier.text);
  });
  return specifiers;
}

/**
 * The documentation of members. TypeScript prints only some of it, and none for members of inferred
 * types, but a schema made from such a type carries it as descriptions.
 */
function memberComments(file: ts.SourceFile): string {
  if (!file.text.includes("/**")) return "";
  const comments: string[] = [];
  walkTree(file, (node) => {
    if (!isMember(node)) return;
    for (const documentation of ts.getJSDocCommentsAndTags(node)) {
      if (ts.isJSDoc(documentation) && documentation.parent === node) {
        comments.push(`${node.name.getText(file)} ${documentation.getText(file)}\n`);
      }
    }
  });
  return comments.join("");
}

function isMember(node: ts.Node): node is ts.Node & { readonly name: ts.Node } {
  return ts.isPropertySignature(node) || ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) || ts.isPropertyDeclaration(node) ||
    ts.isMethodSignature(node) || ts.isMethodDeclaration(node) || ts.isAccessor(node) ||
    ts.isEnumMember(node) || ts.isParameter(node);
}
