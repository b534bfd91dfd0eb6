/** The argument document of a piece: what is stored, what is supplied, and defaults for the rest. */
import type { PatternGraph, PatternValue } from "../builders/graph.ts";
import { convertInitial } from "../cells/writing.ts";
import { isLink, isRedirect, makeLink } from "../links/sigil.ts";
import { hiddenLinks, hiddenLinkText } from "../schemas/narrow-links.ts";
import { schemaNode } from "../schemas/schema-node.ts";
import { withDefaults } from "../schemas/validate.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import { convertHostValue } from "../values/convert-host-value.ts";
import { isMutableLeaf, putMember } from "../values/leaves.ts";
import { checkFits } from "./check-argument.ts";
import { isOwnField, narrowFields, splitArgument } from "./narrow-argument.ts";
import type { PieceAddresses } from "./piece-addresses.ts";
import { isRecord, writeMeta, writeValue } from "./staging.ts";

/**
 * What a supplied argument means for one that is stored. `state`: data of the instance, which goes
 * on as it is; only cells are bound anew. `bindings`: the same, and a binding that is not supplied
 * has been withdrawn. `values`: what is supplied now counts.
 */
export type ArgumentUse = "state" | "bindings" | "values";

export interface ArgumentRequest {
  readonly pattern: PatternValue;
  readonly argument: unknown;
  readonly use: ArgumentUse;
  readonly allowMisfit?: boolean;
}

/** Tells the host of something that works and is hardly meant. */
export type Warn = (code: string, text: string) => void;

/**
 * Stages the argument: stored data, what is supplied, schema defaults.
 * @throws {ArgumentMismatchError}
 */
export function stageArgument(
  tx: RunnerTransaction,
  { pattern, argument, use, allowMisfit }: ArgumentRequest,
  graph: PatternGraph,
  { argument: address, result }: PieceAddresses,
  warn: Warn,
): void {
  const schema = schemaNode(graph.argumentSchema);
  const fields = narrowFields(schema, address.scope);
  const stored = tx.document(address)?.value;
  const supplied = argument === undefined
    ? undefined
    : redirected(convertHostValue(argument, address.space));
  const given = join(stored, supplied, use) ?? (schema.schema.properties && Object.freeze({}));
  const filled = schema.isNever ? undefined : withDefaults(graph.argumentSchema, given);
  if (allowMisfit !== true) checkFits(filled, schema, { container: address, pattern });
  const { wide, given: narrow } = splitArgument(address, { filled, explicit: given }, fields);
  for (const hidden of hiddenLinks(wide, schema, address)) {
    warn("scope:narrow-link", hiddenLinkText(hidden, address));
  }
  // Defaults are written, so that operations such as push find them.
  const merged = convertInitial({ tx, address, node: stored, schema }, wide);
  if (merged !== undefined) writeValue(tx, address, merged, schema);
  writeMeta(tx, address, "result", makeLink(result, { from: address.space }));
  for (const { address: own, value, schema: field } of narrow) {
    if (use !== "values" && isOwnField(stored, address, own)) continue;
    const target = { tx, address: own, node: undefined, schema: field };
    writeValue(tx, own, convertInitial(target, value), field);
  }
}

function join(stored: unknown, supplied: unknown, use: ArgumentUse): unknown {
  if (supplied === undefined) return stored;
  if (!isRecord(stored) || !isRecord(supplied)) {
    return use === "values" ? supplied : keepState(stored, supplied);
  }
  if (use === "values") return Object.freeze({ ...stored, ...supplied });
  return keepState(use === "state" ? stored : withoutWithdrawn(stored, supplied), supplied);
}

/** Stored data with the cells that are supplied, and with data where nothing or a cell was before. */
function keepState(stored: unknown, supplied: unknown): unknown {
  const wasBound = isLink(stored) && isRedirect(stored);
  if (stored === undefined || wasBound || isLink(supplied)) return supplied;
  if (!isRecord(stored) || !isRecord(supplied)) return stored;
  const kept: Record<string, unknown> = { ...stored };
  for (const [key, member] of Object.entries(supplied)) {
    const own = Object.getOwnPropertyDescriptor(stored, key)?.value;
    putMember(kept, key, keepState(own, member));
  }
  return Object.freeze(kept);
}

function withoutWithdrawn(stored: object, supplied: object): object {
  const kept: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(stored)) {
    const isBinding = isLink(member) && isRedirect(member);
    if (!isBinding || Object.hasOwn(supplied, key)) putMember(kept, key, member);
  }
  return Object.freeze(kept);
}

/** Links of a supplied argument become shared state: a write at one lands in its target. */
function redirected(value: unknown): unknown {
  if (typeof value !== "object" || value === null || isMutableLeaf(value)) return value;
  if (isLink(value)) {
    return Object.freeze({
      "/": Object.freeze({
        "link@1": Object.freeze({ ...value["/"]["link@1"], overwrite: "redirect" }),
      }),
    });
  }
  // Links in a list are its elements, not bindings of the instance.
  if (Array.isArray(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) putMember(copy, key, redirected(member));
  return Object.freeze(copy);
}
