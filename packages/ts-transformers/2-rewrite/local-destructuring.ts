/** `const` destructuring of a reference inside a body: one constant a name. */
import ts from "typescript";
import type { LocalDeclaration, LocalDestructuring } from "../lowering.ts";
import { boundConstant } from "./key-path.ts";
import { constant } from "./nodes.ts";
import type { Rewriting } from "./rewriting.ts";

/** The statements that take the place of the authored one. */
export function destructuringStatements(
  rewriting: Rewriting,
  { declarations }: LocalDestructuring,
): ts.Statement[] {
  return declarations.flatMap((declaration) => declarationStatements(rewriting, declaration));
}

function declarationStatements(rewriting: Rewriting, plan: LocalDeclaration): ts.Statement[] {
  switch (plan.kind) {
    case "plain": {
      const { name, initializer } = rewriting.visit(plan.declaration);
      return [constant(name, initializer!, { authored: plan.declaration })];
    }
    case "bound": {
      const root = rewriting.visit(plan.root);
      if (plan.temporary === undefined) {
        return plan.bound.map((input) => boundConstant(rewriting, root, input));
      }
      const temporary = ts.factory.createIdentifier(plan.temporary);
      return [
        constant(plan.temporary, root, { authored: plan.root }),
        ...plan.bound.map((input) => boundConstant(rewriting, temporary, input)),
      ];
    }
    default:
      return plan satisfies never;
  }
}
