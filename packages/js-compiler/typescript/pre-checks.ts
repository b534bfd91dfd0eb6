/**
 * Refusals on the authored tree, before anything is transformed: what would let one file change
 * another, and what no later part of the compiler knows. Rows named `module:*` belong to the
 * transformers' own scan.
 */
import ts from "typescript";
import {
  type Diagnostic,
  LIMITS,
  REFUSED_EXPORT_NAMES,
  RESERVED_PREFIX,
} from "@commonfabric/contract";
import type { AuthoredFile } from "./authored-file.ts";
import { checkDataCall, dataBindings } from "./data-calls.ts";
import { atNode, atOffset } from "./diagnostics.ts";
import { checkImportForm } from "./import-checks.ts";
import { walkTree } from "./walk.ts";

type Report = (diagnostic: Diagnostic) => void;

/** Every finding in one file, in source order. */
export function preCheck(file: AuthoredFile): readonly Diagnostic[] {
  const { sourceFile } = file;
  const found: Diagnostic[] = [];
  const report: Report = (diagnostic) => void found.push(diagnostic);
  checkComments(sourceFile, report);
  if (sourceFile.isDeclarationFile && !ts.isExternalModule(sourceFile)) {
    report(atOffset(sourceFile, 0, 0, {
      phase: "syntax",
      code: "syntax:ambient",
      message: "This declaration file is not a module, so its names would be visible in every " +
        "other file. Export what other files need and import it by name.",
    }));
  }
  const exported = new ExportedNames(report);
  const data = dataBindings(sourceFile);
  let tooDeep = false;
  walkTree(sourceFile, (node, { levels, functions }) => {
    if (levels > LIMITS.treeDepth) {
      // Chains like `a + b + c` nest in the tree; the verifier would refuse them, and so would stacks.
      const message = `Nesting is deeper than ${LIMITS.treeDepth} levels.`;
      if (!tooDeep) report(atNode(node, "syntax:nesting", message));
      tooDeep = true;
      return false;
    }
    if (functions > LIMITS.functionDepth) {
      report(atNode(
        node,
        "syntax:nesting",
        `Functions are nested deeper than ${LIMITS.functionDepth} levels.`,
      ));
      return false;
    }
    checkNode(node, report);
    checkImportForm(node, report);
    checkDataCall(node, data, report);
    exported.visit(node);
  });
  return found;
}

function checkComments(file: ts.SourceFile, report: Report): void {
  const { text } = file;
  if (text.startsWith("#!")) {
    report(atOffset(file, 0, 2, {
      phase: "syntax",
      code: "syntax:hashbang",
      message: "A module does not start with `#!`. Remove this line.",
    }));
  }
  const references = [
    ...file.referencedFiles,
    ...file.typeReferenceDirectives,
    ...file.libReferenceDirectives,
  ];
  for (const { pos, end } of references) {
    report(atOffset(file, pos, end - pos, {
      phase: "syntax",
      code: "syntax:reference-directive",
      message: "Reference directives act on every file of a program. Import the declaration file " +
        'instead: `import type { T } from "./types.d.ts"`.',
    }));
  }
  const shebang = ts.getShebang(text)?.length ?? 0;
  for (const { pos, end } of ts.getLeadingCommentRanges(text, shebang) ?? []) {
    const comment = text.slice(pos, end);
    const noDefaultLib = /^\/\/\/\s*<(?:reference\s+no-default-lib|amd-)/.exec(comment);
    if (noDefaultLib !== null) {
      report(atOffset(file, pos, end - pos, {
        phase: "syntax",
        code: "syntax:reference-directive",
        message: "Directives of this form have no place in a module. Remove the line.",
      }));
    }
    const pragma = /@jsx(?:Frag|ImportSource|Runtime)?(?![\w$])/.exec(comment);
    if (pragma === null) continue;
    report(atOffset(file, pos + pragma.index, pragma[0].length, {
      phase: "syntax",
      code: "syntax:jsx-pragma",
      message: "The meaning of JSX is the same in every module. Remove the pragma.",
    }));
  }
}

