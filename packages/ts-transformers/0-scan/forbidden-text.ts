/**
 * Text that the sandbox refuses and that no rewrite may change: the raw text of tagged templates,
 * and names that end in `import` or `eval` after a character that is no ASCII letter.
 */
import ts from "typescript";
import { firstRefusedText } from "@commonfabric/contract";
import { diagnostic } from "../diagnostics.generated.ts";
import type { TransformDiagnostic } from "../render-diagnostic.ts";

const REFUSED_NAME = /[^0-9A-Za-z_](?:import|eval)$/;

/** The diagnostic for `node` if its text is refused and observable. */
export function forbiddenText(node: ts.Node): TransformDiagnostic | undefined {
  if (ts.isTaggedTemplateExpression(node)) return refusedTemplate(node);
  if (!ts.isIdentifier(node) || !REFUSED_NAME.test(node.text) || !isBeforeParenthesis(node)) {
    return undefined;
  }
  return diagnostic.moduleForbiddenText(node, {
    text: `${node.text}(`,
    alternative: `${node.text}_`,
  });
}

function refusedTemplate(node: ts.TaggedTemplateExpression): TransformDiagnostic | undefined {
  const { template } = node;
  const parts = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template]
    : [template.head, ...template.templateSpans.map((span) => span.literal)];
  const file = node.getSourceFile();
  for (const part of parts) {
    const start = part.getStart(file);
    const found = firstRefusedText(file.text.slice(start, part.end));
    if (found === undefined) continue;
    const from = start + found.offset;
    const text = file.text.slice(from, from + found.length);
    const cut = Math.ceil(text.length / 2);
    return diagnostic.moduleForbiddenText(
      { file, start: from, end: from + found.length },
      { text, alternative: `\${"${text.slice(0, cut)}"}${text.slice(cut)}` },
    );
  }
  return undefined;
}

/** Whether the emitted name is followed by `(`: it is called, or names a function or method. */
function isBeforeParenthesis(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) {
    return isCallee(parent);
  }
  return isCallee(name) ||
    ((ts.isFunctionDeclaration(parent) || ts.isFunctionExpression(parent) ||
      ts.isMethodDeclaration(parent) || ts.isAccessor(parent)) && parent.name === name);
}

function isCallee(node: ts.Expression): boolean {
  return (ts.isCallExpression(node.parent) || ts.isNewExpression(node.parent)) &&
    node.parent.expression === node;
}
