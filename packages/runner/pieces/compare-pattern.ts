/** What changes for a piece, and for those who link to it, when another pattern takes its place. */
import { canonicalBytes, encodeBase64Url } from "@commonfabric/canonical";
import { patternGraph } from "../builders/artifact.ts";
import type { PartialCause, PatternGraph, PatternValue } from "../builders/graph.ts";
import { documentKey, isLink, linkTarget } from "../links/sigil.ts";
import { schemaNode } from "../schemas/schema-node.ts";
import { withDefaults } from "../schemas/validate.ts";
import { StoreUnavailableError } from "../transactions/errors.ts";
import type { Address } from "../types.ts";
import type { JSONSchema } from "@commonfabric/api";
import { type Misfit, misfits } from "./check-argument.ts";
import { type Incompatibility, NotAPieceError, SetupTargetError } from "./errors.ts";
import { inboundLinks, type LinkedPiece } from "./inbound-links.ts";
import { argumentAddress } from "./piece-addresses.ts";
import { asPatternIdentityRef } from "./pointer.ts";
import { fieldProblems } from "./result-fields.ts";
import type { RunningPiece } from "./running-piece.ts";
import type { RuntimeCore } from "./runtime-core.ts";

/** Causes of internal cells, and what stands against the replacement. */
export interface PatternComparison {
  /** Cells that go on with what they hold. */
  readonly kept: readonly PartialCause[];
  readonly added: readonly PartialCause[];
  /** Cells that the next pattern does not have; their documents stay until they are collected. */
  readonly dropped: readonly PartialCause[];
  readonly incompatible: readonly Incompatibility[];
}

/** A cell of the stored manifest. */
interface ManifestEntry {
  readonly partialCause: PartialCause;
  readonly link: Address;
}

/**
 * Compares the stored piece at `result` with `pattern`: the stored argument with the argument schema,
 * and everything that another piece links to with what the pattern gives. Changes nothing.
 * @throws {NotAPieceError} @throws {SetupTargetError} @throws {StoreUnavailableError}
 */
export async function comparePattern(
  core: RuntimeCore,
  result: Address,
  pattern: PatternValue,
): Promise<PatternComparison> {
  if (result.path.length > 0) throw new SetupTargetError(result.path);
  await core.spaces.load([result]);
  const meta = metaOf(core, result);
  const isKeyless = core.setup.sessionPointers.has(documentKey(result));
  const isPiece = isKeyless || asPatternIdentityRef(meta.patternIdentity) !== undefined;
  if (!isPiece) throw new NotAPieceError(result.id);
  const graph = patternGraph(pattern);
  const stored = manifestOf(meta.internal, result);
  const causes = compareCauses(stored.map(({ partialCause }) => partialCause), graph);
  const incompatible = [
    ...await argumentProblems(core, result, graph.argumentSchema),
    ...await linkProblems(
      core,
      { result, stored, schema: meta.schema as JSONSchema },
      graph,
      causes,
    ),
  ];
  return { ...causes, incompatible };
}

function metaOf(core: RuntimeCore, result: Address): Readonly<Record<string, unknown>> {
  return core.spaces.peek(result.space)?.replica.current(result)?.document?.meta ?? {};
}

function manifestOf(internal: unknown, result: Address): ManifestEntry[] {
  if (!Array.isArray(internal)) return [];
  return internal.flatMap(({ partialCause, link }) =>
    isLink(link) ? [{ partialCause, link: linkTarget(link, result) }] : []
  );
}

function compareCauses(
  before: readonly PartialCause[],
  graph: PatternGraph,
): Omit<PatternComparison, "incompatible"> {
  const after = graph.internal.map(({ partialCause }) => partialCause);
  const had = new Set(before.map(causeKey));
  const has = new Set(after.map(causeKey));
  return {
    kept: after.filter((cause) => had.has(causeKey(cause))),
    added: after.filter((cause) => !had.has(causeKey(cause))),
    dropped: before.filter((cause) => !has.has(causeKey(cause))),
  };
}

function causeKey(cause: PartialCause): string {
  return encodeBase64Url(canonicalBytes(cause));
}

