/**
 * The default piece that a run of pattern tests gives its space, so that `wish` has something to
 * ask: an empty registry, a stream that registers, and the lists that pieces are suggested from.
 */
import type { JSONSchema } from "@commonfabric/api";
import type { SpaceId } from "@commonfabric/storage";
import type { PatternValue } from "../builders/graph.ts";
import { makeCellFactories } from "../builders/cell-factories.ts";
import { makeHandlerBuilder } from "../builders/handler.ts";
import { makePatternBuilder } from "../builders/pattern.ts";
import type { BuilderHost } from "../builders/builder-host.ts";
import { unsafeTrustHostValue } from "../engine/provenance.ts";
import type { PieceRuntime } from "../pieces/piece-runtime.ts";
import { hardenFunction } from "../sandbox/harden.ts";
import { freezePlainData } from "../sandbox/plain-data.ts";
import type { Cell } from "../types.ts";

/** What is wrong with an event of `addPiece`. */
export class NoPieceError extends Error {
  override readonly name = "NoPieceError";
  constructor() {
    super("Cannot register a piece: addPiece expects { piece }, with a cell or an instance");
  }
}

const PIECES: JSONSchema = { type: "array", default: [] };
/** Registering reads no piece. */
const LINKS: JSONSchema = { type: "array", items: { type: "unknown" }, default: [] };
const RESULT_SCHEMA: JSONSchema = {
  type: "object",
  properties: {
    pieceRegistry: PIECES,
    recentPieces: PIECES,
    backlinksIndex: { type: "object", properties: { mentionable: PIECES } },
    testPieceRegistrationCount: { type: "number" },
    addPiece: { asCell: ["stream"] },
  },
};
const EVENT_SCHEMA: JSONSchema = {
  type: "object",
  properties: { piece: { type: "unknown" } },
};
const STATE_SCHEMA: JSONSchema = {
  type: "object",
  properties: {
    pieceRegistry: { ...LINKS, asCell: ["cell"] },
    mentionable: { ...LINKS, asCell: ["cell"] },
    count: { type: "number", asCell: ["cell"] },
  },
  required: ["pieceRegistry", "mentionable", "count"],
};

interface State {
  readonly pieceRegistry: Cell<unknown[]>;
  readonly mentionable: Cell<unknown[]>;
  readonly count: Cell<number>;
}

let pattern: PatternValue | undefined;

/**
 * Makes a fresh default piece in `space`, or runs the one that another runtime of the same store
 * made, and gives its cell. Its fields: `pieceRegistry`, `addPiece` (`{ piece }`; each piece once),
 * `recentPieces`, `backlinksIndex.mentionable`, `testPieceRegistrationCount` (calls of `addPiece`).
 */
export async function installTestDefaultPiece(
  runtime: PieceRuntime,
  space: SpaceId,
): Promise<Cell> {
  await runtime.openSpace(space);
  const result = runtime.getCell(space, { testDefaultPiece: space }, { schema: RESULT_SCHEMA });
  pattern ??= makeDefaultPattern();
  const made = pattern;
  await runtime.editWithRetry((tx) => void runtime.run(tx, made, {}, result));
  await runtime.setDefaultPiece(space, result);
  return result;
}

function makeDefaultPattern(): PatternValue {
  const host: BuilderHost = {
    freezePlainData,
    hardenCallback: (callback) => {
      unsafeTrustHostValue(hardenFunction(callback as () => unknown), { reason: "default piece" });
    },
    equals: Object.is,
  };
  const { cell } = makeCellFactories(host) as { cell: (value: unknown, schema: unknown) => Named };
  const addPiece = makeHandlerBuilder(host)(EVENT_SCHEMA, STATE_SCHEMA, register);
  return makePatternBuilder(host, "pattern")(
    () => {
      const pieceRegistry = cell([], PIECES).for("pieceRegistry");
      const mentionable = cell([], PIECES).for("mentionable");
      const count = cell(0, { type: "number" }).for("testPieceRegistrationCount");
      return {
        pieceRegistry,
        recentPieces: cell([], PIECES).for("recentPieces"),
        backlinksIndex: { mentionable },
        testPieceRegistrationCount: count,
        addPiece: addPiece({ pieceRegistry, mentionable, count }),
      };
    },
    false,
    RESULT_SCHEMA,
  );
}

interface Named {
  for(cause: string): object;
}

function register(event: unknown, state: unknown): void {
  const { piece } = (event ?? {}) as { readonly piece?: unknown };
  if (piece === undefined) throw new NoPieceError();
  const { pieceRegistry, mentionable, count } = state as State;
  pieceRegistry.addUnique(piece);
  mentionable.addUnique(piece);
  count.increment();
}
