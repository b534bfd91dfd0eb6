/**
 * The rules about names, W1 to W10, over the references that the module itself must answer for:
 * module-level bindings, parameters of the wrapper, and free names. Inner names are nobody's
 * business but the function's.
 */
import type { MemberExpression } from "acorn";
import {
  COVERAGE_PARAMETER,
  DATA_TEMPORARY_NAME,
  helperExport,
  HOIST_NAME,
  importableHostExport,
  nearestName,
  NEW_CODE_NAMES,
  PATTERN_INPUT_PARAMETER,
  SANDBOX_GLOBALS,
  WRAPPER_PARAMETERS,
} from "@commonfabric/contract";
import { isPure } from "../grammar/host-rules.ts";
import type { ModuleBinding, ModuleContext } from "../grammar/module-context.ts";
import { memberName } from "../grammar/shapes.ts";
import type { CollectedNames } from "./collect-names.ts";
import { forOuterReferences, isCovered, Use } from "./name-table.ts";
import type { NotedDeclaration, Reference } from "./name-table.ts";

const NEW_CODE: ReadonlySet<string> = new Set(NEW_CODE_NAMES);
const WRAPPER: ReadonlySet<string> = new Set(WRAPPER_PARAMETERS);

/** Judges every name of the body; notes which names of imports are read. */
export function checkNames(collected: CollectedNames, context: ModuleContext): void {
  context.hasRefusedStatement = !context.findings.isEmpty;
  for (const declaration of collected.noted) checkDeclaration(declaration, context);
  for (const [name, entry] of collected.names.entries()) {
    if (entry.references.length === 0) continue;
    const judge = entry.isModuleLevel ? bindingJudge(name, context) : outerJudge(name, context);
    forOuterReferences(entry, judge);
  }
  for (const name of context.misusedVars) {
    context.findings.add("S4", "verify:mutable-binding", context.bindings.get(name)!.node);
  }
}

type Judge = (reference: Reference) => void;

/** W2 and the declarations of W8. */
function checkDeclaration(declaration: NotedDeclaration, context: ModuleContext): void {
  const { node, isParameter } = declaration;
  const { name } = node;
  if (NEW_CODE.has(name)) {
    context.findings.add("W8", "verify:new-code", node, name);
    return;
  }
  if (isParameter && name === PATTERN_INPUT_PARAMETER) return;
  const known = context.bindings.get(name);
  const binding = known?.node === node ? known : undefined;
  if (binding?.kind === "const") {
    if (HOIST_NAME.test(name) || DATA_TEMPORARY_NAME.test(name)) return;
  }
  if (binding?.import?.kind === "host" && !WRAPPER.has(name) && name !== COVERAGE_PARAMETER) return;
  context.findings.add("W2", "verify:reserved-name", node, name);
}

/** The rules for a module-level name. */
function bindingJudge(name: string, context: ModuleContext): Judge {
  const binding = context.bindings.get(name);
  const imported = binding?.import;
  return (reference) => {
    if (isAssigned(reference)) {
      context.findings.add("W1", "verify:module-state", reference.node, name);
    }
    if (binding === undefined) return;
    if (imported !== undefined) checkImportUse(reference, binding, context);
    else if (binding.value === "builder") checkBuilderInThunk(reference, name, context);
  };
}

function outerJudge(name: string, context: ModuleContext): Judge {
  const assigned: Judge = (reference) => {
    if (isAssigned(reference)) {
      context.findings.add("W1", "verify:module-state", reference.node, name);
    }
  };
  switch (name) {
    case "exports":
      return (reference) => {
        assigned(reference);
        checkExportsUse(reference, context);
      };
    case "__cfHelpers":
      return (reference) => {
        assigned(reference);
        checkHelpersUse(reference, context);
      };
    case "__cfHardenFn":
      return (reference) => {
        assigned(reference);
        const isCalled = reference.use === Use.Callee && reference.member === undefined;
        if (!isCalled || !reference.moduleLevel) misused(reference, "W4", context);
      };
    case COVERAGE_PARAMETER:
      return (reference) => checkProbe(reference, context);
  }
  if (WRAPPER.has(name)) {
    return (reference) => {
      assigned(reference);
      if (!context.placed.has(reference.node)) misused(reference, "W4", context);
    };
  }
  return (reference) => checkFreeName(reference, context);
}

function isAssigned(reference: Reference): boolean {
  return reference.member === undefined && reference.use === Use.Write;
}

function misused(reference: Reference, rule: "W4" | "W5", context: ModuleContext): void {
  context.findings.add(rule, "verify:helper", reference.node, reference.node.name);
}

