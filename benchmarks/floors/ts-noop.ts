/** `ts-noop`: a visitor that keeps every node of one module, and the module printed. */
import ts from "typescript";

const PRINTER_OPTIONS: ts.PrinterOptions = {
  newLine: ts.NewLineKind.LineFeed,
  removeComments: true,
};

/** The module as it was printed. */
export function tsNoop(file: ts.SourceFile): string {
  return transformedText(file, (context) => (tree) => {
    const visit = (node: ts.Node): ts.Node => ts.visitEachChild(node, visit, context);
    return ts.visitEachChild(tree, visit, context);
  });
}

/** `file` through `transformer`, printed. */
export function transformedText(
  file: ts.SourceFile,
  transformer: ts.TransformerFactory<ts.SourceFile>,
): string {
  const { transformed, dispose } = ts.transform(file, [transformer]);
  const text = ts.createPrinter(PRINTER_OPTIONS).printFile(transformed[0]!);
  dispose();
  return text;
}
