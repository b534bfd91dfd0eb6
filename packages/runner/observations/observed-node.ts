/** What observations say of a node beside its run: what is bound to it, and where its code is from. */
import { canonicalBytes, digestText, type Sha256 } from "@commonfabric/canonical";
import type { EntryRef } from "@commonfabric/module-identity";
import { isPattern } from "../builders/artifact.ts";
import { type GraphNode, isAlias } from "../builders/graph.ts";
import { makeLink } from "../links/sigil.ts";
import type { PatternSource } from "../pieces/pattern-source.ts";
import { addressCause, documentAt } from "../pieces/piece-addresses.ts";
import type { Address } from "../types.ts";
import { defineMember, isMutableLeaf } from "../values/leaves.ts";
import type { ObservationKind, ObservedChild, ObservedSource } from "./observation.ts";
import type { ObservedAction } from "./run-record.ts";

/** What it takes to tell what is bound to a node. */
export interface ObservedContext {
  readonly sha256: Sha256;
  readonly source: PatternSource;
}

const UNKNOWN_SOURCE: ObservedSource = Object.freeze({ path: "", digest: "", closure: "" });

/** A pattern that no module defines: no other process has it. */
class Keyless extends Error {}

const digests = new WeakMap<object, { readonly digest: string | undefined }>();

/** The observed side of a node of a graph. Instances of one pattern share what is bound. */
export function observedNode(
  context: ObservedContext,
  kind: ObservationKind,
  node: GraphNode,
  output: Address,
  ref?: EntryRef,
): ObservedAction {
  return {
    kind,
    boundAt: boundAt(context, output),
    bound: () => {
      let known = digests.get(node);
      if (known === undefined) digests.set(node, known = { digest: bound(context, node.inputs) });
      return known.digest;
    },
    source: () => ref && context.source.sourceOf?.(ref.identity) || UNKNOWN_SOURCE,
  };
}

/** The document that stands for what is bound: the same for every run. */
function boundAt({ sha256 }: ObservedContext, output: Address): () => Address {
  let address: Address | undefined;
  return () => address ??= documentAt(output, { inputsOf: addressCause(output) }, sha256);
}

/** The observed side of what running code applied: `inputs` is a stored tree. */
export function observedApplication(
  context: ObservedContext,
  kind: ObservationKind,
  inputs: unknown,
  output: Address,
): ObservedAction {
  let known: { readonly digest: string | undefined } | undefined;
  return {
    kind,
    boundAt: boundAt(context, output),
    bound: () => (known ??= { digest: bound(context, inputs) }).digest,
    source: () => UNKNOWN_SOURCE,
  };
}

/** A pattern that an action applied; `undefined` when no module defines it. */
export function observedChild(
  source: PatternSource,
  slot: string,
  pattern: unknown,
  result: Address,
): ObservedChild | undefined {
  const ref = source.getArtifactEntryRef(pattern);
  return ref && { slot, ref: { ...ref }, result: makeLink(result) };
}

function bound(context: ObservedContext, inputs: unknown): string | undefined {
  try {
    return digestText(context.sha256, canonicalBytes(asData(context.source, inputs)));
  } catch (error) {
    if (error instanceof Keyless) return undefined;
    throw error;
  }
}

function asData(source: PatternSource, binding: unknown): unknown {
  if (isPattern(binding)) {
    const ref = source.getArtifactEntryRef(binding);
    if (ref === undefined) throw new Keyless();
    return { pattern: { ...ref } };
  }
  if (typeof binding !== "object" || binding === null || isMutableLeaf(binding)) return binding;
  if (isAlias(binding)) return { alias: { ...binding.$alias } };
  const copy: Record<string, unknown> = Array.isArray(binding)
    ? (new Array(binding.length) as unknown as Record<string, unknown>)
    : {};
  for (const [key, member] of Object.entries(binding)) {
    defineMember(copy, key, asData(source, member));
  }
  return copy;
}
