/**
 * The rewrite: one visitor that carries out the facts of a module. It asks the checker nothing, and
 * enters only nodes that have an action somewhere below them.
 */
import ts from "typescript";
import type { DeclaratorPlan, ModuleFacts, StatementAction } from "../types.ts";
import { at, constant, dataCall, hardenCall, helper } from "./nodes.ts";
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
  #hoists: ts.Statement[] = [];
  constructor(facts: ModuleFacts, context: ts.TransformationContext) {
    this.#facts = facts;
    this.#context = context;
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
    const action = this.#facts.statements.get(statement);
    if (action !== undefined) return this.#actOn(statement, action);
    const rewritten = ts.visitNode(statement, this.#visit) as ts.Statement;
    const needsOrder = this.#hoists.length > 0 && ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.length > 1;
    if (!needsOrder) return [...this.#takeHoists(), rewritten];
    // What is hoisted out of one declarator may need the declarators before it.
    this.#hoists = [];
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

  readonly #visit = (node: ts.Node): ts.Node => {
    if (!this.#facts.touched.has(node)) return node;
    const action = this.#facts.expressions.get(node);
    if (action?.kind === "helper") return at(helper(action.name), node);
    const inner = ts.visitEachChild(node, this.#visit, this.#context) as ts.Expression;
    switch (action?.kind) {
      case undefined:
        return inner;
      case "harden":
        return hardenCall(inner, action.name, node);
      case "data":
        return dataCall(inner, node);
      case "hoist-data":
        this.#hoists.push(constant(action.name, dataCall(inner, node), { authored: node }));
        return at(ts.factory.createIdentifier(action.name), node);
      case "hoist":
        this.#hoists.push(constant(action.name, inner, { authored: node }));
        return at(ts.factory.createIdentifier(action.name), node);
      default:
        return action satisfies never;
    }
  };
}
