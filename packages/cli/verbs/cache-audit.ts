/** `cf cache audit`: compiles stored programs again and compares what is stored. Reads only. */
import { nodeSha256 } from "@commonfabric/canonical";
import { auditCache, type CacheAudit } from "@commonfabric/compilation-cache";
import { quote } from "@commonfabric/contract";
import { readToolchain, rebuildDocuments } from "@commonfabric/runner";
import { CommandError, UsageError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import { readSettings } from "../command/settings.ts";
import type { Invocation, VerbContext } from "../command/verb.ts";
import { readOnlyStores, withRuntime } from "../run/with-runtime.ts";
import { docTrustOf } from "../store/doc-trust.ts";
import { storesOf, withSpaceReadOnly } from "../store/open-space.ts";

const NOTHING: CacheAudit = { checked: 0, equal: 0, different: [], skipped: [] };

export async function cacheAudit(context: VerbContext): Promise<number> {
  const { invocation, powers, printer } = context;
  const share = readShare(invocation);
  const settings = await readSettings(invocation, powers, powers.cwd);
  const { runtimeVersion } = readToolchain();
  if (runtimeVersion === undefined) {
    throw new CommandError("not audited: this installation cannot tell its toolchain");
  }
  const stores = storesOf(settings);
  const audit = await withSpaceReadOnly<CacheAudit>(
    settings,
    (store) =>
      withRuntime(readOnlyStores(stores), context, ({ runtime }) =>
        auditCache(store, {
          ...docTrustOf(stores),
          runtimeVersion,
          requireLabel: false,
          sha256: nodeSha256,
          share,
          seed: powers.uniqueId(),
          rebuild: (entry, sources) =>
            rebuildDocuments(runtime.engine, {
              main: sources.find(({ identity }) => identity === entry)!.filename,
              sources,
              runtimeVersion,
            }),
          onProgress: (checked, of) => printer.progress(`${checked} of ${of} compiled again`),
        })),
    () => NOTHING,
  );
  printer.clearProgress();
  for (const { identity, reason } of audit.skipped) {
    printer.warning(`skipped\t${identity}\t${reason}`);
  }
  for (const { identity, path, ours } of audit.different) {
    printer.error(`different\t${identity}\t${path}${ours === null ? "\tdoes not compile" : ""}`);
  }
  if (printer.settings.json) printer.document({ format: "cf.cache-audit/1", ...audit });
  return audit.different.length === 0 ? EXIT.ok : EXIT.failed;
}

/** `--rebuild N%`, as a part of one; all without the option. */
function readShare(invocation: Invocation): number {
  const text = invocation.option("rebuild") ?? "100%";
  const percent = /^[0-9]{1,3}(?:\.[0-9]{1,6})?%?$/.test(text) ? parseFloat(text) : NaN;
  if (!(percent > 0 && percent <= 100)) {
    throw new UsageError(`--rebuild: not a percentage above 0: ${quote(text)}`);
  }
  return percent / 100;
}
