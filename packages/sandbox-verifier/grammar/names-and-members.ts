/** Names and member paths of module-level expressions. */
import type { AnyNode, Expression, Identifier, MemberExpression } from "acorn";
import {
  GLOBAL_PATH_DEPTH,
  importableHostExport,
  PRIMITIVE_GLOBALS,
  READABLE_GLOBALS,
} from "@commonfabric/contract";
import { isBuilder } from "./host-rules.ts";
import { operandPlace } from "./judge-expression.ts";
import type { Pending, Place } from "./judge-expression.ts";
import type { ImportBinding, ModuleContext } from "./module-context.ts";
import { callOf, isIndex, memberName } from "./shapes.ts";
import { isRefusal, knownRefusal, refusal } from "./value-class.ts";
import type { Judgement } from "./value-class.ts";

/** A known module-level name, or a primitive global. */
export function judgeIdentifier(context: ModuleContext, node: Identifier): Judgement {
  const { name } = node;
  const binding = context.bindings.get(name);
  if (binding === undefined) {
    return PRIMITIVE_GLOBALS.has(name) ? "prim" : refusal("verify:value", node);
  }
  if (!binding.isDefined) return refusal("verify:use-before-definition", node, name, true);
  if (binding.import !== undefined && binding.import.kind !== "local") {
    return refusal("verify:value", node, "", true);
  }
  return binding.value ?? knownRefusal(node);
}

/** `exports.N`, `I.N`, a path into a global, or a member of a reference or of data. */
export function judgeMember(
  context: ModuleContext,
  node: MemberExpression,
  place: Place,
): Judgement | Pending {
  const { object } = node;
  const name = memberName(node);
  if (object.type === "Identifier") {
    if (object.name === "exports") return judgeExportRead(context, node, name);
    const imported = context.bindings.get(object.name)?.import;
    if (imported !== undefined) return judgeImportMember(context, node, name, imported);
  }
  const path = globalPath(node);
  if (path !== undefined && context.isGlobal(path.root.name)) {
    const isReadable = READABLE_GLOBALS.has(path.root.name) && path.depth <= GLOBAL_PATH_DEPTH;
    return isReadable ? "ref" : refusal("verify:value", node);
  }
  if (isInteropDefault(context, node)) return "ref";
  if (name === undefined && !isIndex(node.property)) {
    return refusal("verify:value", node);
  }
  return {
    // Nothing at module level has a super.
    operands: [object as Expression],
    place: operandPlace(place),
    combine: ([of]) => {
      if (isRefusal(of!)) return of;
      return of === "ref" || of === "data" ? "ref" : refusal("verify:value", node);
    },
  };
}

function judgeExportRead(
  context: ModuleContext,
  node: MemberExpression,
  name: string | undefined,
): Judgement {
  if (name === undefined) return refusal("verify:exports", node);
  const state = context.exports.get(name);
  if (state === undefined) return refusal("verify:use-before-definition", node, name, true);
  return state.value ?? knownRefusal(node);
}

function judgeImportMember(
  context: ModuleContext,
  node: MemberExpression,
  name: string | undefined,
  imported: ImportBinding,
): Judgement {
  if (imported.kind === "package") {
    return refusal("verify:package", node, imported.specifier, true);
  }
  if (name === undefined) {
    const isArrayLike = imported.kind === "local" && isIndex(node.property);
    return isArrayLike ? "ref" : refusal("verify:value", node);
  }
  const found = importableHostExport(context.policy.hosts, imported.specifier, name);
  return found !== undefined && isBuilder(found) ? refusal("verify:value", node) : "ref";
}

/** `__importDefault(I).default`, with `I` a local module. */
function isInteropDefault(context: ModuleContext, node: MemberExpression): boolean {
  const wrapper = callOf(node.object, "__importDefault");
  const [binding] = wrapper?.arguments ?? [];
  if (wrapper === undefined || binding?.type !== "Identifier") return false;
  if (wrapper.arguments.length !== 1 || memberName(node) !== "default") return false;
  const known = context.bindings.get(binding.name);
  if (known?.import?.kind !== "local") return false;
  context.placed.add(wrapper.callee).add(binding);
  context.noteName(known.import.specifier, "default");
  return true;
}

/** The root and the length of a path without computed names, looked at no deeper than needed. */
function globalPath(node: MemberExpression): { root: Identifier; depth: number } | undefined {
  let at: AnyNode = node;
  for (let depth = 0; depth <= GLOBAL_PATH_DEPTH + 1; depth++) {
    if (at.type === "Identifier") return { root: at, depth };
    if (at.type !== "MemberExpression" || at.computed) return undefined;
    at = at.object;
  }
  return undefined;
}
