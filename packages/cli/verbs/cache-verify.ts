/** `cf cache verify`: reads every cache document again with all checks of a load. Reads only. */
import { nodeSha256 } from "@commonfabric/canonical";
import { type CacheVerification, verifyCache } from "@commonfabric/compilation-cache";
import { EXIT } from "../command/exit-codes.ts";
import { readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { storesOf, withSpaceReadOnly } from "../store/open-space.ts";
import { docTrustOf } from "../store/doc-trust.ts";

export async function cacheVerify({ invocation, powers, printer }: VerbContext): Promise<number> {
  const settings = await readSettings(invocation, powers, powers.cwd);
  const { ok, checked, misses } = await withSpaceReadOnly<CacheVerification>(
    settings,
    (store) =>
      verifyCache(store, {
        ...docTrustOf(storesOf(settings)),
        sha256: nodeSha256,
        requireLabel: true,
      }),
    () => ({ ok: true, checked: 0, misses: [] }),
  );
  for (const { set, key, reason } of misses) {
    // A compiled document only saves time; a bad source document loses its program.
    if (set === "source") printer.error(`source\t${key}\t${reason}`);
    else printer.warning(`compiled\t${key}\t${reason}`);
  }
  if (printer.settings.json) printer.document({ format: "cf.cache-verify/1", ok, checked, misses });
  return ok ? EXIT.ok : EXIT.failed;
}