async function argumentProblems(
  core: RuntimeCore,
  result: Address,
  schema: JSONSchema,
): Promise<Incompatibility[]> {
  const found = await storedMisfits(core, result, schema);
  // What was missing for the stored pattern as well is no reason against another one.
  const before = found.some(({ isAbsent }) => isAbsent)
    ? await storedMisfits(core, result, await storedArgumentSchema(core, result))
    : [];
  const wasAbsent = new Set(
    before.filter(({ isAbsent }) => isAbsent).map(({ path }) => path.join("\u0000")),
  );
  return found
    .filter(({ isAbsent, path }) => !isAbsent || !wasAbsent.has(path.join("\u0000")))
    .map(({ path, expected, isAbsent }) => ({
      part: "argument",
      path,
      reason: isAbsent ? `is required (${expected}) and not stored` : `expected ${expected}`,
    }));
}

/** The misfits of the stored argument with what it links to, as far as that can be reached. */
async function storedMisfits(
  core: RuntimeCore,
  result: Address,
  schema: JSONSchema,
): Promise<Misfit[]> {
  const argument = argumentAddress(result, core.spaces.sha256);
  await core.spaces.load([argument]);
  const tried = new Set<string>();
  for (;;) {
    const missing: Address[] = [];
    const documentValue = (address: Address) => {
      const version = core.spaces.peek(address.space)?.replica.current(address);
      if (version !== undefined) return { value: version.document?.value };
      if (!tried.has(documentKey(address))) missing.push(address);
      return undefined;
    };
    const node = schemaNode(schema);
    const given = documentValue(argument)?.value ??
      (node.schema.properties === undefined ? undefined : {});
    const value = node.isNever ? undefined : withDefaults(schema, given);
    const found = misfits(value, node, { container: argument, documentValue, isComplete: true });
    if (missing.length === 0) return found;
    for (const address of missing) {
      tried.add(documentKey(address));
      await core.spaces.load([address]).catch((error) => {
        if (!(error instanceof StoreUnavailableError)) throw error;
      });
    }
  }
}

/** The argument schema of the pattern that the piece has; everything, if it cannot be loaded. */
async function storedArgumentSchema(core: RuntimeCore, result: Address): Promise<JSONSchema> {
  const known = core.pieces.get(result)?.pattern ??
    core.setup.sessionPointers.get(documentKey(result))?.pattern;
  if (known !== undefined) return known.argumentSchema;
  const ref = asPatternIdentityRef(metaOf(core, result).patternIdentity);
  if (ref === undefined) return true;
  const { identity, symbol } = ref;
  const loaded = await core.setup.source.loadPatternByIdentity(identity, symbol, result.space);
  return loaded?.argumentSchema ?? true;
}

async function linkProblems(
  core: RuntimeCore,
  piece: { result: Address; stored: readonly ManifestEntry[]; schema: JSONSchema | undefined },
  graph: PatternGraph,
  causes: Pick<PatternComparison, "dropped">,
): Promise<Incompatibility[]> {
  const { result, stored } = piece;
  await core.spaces.confirmed();
  const links = await inboundLinks(core.spaces, linkedPiece(core, result, stored));
  const dropped = new Set(causes.dropped.map(causeKey));
  const found = new Map<string, Incompatibility>();
  const note = (problem: Incompatibility) =>
    void found.set([problem.part, ...problem.path].join("\u0000"), problem);
  for (const link of links) {
    if (link.id === result.id) {
      for (const problem of fieldProblems(link.path, piece.schema, graph)) note(problem);
      continue;
    }
    // Instances that a stopped piece made are not known; they link to what was captured.
    if (core.pieces.get(result) === undefined) continue;
    const entry = stored.find((each) => each.link.id === link.id);
    if (entry === undefined || !dropped.has(causeKey(entry.partialCause))) continue;
    note({ part: "internal", path: [causeText(entry.partialCause)], reason: "is missing" });
  }
  return [...found.values()];
}

function linkedPiece(
  core: RuntimeCore,
  result: Address,
  stored: readonly ManifestEntry[],
): LinkedPiece {
  const argument = argumentAddress(result, core.spaces.sha256);
  const documents = new Set([result, argument, ...stored.map(({ link }) => link)].map(documentKey));
  const children = new Set<string>();
  collectChildren(core.pieces.get(result), children);
  return { result, documents, children };
}

function collectChildren(piece: RunningPiece | undefined, into: Set<string>): void {
  for (const [key, child] of piece?.children ?? []) {
    into.add(key);
    collectChildren(child, into);
  }
}

function causeText(cause: PartialCause): string {
  return typeof cause === "string" ? cause : JSON.stringify(cause) ?? "undefined";
}
