/** `require(L)` and its interop wrappers: the part that S4 and S5 share. */
import type { AnyNode } from "acorn";
import { LIMITS } from "@commonfabric/contract";
import { LIMIT_TEXTS } from "../messages.ts";
import type { SpecifierKind } from "../policy.ts";
import { specifierKind } from "../policy.ts";
import type { RuleId } from "../rules.ts";
import type { ModuleContext } from "./module-context.ts";
import { callOf, stringValue } from "./shapes.ts";

export interface RequiredModule {
  readonly specifier: string;
  readonly kind: SpecifierKind;
  readonly interop: "none" | "default" | "star";
}

/**
 * The module that `node` requires, when it is `require(L)`, `__importDefault(require(L))` or
 * `__importStar(require(L))`; notes the import. `undefined` for every other expression.
 */
export function requiredModule(
  context: ModuleContext,
  node: AnyNode | null | undefined,
  rule: RuleId,
): RequiredModule | undefined {
  const wrapper = callOf(node, "__importDefault") ?? callOf(node, "__importStar");
  if (wrapper !== undefined && wrapper.arguments.length !== 1) return undefined;
  const call = callOf(wrapper === undefined ? node : wrapper.arguments[0], "require");
  const specifier = call?.arguments.length === 1 ? stringValue(call.arguments[0]) : undefined;
  if (call === undefined || specifier === undefined) return undefined;
  context.placed.add(call.callee);
  if (wrapper !== undefined) context.placed.add(wrapper.callee);
  const { start, end } = call.arguments[0]!;
  context.noteRequire({ specifier, start, end });
  if (context.imports.length === LIMITS.importsPerModule + 1) {
    context.findings.add("X10", "verify:limit", call, LIMIT_TEXTS.importsPerModule);
  }
  const kind = specifierKind(specifier, context.policy);
  if (kind === undefined) {
    context.findings.add(rule, "verify:import-not-declared", { start, end }, specifier);
  }
  const interop = wrapper === undefined
    ? "none"
    : wrapper.callee.name === "__importStar"
    ? "star"
    : "default";
  return { specifier, kind: kind ?? "local", interop };
}
