/** Rows of group 13: documents of cache and store. */
import { type AttackGroup, NOT_WRITTEN, row } from "../attack-row.ts";

export const CACHE_AND_STORE: AttackGroup = {
  number: "13",
  name: "cache-and-store",
  rows: [
    row("01", "body-bytes", "K", ["miss(blob)"], { absent: NOT_WRITTEN }),
    row("02", "body-and-hash", "K", ["miss(attestation)", "miss(verdict)", "miss(edges)"], {
      absent: NOT_WRITTEN,
    }),
    row("03", "wrong-identity", "K", ["miss(key)"], { absent: NOT_WRITTEN }),
    row("04", "old-toolchain", "K", ["miss(key)", "miss(attestation)"], { absent: NOT_WRITTEN }),
    row("05", "option-drift", "K", ["miss(absent)"], { absent: NOT_WRITTEN }),
    row("06", "other-space", "K", ["miss(attestation)"], { absent: NOT_WRITTEN }),
    row("07", "key-confusion", "K", ["miss(attestation)"], { absent: NOT_WRITTEN }),
    row("08", "field-swap", "K", ["miss(attestation)"], { absent: NOT_WRITTEN }),
    row("09", "verdict-forged", "K", ["miss(attestation)", "miss(verdict)"], {
      absent: NOT_WRITTEN,
    }),
    row("10", "link-rewired", "K", ["miss(link)", "miss(absent)"], { absent: NOT_WRITTEN }),
    row("11", "source-edited", "K", [], { absent: NOT_WRITTEN }),
    row("12", "extra-fields", "K", ["miss(shape)", "miss(too-large)"], { absent: NOT_WRITTEN }),
    row("13", "label-tricks", "K", ["miss(label)"], { absent: NOT_WRITTEN }),
    row("14", "emit-index", "K", ["equal"], { absent: NOT_WRITTEN }),
    row("15", "negative-memory", "K", [], { absent: NOT_WRITTEN }),
    row("16", "two-writers", "K", [], { absent: NOT_WRITTEN }),
    row("17", "crash-points", "K", [], { absent: NOT_WRITTEN }),
    row("18", "store-faults", "K", [], { absent: NOT_WRITTEN }),
    row("19", "row-corruption", "K", [], { absent: NOT_WRITTEN }),
    row("20", "file-store-paths", "K", [], { absent: NOT_WRITTEN }),
  ],
};
