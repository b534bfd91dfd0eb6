/**
 * A body against every rule: text, tokens, tree, statements, names, in this order. What it finds
 * has positions in the body only, so it can be remembered by the hash of the body.
 */
import type { Program } from "acorn";
import { compareUtf8, sortedUtf8 } from "@commonfabric/canonical";
import { leadingImportsEnd } from "./grammar/leading-imports.ts";
import { ModuleContext } from "./grammar/module-context.ts";
import type { ModuleItem, RequireSite } from "./grammar/module-context.ts";
import { checkStatements } from "./grammar/statements.ts";
import { LIMIT_TEXTS } from "./messages.ts";
import { collectNames } from "./names/collect-names.ts";
import { checkNames } from "./names/name-rules.ts";
import { parseBody } from "./parse/parse-body.ts";
import { resolvePolicy } from "./policy.ts";
import type { ResolvedPolicy } from "./policy.ts";
import { Findings } from "./rules.ts";
import type { Finding, RuleId } from "./rules.ts";
import { checkText, DIRECTIVE } from "./text-rules.ts";
import type { ImportedNames, Verdict, VerifierPolicy } from "./verdict.ts";

/** The part of a verdict that comes from the body. */
export type Surface = Omit<Verdict, "ok" | "verifierVersion" | "policy" | "bodyHash">;

/** What a check of a body finds. */
export interface BodyCheck {
  /** Present exactly when `findings` is empty. */
  readonly surface: Surface | undefined;
  /** At most 50, by position. */
  readonly findings: readonly Finding[];
  /** Every `require`, for the comparison with declared imports. */
  readonly requires: readonly RequireSite[];
  /** The stack of the engine ended the check: it says nothing about the body. */
  readonly exhausted: boolean;
  readonly parsed: boolean;
}

/** Checks `body`; the rules in `off` report nothing (tests only). */
export function checkBody(
  body: string,
  policy: ResolvedPolicy,
  off?: ReadonlySet<RuleId>,
): BodyCheck {
  const findings = new Findings(off);
  checkText(body, findings);
  if (!findings.isEmpty) return refused(findings, { parsed: false });
  try {
    return checkTree(body, policy, findings);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const exhausted = new Findings(off);
    exhausted.add("X8", "verify:too-deep", { start: 0, end: 0 }, LIMIT_TEXTS.stack);
    return refused(exhausted, { exhausted: true, parsed: true });
  }
}

function checkTree(body: string, policy: ResolvedPolicy, findings: Findings): BodyCheck {
  const parse = parseBody(body, findings);
  if (parse.program === undefined) {
    return refused(findings, { exhausted: parse.exhausted, parsed: true });
  }
  const { program, tokens } = parse;
  checkDirective(body, program, findings);
  const collected = collectNames(program, findings);
  if (!collected.complete) return refused(findings, { parsed: true });
  const context = new ModuleContext(policy, findings, collected);
  checkStatements(program, context);
  checkNames(collected, context);
  const { requires } = context;
  if (!findings.isEmpty) return { ...refused(findings, { parsed: true }), requires };
  const { nodes, depth } = collected;
  const importsEnd = leadingImportsEnd(program, context);
  const surface = surfaceOf(context, importsEnd, { tokens, nodes, depth });
  return { surface, findings: [], requires, exhausted: false, parsed: true };
}

/** The text rule saw the first characters; the tree says whether they are a directive. */
function checkDirective(body: string, program: Program, findings: Findings): void {
  const [first] = program.body;
  if (first?.type === "ExpressionStatement" && first.directive === "use strict") return;
  findings.add(
    "X5",
    "verify:text",
    { start: 0, end: body.length },
    `it does not start with ${DIRECTIVE}.`,
  );
}

function refused(
  findings: Findings,
  state: { exhausted?: boolean; parsed: boolean },
): BodyCheck {
  return {
    surface: undefined,
    findings: findings.reportable(),
    requires: [],
    exhausted: state.exhausted ?? false,
    parsed: state.parsed,
  };
}

function surfaceOf(
  context: ModuleContext,
  importsEnd: number,
  stats: Verdict["stats"],
): Surface {
  return {
    imports: context.imports,
    importedNames: context.imports.map((specifier) => importedNames(specifier, context)),
    exports: [...context.exports.values()]
      .map(({ surface }) => surface)
      .sort((a, b) => compareUtf8(a.name, b.name)),
    starTargets: [...context.starTargets],
    topLevelFunctions: context.functions,
    hoistedExports: context.hoistedExports,
    hoistSymbols: context.registered,
    hasHoistRegistration: context.hasRegistration,
    importsEnd,
    thunks: context.thunks,
    stats,
  };
}

function importedNames(specifier: string, context: ModuleContext): ImportedNames {
  if (context.escapedImports.has(specifier)) return { specifier, names: "*" };
  return { specifier, names: sortedUtf8(context.importedNames.get(specifier) ?? []) };
}

/**
 * The module-level items of the tree of a body, in source order: what each is, without a judgement
 * of the body as a whole. `program` is an acorn tree with `ecmaVersion` 2025.
 */
export function classifyModuleItems(program: Program, policy: VerifierPolicy): ModuleItem[] {
  const context = new ModuleContext(resolvePolicy(policy), new Findings(), {
    probes: new Set(),
    mirrored: new Map(),
  });
  checkStatements(program, context);
  return context.items;
}
