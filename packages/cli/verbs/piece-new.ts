/** `cf piece new FILE`: compiles a program, stores it, and sets a piece of it up. Nothing runs. */
import { compareDiagnostics, quote } from "@commonfabric/contract";
import { getArtifactEntryRef, type PatternValue, type Runtime } from "@commonfabric/runner";
import { formatAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import { payloadJson } from "../command/payload.ts";
import { programLocation, readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { Printer } from "../output/printer.ts";
import { checkedArgument } from "../cells/payload.ts";
import { checkPieceName, listPiece } from "../pieces/list-piece.ts";
import { type PieceChange, printPieceChange } from "../pieces/piece-change.ts";
import { authorDiagnostics, compileProgram } from "../program/compile-program.ts";
import { withRuntime } from "../run/with-runtime.ts";
import { storesOf } from "../store/open-space.ts";

export async function pieceNew(context: VerbContext): Promise<number> {
  const { invocation, powers, printer } = context;
  const file = invocation.operands[0]!;
  const request = await readRequest(context);
  await requireTest(context);
  const { root } = programLocation(file, invocation, powers);
  const settings = await readSettings(invocation, powers, root);
  const { space } = settings;
  const stores = storesOf(settings);
  const change = await withRuntime(stores, context, async ({ runtime }) => {
    const compiled = await compileProgram(file, runtime, space, context);
    const { pattern, ...found } = compiled;
    if (pattern === undefined) return { ...found, ...NOTHING };
    return { ...found, ...await setUp(runtime, pattern, { ...request, space }, found.diagnostics) };
  });
  if (change.address !== null && !printer.settings.json) printer.line(change.address);
  return printPieceChange(context, "piece new", change);
}

const NOTHING = { ok: false, address: null, before: null, after: null } as const;

interface PieceRequest {
  readonly name: string | undefined;
  readonly argument: { readonly json: unknown } | undefined;
  readonly cause: string;
}

async function readRequest({ invocation, powers }: VerbContext): Promise<PieceRequest> {
  const name = invocation.option("name");
  if (name !== undefined) checkPieceName(name);
  const text = invocation.option("argument");
  const argument = text === undefined
    ? undefined
    : { json: await payloadJson("--argument", text, powers) };
  return { name, argument, cause: powers.uniqueId() };
}

/** Runs the pattern test of `--test`. What it reports is for people. @throws {CommandError} */
async function requireTest(context: VerbContext): Promise<void> {
  const { invocation, powers, printer } = context;
  const file = invocation.option("test");
  if (file === undefined) return;
  const { test } = await import("./test.ts");
  const code = await test({
    ...context,
    invocation: { operands: [file], option: () => undefined, flag: () => false },
    printer: new Printer({ ...powers, out: powers.err }, { ...printer.settings, json: false }),
  });
  if (code === EXIT.ok) return;
  throw new CommandError(`not made: pattern test ${quote(file)} failed`, code);
}

/** Stores the piece and its entry in the list in one commit. */
async function setUp(
  runtime: Runtime,
  pattern: PatternValue,
  { space, cause, name, argument }: PieceRequest & { readonly space: string },
  warnings: PieceChange["diagnostics"],
): Promise<Omit<PieceChange, "textOf">> {
  const result = runtime.getCell(space, { piece: cause }, { schema: pattern.resultSchema });
  await result.sync();
  const { id } = result.getAsNormalizedFullLink();
  const value = argument === undefined
    ? undefined
    : checkedArgument(argument.json, pattern.argumentSchema, space);
  try {
    await runtime.editWithRetry((tx) => {
      listPiece(runtime, tx, { space, id, name, taken: "refuse" });
      runtime.setup(tx, pattern, value, result.withTx(tx));
    });
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const failures = authorDiagnostics(error, "instantiate", runtime);
    return { ...NOTHING, diagnostics: [...warnings, ...failures].sort(compareDiagnostics) };
  }
  return {
    ok: true,
    address: formatAddress({ space, id, path: [] }),
    before: null,
    after: getArtifactEntryRef(pattern) ?? null,
    diagnostics: warnings,
  };
}
