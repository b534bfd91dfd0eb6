/**
 * What running code made and goes on without a graph node: lists and handlers. Their documents say
 * in their meta how to make them again, so that another process does not have to run the code.
 */
import type { EntryRef } from "@commonfabric/module-identity";
import { artifactOf, isPattern } from "../builders/artifact.ts";
import { optional } from "../builders/factory.ts";
import type { JavascriptModule } from "../builders/graph.ts";
import type { ListOperator } from "../cells/host.ts";
import { isLink, linkTarget, makeLink } from "../links/sigil.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, DocumentAddress } from "../types.ts";
import { computedListBinding, type ListBinding } from "./list-binding.ts";
import { asPatternIdentityRef } from "./pointer.ts";
import type { RuntimeCore } from "./runtime-core.ts";
import { type BoundHandler, boundHandler, type RunningPiece } from "./running-piece.ts";

type Recipe = Readonly<Record<string, unknown>>;

const OPERATORS: ReadonlySet<unknown> = new Set<ListOperator>(["map", "filter", "flatMap"]);

/** Writes how `binding` is made; without a module behind its pattern nothing is written. */
export function storeListRecipe(
  tx: RunnerTransaction,
  core: RuntimeCore,
  binding: ListBinding,
): void {
  const { operator, pattern, list, params, output } = binding;
  const ref = core.setup.source.getArtifactEntryRef(pattern);
  if (ref === undefined) return;
  store(tx, output, "list", {
    operator,
    op: Object.freeze({ $patternRef: refData(ref) }),
    list,
    ...(params === undefined ? {} : { params }),
  });
}

/** Writes how `handler` is made, and whose it is. */
export function storeHandlerRecipe(
  tx: RunnerTransaction,
  core: RuntimeCore,
  { module, stream, state, piece }: BoundHandler,
): void {
  const ref = core.setup.source.getArtifactEntryRef(module.factory);
  if (ref === undefined) return;
  const { node } = state;
  store(tx, stream, "handler", {
    ...(node === undefined ? {} : { state: node }),
    $implRef: refData(ref),
  });
  const value = makeLink(piece.link, { from: stream.space });
  tx.apply(stream, { part: "meta", path: ["result"], kind: "write", value });
}

/** The pointer of the pattern that the list at `output` applies. */
export function listRecipeRef(core: RuntimeCore, output: DocumentAddress): EntryRef | undefined {
  const op = recipeAt(core, output, "list")?.op;
  return isRecord(op) ? asPatternIdentityRef(op.$patternRef) : undefined;
}

/** The list at `output` as it was applied; `undefined` when it cannot be made again. */
export function listFromRecipe(
  core: RuntimeCore,
  piece: RunningPiece,
  output: Address,
): ListBinding | undefined {
  const recipe = recipeAt(core, output, "list");
  const ref = listRecipeRef(core, output);
  if (recipe === undefined || ref === undefined || !OPERATORS.has(recipe.operator)) {
    return undefined;
  }
  const pattern = core.setup.source.artifactFromIdentitySync(ref.identity, ref.symbol);
  if (!isPattern(pattern) || !isLink(recipe.list)) return undefined;
  return computedListBinding(core.setup, {
    piece,
    operator: recipe.operator as ListOperator,
    pattern,
    list: recipe.list,
    reads: [linkTarget(recipe.list, output)],
    params: recipe.params,
    output,
  });
}

/** The handler of `stream` as running code bound it; `undefined` when it cannot be made again. */
export function handlerFromRecipe(
  core: RuntimeCore,
  piece: RunningPiece,
  stream: Address,
): BoundHandler | undefined {
  const recipe = recipeAt(core, stream, "handler");
  const ref = asPatternIdentityRef(recipe?.$implRef);
  if (recipe === undefined || ref === undefined) return undefined;
  const factory = core.setup.source.artifactFromIdentitySync(ref.identity, ref.symbol);
  const module = typeof factory === "function" ? handlerModule(factory) : undefined;
  if (module === undefined) return undefined;
  const { sha256 } = core.spaces;
  return boundHandler({ module, stream, state: recipe.state, piece, ref, sha256 });
}

/** The module of a handler that `factory` makes. */
export function handlerModule(factory: object): JavascriptModule | undefined {
  const artifact = artifactOf(factory);
  if (artifact?.kind !== "handler") return undefined;
  const { implementation, eventSchema, stateSchema, resultSchema } = artifact;
  return {
    type: "javascript",
    kind: "handler",
    implementation,
    factory,
    ...optional("eventSchema", eventSchema),
    ...optional("argumentSchema", stateSchema),
    ...optional("resultSchema", resultSchema),
  };
}

function store(tx: RunnerTransaction, at: Address, field: string, recipe: Recipe): void {
  const value = Object.freeze(recipe);
  tx.apply(at, { part: "meta", path: [field], kind: "write", value });
}

function recipeAt(core: RuntimeCore, at: DocumentAddress, field: string): Recipe | undefined {
  const meta = core.spaces.peek(at.space)?.replica.current(at)?.document?.meta;
  const recipe = meta?.[field];
  return isRecord(recipe) ? recipe : undefined;
}

function refData(ref: EntryRef): EntryRef {
  return Object.freeze({ identity: ref.identity, symbol: ref.symbol });
}

function isRecord(value: unknown): value is Recipe {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
