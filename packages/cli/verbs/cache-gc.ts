/** `cf cache gc`: deletes what no piece, pin or note of a space reaches any more. */
import { nodeSha256 } from "@commonfabric/canonical";
import {
  collectGarbage,
  CollectionOvertakenError,
  type CollectionReport,
  DEFAULT_GRACE_MS,
  DEFAULT_KEPT_VERSIONS,
  emptyCollection,
  type SetReport,
} from "@commonfabric/compilation-cache";
import { quote } from "@commonfabric/contract";
import { readToolchain, runWatched } from "@commonfabric/runner";
import type { SpaceStore } from "@commonfabric/storage";
import { CommandError, UsageError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import { readSettings } from "../command/settings.ts";
import type { Invocation, VerbContext } from "../command/verb.ts";
import type { Printer } from "../output/printer.ts";
import { withSpaceReadOnly, withSpaceToWrite } from "../store/open-space.ts";

const HOUR_MS = 3_600_000;

export async function cacheGc({ invocation, powers, printer }: VerbContext): Promise<number> {
  const dryRun = invocation.flag("dry-run");
  const graceMs = readGrace(invocation);
  const keepVersions = readKeepVersions(invocation);
  const settings = await readSettings(invocation, powers, powers.cwd);
  const collect = (store: SpaceStore) =>
    collectGarbage({ store }, {
      runtimeVersion: readToolchain().runtimeVersion,
      dryRun,
      graceMs,
      keepVersions,
      sha256: nodeSha256,
      newTxId: () => `cli:${powers.uniqueId()}`,
    });
  const open = dryRun ? withSpaceReadOnly<CollectionReport> : withSpaceToWrite<CollectionReport>;
  const watched = (store: SpaceStore) => runWatched("collectGarbage", () => collect(store));
  const report = await open(settings, watched, () => emptyCollection(dryRun)).catch(asLine);
  for (const { key, reason } of report.unverifiable) {
    printer.warning(`source\t${key}\t${reason}; kept`);
  }
  if (report.compacted === false) {
    printer.hint(
      "the file keeps its size: it is in use, or an earlier version made it; what comes uses the room",
    );
  }
  if (printer.settings.json) printer.document({ format: "cf.cache-gc/1", ...report });
  else printSets(report.sets, printer);
  return EXIT.ok;
}

/** @throws {CommandError} when others never let it through */
function asLine(error: unknown): never {
  if (!(error instanceof CollectionOvertakenError)) throw error;
  throw new CommandError(error.message, EXIT.failed, { cause: error });
}

function printSets(sets: readonly SetReport[], printer: Printer): void {
  printer.line(["set", "kept", "swept", "bytes", "kept because"].join("\t"));
  for (const { set, kept, swept, bytes, keptBecause } of sets) {
    const reasons = keptBecause.map(({ reason, count }) => `${reason} ${count}`).join(", ");
    printer.line([set, kept, swept, bytes, reasons || "-"].join("\t"));
  }
}

/** `--grace H`, in milliseconds. */
function readGrace(invocation: Invocation): number {
  const text = invocation.option("grace");
  if (text === undefined) return DEFAULT_GRACE_MS;
  const hours = /^[0-9]{1,6}(?:\.[0-9]{1,6})?$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(hours)) {
    throw new UsageError(`--grace: not hours from 0 to 999999: ${quote(text)}`);
  }
  return hours * HOUR_MS;
}

function readKeepVersions(invocation: Invocation): number {
  const text = invocation.option("keep-versions");
  if (text === undefined) return DEFAULT_KEPT_VERSIONS;
  if (/^[0-9]{1,4}$/.test(text)) return Number(text);
  throw new UsageError(`--keep-versions: not a number from 0 to 9999: ${quote(text)}`);
}
