/** Forms that no module has, wherever they stand, and text that no module has. */
import ts from "typescript";
import { firstRefusedText } from "@commonfabric/contract";
import { bare, isErased } from "./erased-syntax.ts";
import type { Family } from "./judgement.ts";
import type { JudgedModule } from "./judged-module.ts";

export function judgeForms(module: JudgedModule): void {
  judgeComments(module);
  const visit = (node: ts.Node): void => {
    // Ambient declarations act on other files although nothing of them is emitted.
    if (isAmbient(node)) module.findings.refuse("ambient", node.name);
    if (isErased(node)) return;
    const family = refusedForm(node);
    if (family !== undefined) module.findings.refuse(family, node);
    judgeText(module, node);
    ts.forEachChild(node, visit);
  };
  module.file.statements.forEach(visit);
}

function isAmbient(
  node: ts.Node,
): node is ts.ModuleDeclaration | ts.NamespaceExportDeclaration {
  return ts.isNamespaceExportDeclaration(node) || (ts.isModuleDeclaration(node) &&
    (ts.isStringLiteral(node.name) || (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0));
}

function refusedForm(node: ts.Node): Family | undefined {
  if (isDynamicImport(node)) return "dynamic-import";
  if (node.kind === ts.SyntaxKind.DebuggerStatement) return "statement";
  if (ts.isWithStatement(node)) return "syntax";
  if (ts.isDeleteExpression(node) && ts.isIdentifier(bare(node.expression))) return "syntax";
  if (ts.isDecorator(node)) return "form";
  if (ts.isExportAssignment(node) && node.isExportEquals === true) return "form";
  if (ts.isImportEqualsDeclaration(node)) return "form";
  if (ts.isVariableDeclarationList(node)) {
    return (node.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Using ||
        (node.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.AwaitUsing
      ? "form"
      : undefined;
  }
  const hasAttributes = (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
    node.attributes !== undefined;
  return hasAttributes ? "form" : undefined;
}

function isDynamicImport(node: ts.Node): boolean {
  if (ts.isMetaProperty(node)) return node.keywordToken === ts.SyntaxKind.ImportKeyword;
  if (!ts.isCallExpression(node)) return false;
  return node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === "require");
}

/** Text that would be observable if it were rewritten, and names that hide what they are. */
function judgeText(module: JudgedModule, node: ts.Node): void {
  const { text } = module.file;
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
    const start = node.getStart(module.file);
    if (text.slice(start, node.end).includes("\\")) module.findings.refuse("text", node);
    const isHidden = /[^0-9A-Za-z_](?:import|eval)$/.test(node.text) &&
      (isBeforeParenthesis(node) || node.text === "#import");
    if (isHidden) {
      module.findings.refuse("text", node);
    }
  }
  if (!ts.isTaggedTemplateExpression(node)) return;
  const { template } = node;
  const parts = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template]
    : [template.head, ...template.templateSpans.map(({ literal }) => literal)];
  for (const part of parts) {
    const start = part.getStart(module.file);
    const found = firstRefusedText(text.slice(start, part.end));
    if (found !== undefined) {
      module.findings.refuseAt("text", start + found.offset, text.slice(start, part.end));
    }
  }
}

/** Whether the name is followed by `(`: it is called, or names a function or method. */
function isBeforeParenthesis(name: ts.Node): boolean {
  let node = name;
  if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) node = node.parent;
  const { parent } = node;
  const isCallee = (ts.isCallExpression(parent) || ts.isNewExpression(parent)) &&
    parent.expression === node;
  const isFunctionName = (ts.isFunctionDeclaration(parent) || ts.isFunctionExpression(parent) ||
    ts.isMethodDeclaration(parent) || ts.isAccessor(parent)) && parent.name === node;
  return isCallee || isFunctionName;
}

function judgeComments(module: JudgedModule): void {
  const { file, findings } = module;
  if (file.text.startsWith("#!")) findings.refuseAt("form", 0, "#!");
  const directives = [
    ...file.referencedFiles,
    ...file.typeReferenceDirectives,
    ...file.libReferenceDirectives,
  ];
  for (const { pos } of directives) findings.refuseAt("form", pos, "reference");
  const shebang = ts.getShebang(file.text)?.length ?? 0;
  for (const { pos, end } of ts.getLeadingCommentRanges(file.text, shebang) ?? []) {
    const comment = file.text.slice(pos, end);
    const pragma = /@jsx(?:Frag|ImportSource|Runtime)?(?![\w$])/.exec(comment);
    if (pragma !== null) findings.refuseAt("form", pos + pragma.index, pragma[0]);
    if (/^\/\/\/\s*<(?:reference\s+no-default-lib|amd-)/.test(comment)) {
      findings.refuseAt("form", pos, comment);
    }
  }
}
