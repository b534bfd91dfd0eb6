/** `cf wish QUERY`: what a pattern of the space that wishes for this gets. */
import type { Cell } from "@commonfabric/runner";
import { formatAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import { readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { cellValueToJson } from "../run/cell-values.ts";
import { existingStores, withRuntime } from "../run/with-runtime.ts";
import { piecePlaceOf, storesInUse } from "../store/place.ts";

/** Levels of a value that are shown; below them stands its address. */
const DEPTH = 16;

interface WishReport {
  /** Of a time or of the one match. */
  readonly result: unknown;
  readonly candidates: readonly string[];
}

export async function wish(context: VerbContext): Promise<number> {
  const { invocation, powers, printer } = context;
  const query = invocation.operands[0]!;
  const settings = await readSettings(invocation, powers, powers.cwd);
  const { space } = settings;
  const stores = existingStores(storesInUse(settings));
  const piece = invocation.option("default");
  const place = piece === undefined ? undefined : await piecePlaceOf(piece, context);
  const report = await withRuntime(stores, context, async ({ runtime }): Promise<WishReport> => {
    if (place !== undefined) {
      const { id, space: of } = place.address;
      const link = { "/": { "link@1": { id, space: of } } };
      await runtime.setDefaultPiece(space, runtime.getCellFromLink(link));
    }
    const { time, result, candidates, error } = await runtime.wish(space, query);
    if (error !== undefined) throw new CommandError(error);
    return {
      result: time ?? (result === undefined ? null : await valueOf(result)),
      candidates: candidates.map((cell) => formatAddress(cell.getAsNormalizedFullLink())),
    };
  });
  if (printer.settings.json) {
    printer.document({ format: "cf.wish/1", ok: true, query, ...report });
  } else if (report.result === null) report.candidates.forEach((line) => printer.line(line));
  else printer.line(JSON.stringify(report.result, null, 2));
  return EXIT.ok;
}

async function valueOf(cell: Cell): Promise<unknown> {
  const value = await cell.pull();
  return value === undefined ? null : cellValueToJson(value, cell, DEPTH);
}
