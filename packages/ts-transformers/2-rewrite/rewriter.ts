/**
 * The rewrite: one visitor that carries out the facts of a module. It asks the checker nothing, and
 * enters only nodes that have an action somewhere below them.
 */
import ts from "typescript";
import type { DeclaratorPlan, ExpressionAction, ModuleFacts, StatementAction } from "../types.ts";
import { withCause } from "./cause.ts";
import { jsxPart } from "./jsx-part.ts";
import { destructuringStatements } from "./local-destructuring.ts";
import { lower } from "./lower.ts";
import { at, constant, dataCall, hardenCall, helper } from "./nodes.ts";
import type { Rewriting, Wrapper } from "./rewriting.ts";
import {
  declaratorStatements,
  defaultImportStatements,
  enumStatements,
  exportListStatements,
  linksFirst,
  registration,
} from "./statements.ts";

/** The transformer for the module of `facts`; other files pass through it unchanged. */
export function rewriter(facts: ModuleFacts): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    if (file !== facts.file || facts.disabled) return file;
    if (facts.counters !== undefined) facts.counters.typescriptVisits++;
    const statements = new ModuleRewrite(facts, context).statements();
    return ts.factory.updateSourceFile(
      file,
      ts.setTextRange(
        ts.factory.createNodeArray(statements),
        file.statements,
      ),
    );
  };
}

class ModuleRewrite {
  readonly #facts: ModuleFacts;
  readonly #context: ts.TransformationContext;
  readonly #rewriting: Rewriting;
  /** Results in the current statement: what stands in two places is hoisted from only once. */
  readonly #results = new Map<ts.Node, ts.Node>();
  readonly #wrappers = new Map<ts.Node, Wrapper>();
  /** Nodes with a wrapper, and everything above them in the body of their callback. */
  readonly #withWrapped = new Set<ts.Node>();
  #hoists: ts.Statement[] = [];
  constructor(facts: ModuleFacts, context: ts.TransformationContext) {
    this.#facts = facts;
    this.#context = context;
    this.#rewriting = {
      file: facts.file,
      visit: (node) => ts.visitNode(node, this.#visit) as typeof node,
      visitChildren: this.#visitChildren,
      wrapInside: (within, wrappers) => this.#wrapInside(within, wrappers),
      hoist: (name, value, authored) => this.#hoist(name, value, authored),
    };
  }

  /** The statements of the module; hoisted builders come right before the statement using them. */
  statements(): readonly ts.Statement[] {
    const { file, registered } = this.#facts;
    const rewritten = linksFirst(
      file.statements.flatMap((statement) => this.#statement(statement)),
    );
    return registered.length === 0 ? rewritten : [...rewritten, registration(registered)];
  }

  #statement(statement: ts.Statement): ts.Statement[] {
    this.#results.clear();
    const action = this.#facts.statements.get(statement);
    if (action !== undefined) return this.#actOn(statement, action);
    const rewritten = ts.visitNode(statement, this.#visit) as ts.Statement;
    const needsOrder = this.#hoists.length > 0 && ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.length > 1;
    if (!needsOrder) return [...this.#takeHoists(), rewritten];
    // What is hoisted out of one declarator may need the declarators before it.
    this.#hoists = [];
    this.#results.clear();
    const plans = statement.declarationList.declarations.map((declaration) =>
      ({ kind: "plain", declaration }) as const
    );
    return this.#declarators(statement, plans);
  }

  #declarators(statement: ts.VariableStatement, plans: readonly DeclaratorPlan[]): ts.Statement[] {
    return plans.flatMap((plan) => {
      const { initializer } = plan.declaration;
      const value = ts.visitNode(initializer!, this.#visit) as ts.Expression;
      return [...this.#takeHoists(), ...declaratorStatements(statement, plan, value)];
    });
  }

  #takeHoists(): ts.Statement[] {
    const hoists = this.#hoists;
    this.#hoists = [];
    return hoists;
  }

  #actOn(statement: ts.Statement, action: StatementAction): ts.Statement[] {
    switch (action.kind) {
      case "drop":
        return [];
      case "enum":
        return enumStatements(statement, action);
      case "declarators":
        return this.#declarators(statement as ts.VariableStatement, action.plans);
      case "default-import":
        return defaultImportStatements(statement, action.exportedAs);
      case "export-list":
        return exportListStatements(statement, action.without);
      default:
        return action satisfies never;
    }
  }

  readonly #visit = (node: ts.Node): ts.VisitResult<ts.Node> => {
    if (!this.#facts.touched.has(node) && !this.#withWrapped.has(node)) return node;
    const known = this.#results.get(node);
    if (known !== undefined) return known;
    const plan = this.#facts.localDestructurings.get(node as ts.Statement);
    if (plan !== undefined) return destructuringStatements(this.#rewriting, plan);
    if (ts.isShorthandPropertyAssignment(node)) return this.#shorthand(node);
    const wrap = this.#wrappers.get(node);
    const value = this.#acted(node);
    const result = jsxPart(node, wrap === undefined ? value : wrap(value as ts.Expression));
    if (result !== node) this.#results.set(node, result);
    return result;
  };

  readonly #visitChildren = <T extends ts.Node>(node: T): T =>
    ts.visitEachChild(node, this.#visit, this.#context);

  /** The lowering of `node`, then what is done with its value, then the name of the value. */
  #acted(node: ts.Node): ts.Node {
    const action = this.#facts.expressions.get(node);
    if (action?.kind === "helper") return at(helper(action.name), node);
    const lowering = this.#facts.lowerings.get(node);
    const lowered = lowering === undefined
      ? this.#visitChildren(node)
      : lower(this.#rewriting, node, lowering);
    const value = action === undefined
      ? lowered
      : this.#actOnValue(lowered as ts.Expression, action, node);
    const cause = this.#facts.causes.get(node);
    return cause === undefined ? value : withCause(value as ts.Expression, cause, node);
  }

  #actOnValue(
    value: ts.Expression,
    action: Exclude<ExpressionAction, { kind: "helper" }>,
    node: ts.Node,
  ): ts.Expression {
    switch (action.kind) {
      case "harden":
        return hardenCall(value, action.name, node);
      case "data":
        return dataCall(value, node);
      case "hoist-data":
        return this.#hoist(action.name, dataCall(value, node), node);
      case "hoist":
        return this.#hoist(action.name, value, node);
      default:
        return action satisfies never;
    }
  }

  /** `{ a }` keeps its form unless something becomes of the value of `a`. */
  #shorthand(node: ts.ShorthandPropertyAssignment): ts.ObjectLiteralElementLike {
    const value = ts.visitNode(node.name, this.#visit) as ts.Expression;
    return value === node.name
      ? this.#visitChildren(node)
      : at(ts.factory.createPropertyAssignment(node.name, value), node);
  }

  #hoist(name: string, value: ts.Expression, authored: ts.Node): ts.Identifier {
    this.#hoists.push(constant(name, value, { authored }));
    return at(ts.factory.createIdentifier(name), authored);
  }

  #wrapInside(within: ts.Node, wrappers: ReadonlyMap<ts.Node, Wrapper>): void {
    for (const [node, wrapper] of wrappers) {
      this.#wrappers.set(node, wrapper);
      for (let above = node; above !== within.parent; above = above.parent) {
        this.#withWrapped.add(above);
      }
    }
  }
}
