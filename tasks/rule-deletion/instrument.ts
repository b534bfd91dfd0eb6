/**
 * The source of a file with all its mutants in it, each behind a switch, so that one load of the
 * code serves many mutants:
 *
 *     if (depth > 16) refuse();   ->   if ((cfRule.is(7) ? false : depth > 16)) refuse();
 *
 * `is` also notes which switches a test reaches; see `switches.ts`.
 */
import ts from "typescript";
import { type Alternative, type Mutant, oneLine } from "./mutant.ts";
import { callAlternatives } from "./operators/calls.ts";
import { conditionAlternatives } from "./operators/conditions.ts";
import { regexAlternatives } from "./operators/regular-expressions.ts";
import { controlAlternatives, statementAlternatives } from "./operators/statements.ts";
import { tableAlternatives } from "./operators/tables.ts";
import { SWITCHES } from "./switches.ts";

export interface Instrumented {
  readonly text: string;
  readonly mutants: readonly Mutant[];
}

export interface SourceFile {
  /** Path from the root of the repository. */
  readonly file: string;
  readonly text: string;
}

/** `source` with its mutants, numbered from `firstId`. Lines stay where they are. */
export function instrument(
  { file, text }: SourceFile,
  firstId: number,
  refusals: Readonly<Record<string, string>> = {},
): Instrumented {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];

  function note(alternative: Alternative, node: ts.Node): number {
    const id = firstId + mutants.length;
    const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    mutants.push({ ...alternative, id, file, line, original: oneLine(node.getText()) });
    return id;
  }

  /** The text of `node` from its first token on. */
  function render(node: ts.Node): string {
    const alternatives = alternativesOf(node, refusals);
    const switched = alternatives.map((one) => ({ one, is: `cfRule.is(${note(one, node)})` }));
    let rendered = "";
    let at = node.getStart();
    ts.forEachChild(node, (child) => {
      if (child.getStart() < at || isLeftAlone(child)) return;
      rendered += text.slice(at, child.getStart()) + render(child);
      at = child.getEnd();
    });
    rendered += text.slice(at, node.getEnd());
    return switched.reduceRight((original, { one, is }) => {
      if (one.form === "statement") return `{ if (!${is}) ${original} }`;
      if (one.form === "element") return `...(${is} ? [] : [${original}])`;
      if (one.form === "property") return `...(${is} ? {} : { ${original} })`;
      return `(${is} ? (${one.text}) : ${original})`;
    }, rendered);
  }

  const rendered = render(tree);
  return mutants.length === 0 ? { text, mutants } : {
    text: `const cfRule = ${SWITCHES};${text.slice(0, tree.getStart())}${rendered}`,
    mutants,
  };
}

function alternativesOf(
  node: ts.Node,
  refusals: Readonly<Record<string, string>>,
): readonly Alternative[] {
  if (ts.isSourceFile(node) || isInsideChain(node)) return [];
  const tables = tableAlternatives(node);
  if (ts.isRegularExpressionLiteral(node)) return [...tables, ...regexAlternatives(node)];
  if (ts.isStatement(node)) return statementAlternatives(node);
  if (!ts.isExpression(node)) return tables;
  const expressions = [...conditionAlternatives(node), ...controlAlternatives(node)];
  const calls = ts.isCallExpression(node) ? callAlternatives(node, refusals) : [];
  // The element is the outermost wrapping.
  return [...tables, ...expressions, ...calls];
}

/** Parts of `a?.b.c` cannot be put in parentheses. */
function isInsideChain(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isOptionalChain(node) &&
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) ||
      ts.isCallExpression(parent)) &&
    parent.expression === node;
}

/** Types are erased, and the wording of an error is no rule. */
function isLeftAlone(node: ts.Node): boolean {
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return true;
  if (
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
  ) return true;
  return ts.isNewExpression(node) && /Error$/.test(node.expression.getText());
}
