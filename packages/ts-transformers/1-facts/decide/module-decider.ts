/** The decisions of one module: every builder, function and value of its top level. */
import ts from "typescript";
import type { ExportSpec } from "@commonfabric/api";
import { diagnostic } from "../../diagnostics.generated.ts";
import type { TransformDiagnostic } from "../../render-diagnostic.ts";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import { callbackIndex } from "../builder-arguments.ts";
import type { FactsBuilder } from "../facts-builder.ts";
import { HandleTypes } from "../handle-types.ts";
import type { Provenance } from "../provenance.ts";
import { decideBody } from "./bodies.ts";
import { callWithSchemas } from "./call-schemas.ts";
import { decideCompute } from "./compute.ts";
import { type Context, contextOf } from "./context.ts";
import type { Deciding, Site } from "./deciding.ts";
import { decideBuilder, decideCallback } from "./placed-builders.ts";
import { Reactivity } from "./reactivity.ts";
import type { Reactive } from "./reactivity.ts";
import type { SchemaSource } from "./schema-source.ts";
import { decideValue } from "./values.ts";

export interface DeciderParts {
  readonly facts: FactsBuilder;
  readonly handles: HandleTypes;
  readonly schemas: SchemaSource;
}

/** Wires the files of this folder together; they call each other through it. */
export class ModuleDecider implements Deciding {
  readonly facts: FactsBuilder;
  readonly provenance: Provenance;
  readonly handles: HandleTypes;
  readonly reactivity: Reactivity;
  readonly schemas: SchemaSource;
  readonly patternOwned: Set<ts.Node> = new Set();
  readonly eventFunctions: Set<ts.Node> = new Set();
  readonly #causes = new Map<ts.Node | undefined, Set<string>>();
  /** Functions of the module that builders are given by name. */
  readonly #named = new Map<ts.Node, ExportSpec>();

  /** Definitions at module level. */
  readonly #definitions: { readonly call: ts.CallExpression; readonly spec: ExportSpec }[] = [];

  constructor({ facts, handles, schemas }: DeciderParts) {
    this.facts = facts;
    this.provenance = facts.provenance;
    this.handles = handles;
    this.reactivity = new Reactivity(facts.provenance, handles);
    this.schemas = schemas;
  }

  report(found: TransformDiagnostic): void {
    this.facts.report(found);
  }

  causesOf(body: ts.Node | undefined): Set<string> {
    let causes = this.#causes.get(body);
    if (causes === undefined) this.#causes.set(body, causes = new Set());
    return causes;
  }

  value(expression: ts.Expression, site: Site): Reactive {
    return decideValue(this, expression, site);
  }

  compute(node: ts.Node, context: Context, apart?: ReadonlySet<ts.Node>): void {
    this.reactivity.inCode(true, () => decideCompute(this, node, context, apart));
  }

  body(fn: ts.FunctionLikeDeclaration, context: Context): void {
    this.reactivity.inCode(context.kind !== "pattern", () => decideBody(this, fn, context));
  }

  /** Decides the whole module; `visiting` is told where it is. */
  decide(visiting: (node: ts.Node) => void): void {
    this.#findNamedCallbacks(this.facts.file);
    for (const statement of this.facts.file.statements) {
      visiting(statement);
      this.#topLevel(statement);
    }
  }

  /** A definition needs a name of its own, which values of module level have been given by now. */
  checkPlaces(): void {
    for (const { call, spec } of this.#definitions) {
      if (this.facts.placedBuilders.has(call) || this.facts.hasFindingAround(call)) continue;
      this.report(diagnostic.moduleUnsupportedInitializer(call, {
        name: call.expression.getText(this.facts.file),
        type: `a ${spec.name} inside a larger value`,
        alternative: "Give it a `const` of its own.",
      }));
    }
  }

  /** Functions given by name as callbacks are compiled for their builder. */
  #findNamedCallbacks(node: ts.Node): void {
    if (ts.isCallExpression(node)) {
      const spec = this.provenance.builderOf(node);
      const index = spec === undefined ? undefined : callbackIndex(node, spec.verify?.callback);
      const argument = index === undefined ? undefined : node.arguments[index];
      const name = argument === undefined ? undefined : withoutAssertions(argument);
      const fn = name !== undefined && ts.isIdentifier(name) ? this.#functionOf(name) : undefined;
      if (fn !== undefined && spec !== undefined) this.#named.set(fn, spec);
    }
    ts.forEachChild(node, (child) => this.#findNamedCallbacks(child));
  }

  #functionOf(name: ts.Identifier): ts.Node | undefined {
    const declaration = this.provenance.local(name)?.valueDeclaration;
    if (declaration === undefined || declaration.getSourceFile() !== this.facts.file) {
      return undefined;
    }
    if (ts.isFunctionDeclaration(declaration)) return declaration;
    if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) {
      return undefined;
    }
    const value = withoutAssertions(declaration.initializer);
    return isDirectFunction(value) ? value : undefined;
  }

  #topLevel(node: ts.Node): void {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (isDirectFunction(node) || ts.isFunctionDeclaration(node)) return this.#function(node);
    if (ts.isClassLike(node)) return this.compute(node, contextOf("standalone", node));
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const spec = this.provenance.hostValue(node.expression);
      if (ts.isCallExpression(node) && spec?.category === "builder") {
        return this.#builder(node, spec);
      }
      if (spec !== undefined) callWithSchemas(this, node, spec);
    }
    ts.forEachChild(node, (child) => this.#topLevel(child));
  }

  #function(fn: ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration): void {
    const spec = this.#named.get(fn);
    if (spec !== undefined) decideCallback(this, fn, spec);
    else this.compute(fn, contextOf("standalone", fn));
  }

  #builder(call: ts.CallExpression, spec: ExportSpec): void {
    // What tests are made of: a record of patterns.
    if (spec.callKind === undefined) return;
    const isDefinition = spec.callKind === "pattern" || spec.callKind === "render" ||
      spec.callKind === "lift" || spec.callKind === "handler";
    if (isDefinition) {
      this.#definitions.push({ call, spec });
      decideBuilder(this, call, spec);
      const callback = callbackIndex(call, spec.verify?.callback);
      call.arguments.forEach((argument, index) => {
        if (index !== callback) this.#topLevel(argument);
      });
      return;
    }
    if (this.facts.hasFindingAround(call)) return;
    this.report(diagnostic.standaloneFunctionReactiveOperation(call, {
      name: "module scope",
      expr: call.expression,
    }));
  }
}