function checkNode(node: ts.Node, report: Report): void {
  if (ts.isModuleDeclaration(node)) {
    const ambient = ts.isStringLiteral(node.name) ||
      (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
    if (!ambient) return;
    report(atNode(
      node.name,
      "syntax:ambient",
      "Declarations for other modules or for all files are not allowed: they would change modules " +
        "that do not import them. Export the type and import it by name.",
    ));
    return;
  }
  if (ts.isNamespaceExportDeclaration(node)) {
    report(atNode(node, "syntax:ambient", "A module has no global name. Import it by name."));
    return;
  }
  if (
    ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using
  ) {
    report(atNode(
      node,
      "syntax:using",
      "`using` is not available in modules. Call the clean-up in a `finally` block.",
    ));
    return;
  }
  if (ts.isDecorator(node)) {
    report(atNode(
      node,
      "syntax:decorator",
      "Decorators are not available. Call the function where its result is needed.",
    ));
    return;
  }
  if (ts.isIdentifier(node) && node.text.length > LIMITS.identifierLength) {
    report(atNode(
      node,
      "syntax:limit",
      `An identifier exceeds the limit of ${LIMITS.identifierLength} characters.`,
    ));
  }
}

/** Names that the module exports as values, and how many they are. */
class ExportedNames {
  readonly #report: Report;
  /** What exports each name first. */
  readonly #exporters = new Map<string, ts.Node>();
  #count = 0;

  constructor(report: Report) {
    this.#report = report;
  }

  visit(node: ts.Node): void {
    if (ts.isExportSpecifier(node)) {
      if (!node.isTypeOnly && !node.parent.parent.isTypeOnly) this.#add(node.name);
      return;
    }
    if (ts.isNamespaceExport(node)) return this.#add(node.name);
    if (
      ts.isSourceFile(node) || !ts.isSourceFile(node.parent) ||
      !hasModifier(node, ts.SyntaxKind.ExportKeyword)
    ) {
      return;
    }
    if (ts.isVariableStatement(node)) {
      for (const { name } of node.declarationList.declarations) this.#addBinding(name);
    } else if (
      (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) ||
        ts.isEnumDeclaration(node)) &&
      node.name !== undefined && !hasModifier(node, ts.SyntaxKind.DefaultKeyword)
    ) {
      this.#add(node.name);
    }
  }

  #addBinding(root: ts.BindingName): void {
    walkTree(root, (node) => {
      if (ts.isIdentifier(node) && (node === root || isBoundName(node))) this.#add(node);
    });
  }

  #add(name: ts.ModuleExportName): void {
    this.#count++;
    if (this.#count === LIMITS.exportsPerModule + 1) {
      this.#report(atNode(
        name,
        "syntax:limit",
        `The exports of a module exceed the limit of ${LIMITS.exportsPerModule}.`,
      ));
    }
    if (this.#isRepeated(name)) {
      this.#report(atNode(
        name,
        "syntax:export-name",
        `\`${name.text}\` is exported twice, and importers could not know which is meant. ` +
          "Remove one of the exports.",
      ));
    }
    if (!REFUSED_EXPORT_NAMES.includes(name.text) && !name.text.startsWith(RESERVED_PREFIX)) return;
    this.#report(atNode(
      name,
      "syntax:export-name",
      `\`${name.text}\` cannot be the name of an export: ` +
        (name.text.startsWith(RESERVED_PREFIX)
          ? "the prefix is reserved for the compiler."
          : "it would change how a module's namespace behaves.") +
        " Export it under another name.",
    ));
  }

  /** Overloads of a function and further declarations of an enum are one export. */
  #isRepeated(name: ts.ModuleExportName): boolean {
    const before = this.#exporters.get(name.text);
    if (before === undefined) {
      this.#exporters.set(name.text, name.parent);
      return false;
    }
    const isMerged = before.kind === name.parent.kind &&
      (ts.isFunctionDeclaration(before) || ts.isEnumDeclaration(before));
    return !isMerged;
  }
}

function isBoundName(node: ts.Identifier): boolean {
  return ts.isBindingElement(node.parent) && node.parent.name === node;
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);
}
