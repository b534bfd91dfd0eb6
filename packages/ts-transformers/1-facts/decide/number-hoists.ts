/**
 * Names of hoists: counted by prefix, inner ones first, in source order, which is the order in which
 * the rewrite emits them.
 */
import ts from "typescript";
import type { LoweringAction } from "../../lowering.ts";
import type { FactsBuilder } from "../facts-builder.ts";
import { callbackIndex } from "../builder-arguments.ts";
import { boundName } from "../builder-sites.ts";
import { isSelfContained } from "./self-contained.ts";

type Prefix = "Lift" | "Handler" | "Pattern";

interface Hoist {
  readonly node: ts.Node;
  readonly prefix: Prefix;
  readonly callback: ts.Node;
  /** Where the builder was authored. */
  readonly site: ts.Node;
  readonly setName: (name: string) => void;
}

/** Names every hoist of the module, registers it and records its site. */
export function numberHoists(facts: FactsBuilder): void {
  const hoists: Hoist[] = [];
  for (const [node, action] of facts.lowered()) collect(node, action, hoists);
  for (const [node, action] of facts.acted()) {
    if (action.kind !== "hoist") continue;
    const spec = facts.provenance.builderOf(node);
    hoists.push({
      node,
      prefix: spec?.callKind === "lift"
        ? "Lift"
        : spec?.callKind === "handler"
        ? "Handler"
        : "Pattern",
      callback: builderCallback(facts, node),
      site: node,
      setName: (name) => facts.act(node, { kind: "hoist", name }),
    });
  }
  const counts: Record<Prefix, number> = { Lift: 0, Handler: 0, Pattern: 0 };
  for (const hoist of hoists.sort((a, b) => innerFirst(a.node, b.node))) {
    const name = `__cf${hoist.prefix}_${++counts[hoist.prefix]}`;
    hoist.setName(name);
    facts.registered.push(name);
    const bindingName = boundName(hoist.node);
    facts.addSite(name, hoist.site, {
      ...(bindingName === undefined ? {} : { bindingName }),
      ...(isSelfContained(facts, hoist.callback) ? { selfContained: true } : {}),
    });
  }
}

function collect(node: ts.Node, action: LoweringAction, hoists: Hoist[]): void {
  switch (action.kind) {
    case "lifted-expression":
      hoists.push(hoistOf(node, "Lift", node, action));
      return;
    case "lifted-callback":
      hoists.push(hoistOf(node, "Lift", action.callback, action));
      return;
    case "handler":
      hoists.push(hoistOf(node, "Handler", action.callback, action));
      return;
    case "collection":
      hoists.push(hoistOf(node, "Pattern", action.callback, action));
      return;
    case "control":
      for (const value of action.values) {
        if (value === undefined || typeof value.kind === "number") continue;
        if (value.kind === "lowered") collect(value.node, value.action, hoists);
        else if (value.kind === "is-nullish") {
          hoists.push(hoistOf(value.value, "Lift", value.value, value));
        }
      }
      return;
    default:
      return;
  }
}

function hoistOf(
  node: ts.Node,
  prefix: Prefix,
  callback: ts.Node,
  named: { name: string },
): Hoist {
  return { node, prefix, callback, site: node, setName: (name) => void (named.name = name) };
}

function builderCallback(facts: FactsBuilder, node: ts.Node): ts.Node {
  const index = callbackIndex(
    node as ts.CallExpression,
    facts.provenance.builderOf(node)?.verify?.callback,
  );
  return (node as ts.CallExpression).arguments[index ?? -1] ?? node;
}

/** Post-order in source order. */
function innerFirst(a: ts.Node, b: ts.Node): number {
  if (a.end !== b.end) return a.end - b.end;
  return b.pos - a.pos || depth(b) - depth(a);
}

function depth(node: ts.Node): number {
  let count = 0;
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) count++;
  return count;
}