/** W3. */
function checkExportsUse(reference: Reference, context: ModuleContext): void {
  const { node, member, use } = reference;
  if (context.placed.has(node)) return;
  const name = member === undefined ? undefined : memberName(member);
  if (name === undefined || use !== Use.Read) {
    const target = context.mirrored.get(node)?.name;
    if (target !== undefined && context.bindings.has(target)) {
      context.findings.add("W3", "verify:module-state", node, target);
    } else context.findings.add("W3", "verify:exports", node);
    return;
  }
  const state = context.exports.get(name);
  if (state === undefined) {
    // A refused statement may have meant to define it.
    if (!context.hasRefusedStatement) context.findings.add("W3", "verify:exports", node, name);
  } else if (state.value === "builder") checkBuilderInThunk(reference, name, context);
}

/** W5; inside computed data only the data helpers. */
function checkHelpersUse(reference: Reference, context: ModuleContext): void {
  const { member, use } = reference;
  const name = member === undefined || member.computed ? undefined : memberName(member);
  const row = name === undefined ? undefined : helperExport(context.policy.hosts, name);
  if (row === undefined || use === Use.Write || use === Use.Delete) {
    misused(reference, "W5", context);
  } else if (row.verify?.data !== true && isInThunk(reference, context)) {
    misused(reference, "W5", context);
  }
}

/** S12: a probe is a statement of its own. */
function checkProbe(reference: Reference, context: ModuleContext): void {
  if (!context.policy.coverage) checkFreeName(reference, context);
  else if (!context.probes.has(reference.node)) {
    context.findings.add("S12", "verify:helper", reference.node, COVERAGE_PARAMETER);
  }
}

/** W7, the references of W8, and `module.exports`, which would be exports by another name. */
function checkFreeName({ node, member }: Reference, context: ModuleContext): void {
  const isExports = node.name === "module" && member !== undefined &&
    memberName(member) === "exports";
  if (isExports && context.findings.add("W3", "verify:exports", node)) return;
  if (NEW_CODE.has(node.name)) {
    context.findings.add("W8", "verify:new-code", node, node.name);
  } else if (!SANDBOX_GLOBALS.has(node.name)) {
    context.findings.add("W7", "verify:free-name", node, node.name);
  }
}

/** W9, W10, and the names that are read through an import. */
function checkImportUse(
  reference: Reference,
  binding: ModuleBinding,
  context: ModuleContext,
): void {
  const { node, member } = reference;
  const { specifier, kind } = binding.import!;
  if (binding.isVar === true && !context.getterReads.has(node)) {
    context.misusedVars.add(node.name);
  }
  if (context.placed.has(node)) return;
  const name = member === undefined ? undefined : memberName(member);
  if (name === undefined) context.escapedImports.add(specifier);
  else context.noteName(specifier, name);
  if (kind === "host") checkHostUse(reference, member, specifier, context);
  if (kind === "package") {
    const atLoad = reference.moduleLevel || isInThunk(reference, context);
    if (atLoad && context.findings.add("W10", "verify:package", node, specifier)) return;
    if (name === undefined) {
      context.findings.add("W9", "verify:host-namespace", node, packageText(specifier));
    }
  }
}

function packageText(specifier: string): string {
  return `the namespace of "${specifier}" is not a value.`;
}

function checkHostUse(
  reference: Reference,
  member: MemberExpression | undefined,
  specifier: string,
  context: ModuleContext,
): void {
  const { node } = reference;
  const name = member === undefined || member.computed ? undefined : memberName(member);
  if (name === undefined) {
    context.findings.add("W9", "verify:host-namespace", node, "its namespace is not a value.");
    return;
  }
  const row = importableHostExport(context.policy.hosts, specifier, name);
  if (row === undefined) {
    context.findings.add("W9", "verify:host-namespace", node, noExport(specifier, name, context));
  } else if (!isPure(row) && isInThunk(reference, context)) {
    context.findings.add("W5", "verify:helper", node, name);
  }
}

function noExport(specifier: string, name: string, context: ModuleContext): string {
  const names = context.policy.hosts.modules.get(specifier)?.exports.keys() ?? [];
  const near = nearestName(name, names);
  const suggestion = near === undefined ? "" : `; did you mean "${near}"?`;
  return `"${specifier}" has no export named "${name}"${suggestion || "."}`;
}

/** Computed data creates no reactive node. */
function checkBuilderInThunk(reference: Reference, name: string, context: ModuleContext): void {
  if (isInThunk(reference, context)) {
    context.findings.add("W5", "verify:helper", reference.node, name);
  }
}

function isInThunk({ node }: Reference, context: ModuleContext): boolean {
  return isCovered(context.thunks, node.start);
}
