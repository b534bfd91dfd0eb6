/** Rows of group 13: documents of cache and store. */
import { type AttackGroup, row } from "../attack-row.ts";

export const CACHE_AND_STORE: AttackGroup = {
  number: "13",
  name: "cache-and-store",
  rows: [
    row("01", "body-bytes", "K", ["miss(blob)"], {
      shownBy: [
        "packages/compilation-cache/test/tampering.test.ts: every byte of a row and of its texts flipped is a miss, never another body",
      ],
    }),
    row("02", "body-and-hash", "K", ["miss(attestation)", "miss(verdict)", "miss(edges)"]),
    row("03", "wrong-identity", "K", ["miss(key)"]),
    row("04", "old-toolchain", "K", ["miss(key)", "miss(attestation)"]),
    row("05", "option-drift", "K", ["miss(absent)"], {
      shownBy: [
        "packages/compilation-cache/test/fingerprint.test.ts: the fingerprint moves with reachable sources, texts and versions, and with nothing else",
        "packages/runner/test/toolchain-fingerprint.test.ts: every declaration file that the compiler is served is in the fingerprint",
      ],
    }),
    row("06", "other-space", "K", ["accept", "miss(attestation)"]),
    row("07", "key-confusion", "K", ["accept", "miss(attestation)", "miss(shape)"]),
    row("08", "field-swap", "K", ["miss(attestation)", "miss(verdict)", "miss(edges)"]),
    row("09", "verdict-forged", "K", ["miss(attestation)", "miss(verdict)", "miss(shape)"]),
    row("10", "link-rewired", "K", [
      "miss(link)",
      "miss(absent)",
      "miss(attestation)",
      "miss(edges)",
      "miss(shape)",
    ]),
    row("11", "source-edited", "K", [
      "accept",
      "miss(identity)",
      "miss(blob)",
      "miss(key)",
      "miss(absent)",
      "miss(link)",
    ]),
    row("12", "extra-fields", "K", ["miss(shape)", "miss(too-large)", "miss(key)"]),
    row("13", "label-tricks", "K", ["accept", "miss(label)"]),
    row("14", "emit-index", "K", [], {
      shownBy: [
        "packages/compilation-cache/test/emitted-docs.test.ts: an entry that lies gives nothing, and is replaced by the write-back that knows of it",
        "packages/compilation-cache/test/emitted-docs.test.ts: components are found under their emit keys, and others are neither found nor stale",
      ],
    }),
    row("15", "negative-memory", "K", [], {
      shownBy: [
        "packages/runner/test/load-arms.test.ts: a failure that is deterministic is remembered for its space and its toolchain",
        "packages/runner/test/concurrent-compiles.test.ts: what says nothing about the source is not remembered",
      ],
    }),
    row("16", "two-writers", "K", [], {
      shownBy: [
        "packages/compilation-cache/test/write-back.test.ts: a valid stored body that differs from ours is kept and reported once",
        "packages/compilation-cache/test/collection-races.test.ts: a write-back beside a sweep leaves the closure whole, whatever the order of all calls",
        "packages/runner/test/concurrent-compiles.test.ts: however runtimes and their calls interleave, each module is compiled once",
      ],
    }),
    row("17", "crash-points", "K", [], {
      shownBy: [
        "packages/compilation-cache/test/write-prefixes.test.ts: any prefix of any write-back is a miss, and completed by the next one",
        "packages/compilation-cache/test/collection-races.test.ts: a collection that dies after any of its commits leaves no closure with a hole",
        "packages/runner/test/killed-processes.test.ts: killed at any moment, also within a commit: what it acknowledged is there",
      ],
    }),
    row("18", "store-faults", "K", [], {
      shownBy: [
        "packages/compilation-cache/test/write-back.test.ts: whichever store call fails, the write succeeds or is a WriteBackError, and a retry heals",
        "packages/runner/test/store-faults.test.ts: with every write-back failing, no document of any space ever holds a pointer",
        "packages/storage/test/sqlite-files.test.ts: a locked file is refused after the time-out and works again afterwards",
        "packages/storage/test/sqlite-files.test.ts: a read-only file can be read; the first write is refused and changes nothing",
      ],
    }),
    row("19", "row-corruption", "K", ["miss(shape)"], {
      shownBy: [
        "packages/storage/test/sqlite-files.test.ts: a damaged document is an error that names file and document, never absent",
        "packages/storage/test/sqlite-files.test.ts: a damaged blob is made good by the next commit that carries it",
      ],
    }),
    row("20", "file-store-paths", "K", [], {
      absent: "texts are rows of the database of their space; there is no store of files",
    }),
  ],
};
