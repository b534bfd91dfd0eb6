/** The piece of a run: created, resumed by its cause, or resumed by its address. */
import type { Program } from "@commonfabric/module-identity";
import {
  type Cell,
  getArtifactEntryRef,
  type PatternValue,
  type Runtime,
} from "@commonfabric/runner";
import { checkedArgument } from "../cells/payload.ts";
import { listPiece } from "../pieces/list-piece.ts";

/** `{identity, symbol}`. */
export interface PatternPointer {
  readonly identity: string;
  readonly symbol: string;
}

export interface OpenedPiece {
  readonly result: Cell;
  readonly pattern: PatternPointer | null;
  /** Whether the piece was stored before. */
  readonly resumed: boolean;
}

/** An argument as it was given. */
export interface GivenArgument {
  readonly json: unknown;
}

export interface PieceRequest {
  readonly space: string;
  /** What names the result document. */
  readonly cause: unknown;
  /** Absent: defaults for a new piece, the stored argument for an old one. */
  readonly argument: GivenArgument | undefined;
  /** Local name of a new piece, unless another one has it. */
  readonly name: string | undefined;
}

/** Sets the piece of `request` up, or resumes it when the store has one under its cause. */
export async function openPieceOfPattern(
  runtime: Runtime,
  pattern: PatternValue,
  { space, cause, argument, name }: PieceRequest,
): Promise<OpenedPiece> {
  const value = argument && checkedArgument(argument.json, pattern.argumentSchema, space);
  const ref = getArtifactEntryRef(pattern);
  const result = runtime.getCell(space, cause, { schema: pattern.resultSchema });
  await result.sync();
  const stored = pointerOf(result);
  const isSame = stored?.identity === ref?.identity && stored?.symbol === ref?.symbol;
  if (stored !== null && isSame && argument === undefined) await runtime.start(result);
  else {
    const { id } = result.getAsNormalizedFullLink();
    await runtime.editWithRetry((tx) => {
      if (stored === null) listPiece(runtime, tx, { space, id, name, taken: "leave-out" });
      runtime.run(tx, pattern, value, result.withTx(tx));
    });
    // Stored data stays through a set-up; what a running piece is given then, counts.
    if (stored !== null && argument !== undefined) {
      await runtime.editWithRetry((tx) =>
        void runtime.setup(tx, pattern, value, result.withTx(tx))
      );
    }
  }
  return { result, pattern: ref ?? null, resumed: stored !== null };
}

/** Resumes the piece whose result document is `id`. @throws {PieceStartError} */
export async function openStoredPiece(
  runtime: Runtime,
  { space, id, argument }: { space: string; id: string; argument: PieceRequest["argument"] },
): Promise<OpenedPiece> {
  const bare = runtime.getCellFromLink({ "/": { "link@1": { space, id, path: [] } } });
  await bare.sync();
  const pointer = pointerOf(bare);
  const schema = bare.getMetaRaw("schema");
  const result = isSchema(schema) ? bare.asSchema(schema) : bare;
  await runtime.start(result);
  if (argument !== undefined && pointer !== null) {
    const { identity, symbol } = pointer;
    const pattern = runtime.patterns.artifactFromIdentitySync(identity, symbol) as PatternValue;
    const value = checkedArgument(argument.json, pattern.argumentSchema, space);
    await runtime.editWithRetry((tx) => void runtime.setup(tx, pattern, value, result.withTx(tx)));
  }
  return { result, pattern: pointer, resumed: true };
}

/** The pointer of the stored piece whose result document is `id`; starts nothing. */
export async function storedPointer(
  runtime: Runtime,
  space: string,
  id: string,
): Promise<PatternPointer | null> {
  const bare = runtime.getCellFromLink({ "/": { "link@1": { space, id, path: [] } } });
  await bare.sync();
  return pointerOf(bare);
}

/** The program's pattern, durable in `space`. */
export function patternOf(
  runtime: Runtime,
  program: Program,
  options: { readonly space: string; readonly mainExport: string },
): Promise<PatternValue> {
  return runtime.patterns.compileOrGetPattern(program, options);
}

/** The stored pointer of a result cell; `null` when there is none of the right form. */
function pointerOf(result: Cell): PatternPointer | null {
  const value = result.getMetaRaw("patternIdentity");
  if (typeof value !== "object" || value === null) return null;
  const { identity, symbol } = value as { identity?: unknown; symbol?: unknown };
  return typeof identity === "string" && typeof symbol === "string" ? { identity, symbol } : null;
}

function isSchema(value: unknown): value is NonNullable<Parameters<Cell["asSchema"]>[0]> {
  return typeof value === "boolean" || (typeof value === "object" && value !== null);
}
