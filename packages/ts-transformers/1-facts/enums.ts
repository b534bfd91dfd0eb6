/** Enums, which become frozen data. */
import ts from "typescript";
import { diagnostic } from "../diagnostics.generated.ts";
import type { EnumValue } from "../types.ts";
import { hasModifier } from "../walk.ts";
import type { FactsBuilder } from "./facts-builder.ts";

/** Plans an enum. Further declarations of one name add their members to the first. */
export function analyzeEnum(facts: FactsBuilder, declaration: ts.EnumDeclaration): void {
  const symbol = facts.checker.getSymbolAtLocation(declaration.name);
  const declarations = (symbol?.declarations ?? [declaration]).filter(ts.isEnumDeclaration)
    .filter((other) => other.getSourceFile() === facts.file);
  if (declarations[0] !== declaration) {
    facts.actOnStatement(declaration, { kind: "drop" });
    return;
  }
  const members = declarations.flatMap((each) => enumMembers(facts, each));
  if (symbol !== undefined) facts.classes.set(symbol, "data");
  facts.actOnStatement(declaration, {
    kind: "enum",
    name: declaration.name,
    members,
    exported: hasModifier(declaration, ts.SyntaxKind.ExportKeyword),
  });
}

function enumMembers(
  facts: FactsBuilder,
  declaration: ts.EnumDeclaration,
): (readonly [string, EnumValue])[] {
  return declaration.members.flatMap((member) => {
    const name = enumMemberName(member);
    const value = facts.checker.getConstantValue(member);
    if (value !== undefined) return [[name, value] as const];
    facts.report(diagnostic.moduleUnsupportedInitializer(member, {
      name: `${declaration.name.text}.${name}`,
      type: "a value that is only known when the program runs",
      alternative: "Write the value, or use a `const` object.",
    }));
    return [];
  });
}

/** The name of a member as a property key. */
export function enumMemberName(member: ts.EnumMember): string {
  const { name } = member;
  if (ts.isComputedPropertyName(name)) {
    return ts.isStringLiteralLike(name.expression) ? name.expression.text : name.getText();
  }
  return name.text;
}
