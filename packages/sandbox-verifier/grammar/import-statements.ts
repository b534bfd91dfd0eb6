/** S4 and the statement form of S5: `require` in a constant, a `var`, alone, or under a star. */
import type { AnyNode, CallExpression, VariableDeclaration } from "acorn";
import type { ModuleContext } from "./module-context.ts";
import { requiredModule } from "./requires.ts";
import { callOf, isIdentifier } from "./shapes.ts";

/** `const I = require(L);` with either wrapper, or `const I = __importStar(require(L)), J = I;`. */
export function checkImportConstants(
  statement: VariableDeclaration,
  context: ModuleContext,
): boolean {
  const [first, second] = statement.declarations;
  if (first === undefined || first.id.type !== "Identifier") return false;
  if (statement.declarations.length > 1) {
    const isAliased = statement.declarations.length === 2 && second!.id.type === "Identifier" &&
      isIdentifier(second!.init, first.id.name) && callOf(first.init, "__importStar") !== undefined;
    if (!isAliased) return false;
  }
  const required = requiredModule(context, first.init, "S4");
  if (required === undefined) return false;
  context.defineImport(first.id, required, false);
  addImportItem(statement, first.id.name, context);
  if (second?.id.type === "Identifier") {
    context.defineImport(second.id, required, false);
    context.placed.add(second.init as AnyNode & { type: "Identifier" });
  }
  return true;
}

/** `var I = require(L);`: TypeScript writes it for the getters of re-exports. */
export function checkImportVariable(
  statement: VariableDeclaration,
  context: ModuleContext,
): boolean {
  const [declarator] = statement.declarations;
  if (statement.declarations.length !== 1 || declarator!.id.type !== "Identifier") return false;
  if (callOf(declarator!.init, "require") === undefined) return false;
  const required = requiredModule(context, declarator!.init, "S4");
  if (required === undefined) return false;
  context.defineImport(declarator!.id, required, true);
  addImportItem(statement, declarator!.id.name, context);
  return true;
}

/** `require(L);` and `__exportStar(require(L), exports);`. */
export function checkImportStatement(call: CallExpression, context: ModuleContext): boolean {
  if (callOf(call, "require") !== undefined) {
    if (requiredModule(context, call, "S4") === undefined) return false;
  } else if (!checkExportStar(call, context)) return false;
  addImportItem(call, undefined, context);
  return true;
}

function checkExportStar(call: CallExpression, context: ModuleContext): boolean {
  const star = callOf(call, "__exportStar");
  if (star === undefined || star.arguments.length !== 2) return false;
  const [source, target] = star.arguments;
  if (!isIdentifier(target, "exports") || callOf(source, "require") === undefined) return false;
  const required = requiredModule(context, source, "S5");
  if (required === undefined) return false;
  context.placed.add(star.callee).add(target);
  if (required.kind === "host") {
    context.findings.add("S5", "verify:host-namespace", call, "it cannot be re-exported whole.");
  } else if (required.kind === "package") {
    context.findings.add("S5", "verify:package", call, required.specifier);
  }
  context.starTargets.add(required.specifier);
  return true;
}

function addImportItem(node: AnyNode, name: string | undefined, context: ModuleContext): void {
  const item = { start: node.start, end: node.end, kind: "import" } as const;
  context.items.push(name === undefined ? item : { ...item, name });
}
