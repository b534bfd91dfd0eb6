/**
 * Builder calls inside functions. In pattern context an applied one, or the pattern of a list, is
 * hoisted to a module constant if it captures nothing; anything else has no stable name to be
 * reloaded by and is refused.
 */
import ts from "typescript";
import type { ExportSpec } from "@commonfabric/api";
import { diagnostic } from "../diagnostics.generated.ts";
import { isDirectFunction, withAssertions, withoutAssertions } from "../walk.ts";
import { analyzeBuilderArguments, callbackIndex } from "./builder-arguments.ts";
import { boundName, siteDetails } from "./builder-sites.ts";
import type { FactsBuilder } from "./facts-builder.ts";
import { captures } from "./free-names.ts";

type FunctionContext = "pattern" | "compute" | "standalone";

interface Frame {
  readonly node: ts.Node;
  readonly context: FunctionContext;
}

/** Follows the walk of one module into and out of functions, and places builder calls. */
export class BuilderPlacement {
  readonly #facts: FactsBuilder;
  readonly #frames: Frame[] = [];
  readonly #named: ReadonlyMap<ts.Node, FunctionContext>;
  readonly #counts = { Lift: 0, Handler: 0, Pattern: 0 };
  constructor(facts: FactsBuilder) {
    this.#facts = facts;
    this.#named = namedCallbacks(facts);
  }

  enter(node: ts.Node): void {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) {
      this.#frames.push({ node, context: this.#contextOf(node) });
    }
  }

  /** Inner builders are left first, so hoists are numbered from the inside out. */
  leave(node: ts.Node): void {
    if (this.#frames.at(-1)?.node === node) this.#frames.pop();
    const context = this.#frames.at(-1)?.context;
    if (context === "pattern" && isDirectFunction(node)) this.#checkEventFunction(node);
    if (!ts.isCallExpression(node)) return;
    const builder = this.#facts.provenance.builderOf(node);
    if (builder === undefined) return;
    if (context === undefined) this.#checkModuleLevel(node, builder);
    else this.#place(node, builder, context);
  }

  #contextOf(node: ts.Node): FunctionContext {
    const named = this.#named.get(node);
    if (named !== undefined) return named;
    const argument = withAssertions(node);
    if (!isDirectFunction(node) || !ts.isCallExpression(argument.parent)) return "standalone";
    const call = argument.parent;
    const builder = this.#facts.provenance.builderOf(call);
    if (builder === undefined) return this.#frames.at(-1)?.context ?? "standalone";
    const index = callbackIndex(call, builder.verify?.callback);
    if (call.arguments[index ?? -1] !== argument) return "standalone";
    return callbackContext(builder);
  }

  /** At module level a builder has a name of its own, or it could not be found again. */
  #checkModuleLevel(call: ts.CallExpression, builder: ExportSpec): void {
    const facts = this.#facts;
    if (facts.placedBuilders.has(call) || facts.hasFindingAround(call)) return;
    facts.report(diagnostic.moduleUnsupportedInitializer(call, {
      name: call.expression.getText(facts.file),
      type: `a ${builder.name} inside a larger value`,
      alternative: "Give it a `const` of its own.",
    }));
  }

  /** A function written as the value of an event attribute has no schema and no stable name. */
  #checkEventFunction(node: ts.ArrowFunction | ts.FunctionExpression): void {
    const { parent } = withAssertions(node);
    const attribute = ts.isJsxExpression(parent) ? parent.parent : undefined;
    if (attribute === undefined || !ts.isJsxAttribute(attribute)) return;
    const name = attribute.name.getText(this.#facts.file);
    if (!name.startsWith("on")) return;
    this.#facts.report(diagnostic.patternContextFunctionCreation(node, {
      kind: "the function",
      name: node.getText(this.#facts.file),
    }));
  }

  #place(call: ts.CallExpression, builder: ExportSpec, context: FunctionContext): void {
    const facts = this.#facts;
    if (context !== "pattern") {
      const owner = this.#frames.at(-1)!.node;
      facts.report(diagnostic.standaloneFunctionReactiveOperation(call.expression, {
        name: functionName(owner),
        expr: call.expression,
      }));
      return;
    }
    if (!isHoistable(call, builder) || captures(facts, call)) {
      facts.report(diagnostic.patternContextBuilderPlacement(call.expression, {
        builder: call.expression,
        inlineHint: builder.callKind === "handler" ? ", or write `action(...)`" : "",
      }));
      return;
    }
    const prefix = builder.callKind === "lift"
      ? "Lift"
      : builder.callKind === "handler"
      ? "Handler"
      : "Pattern";
    const name = `__cf${prefix}_${++this.#counts[prefix]}`;
    analyzeBuilderArguments(facts, call, builder);
    facts.act(call, { kind: "hoist", name });
    facts.registered.push(name);
    facts.addSite(name, call, siteDetails(facts, call, boundName(call)));
  }
}

function callbackContext(builder: ExportSpec): FunctionContext {
  return builder.callKind === "pattern" || builder.callKind === "render" ? "pattern" : "compute";
}

/** Functions of the module that are given by name as callbacks of module-level builders. */
function namedCallbacks(facts: FactsBuilder): ReadonlyMap<ts.Node, FunctionContext> {
  const found = new Map<ts.Node, FunctionContext>();
  for (const call of facts.file.statements.flatMap(topLevelValues)) {
    const builder = facts.provenance.builderOf(call);
    if (builder === undefined || !ts.isCallExpression(call)) continue;
    const callback = call.arguments[callbackIndex(call, builder.verify?.callback) ?? -1];
    const name = callback === undefined ? undefined : withoutAssertions(callback);
    if (name === undefined || !ts.isIdentifier(name)) continue;
    const declaration = facts.checker.getSymbolAtLocation(name)?.valueDeclaration;
    if (declaration === undefined || declaration.getSourceFile() !== facts.file) continue;
    const fn = ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined
      ? withoutAssertions(declaration.initializer)
      : declaration;
    found.set(fn, callbackContext(builder));
  }
  return found;
}

function topLevelValues(statement: ts.Statement): ts.Expression[] {
  if (ts.isExportAssignment(statement)) return [withoutAssertions(statement.expression)];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ initializer }) =>
    initializer === undefined ? [] : [withoutAssertions(initializer)]
  );
}

/** An applied lift or handler, or a pattern anywhere. */
function isHoistable(call: ts.CallExpression, builder: ExportSpec): boolean {
  if (builder.callKind === "pattern" || builder.callKind === "render") return true;
  const value = withAssertions(call);
  const { parent } = value;
  if (ts.isCallExpression(parent)) return parent.expression === value;
  return builder.callKind === "handler" && ts.isPropertyAccessExpression(parent) &&
    parent.name.text === "with" && ts.isCallExpression(parent.parent) &&
    parent.parent.expression === parent;
}

function functionName(node: ts.Node): string {
  const named = node as ts.Node & { name?: ts.Node };
  if (named.name !== undefined) return named.name.getText();
  const parent = withAssertions(node).parent;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)
    ? parent.name.getText()
    : "(anonymous)";
}
