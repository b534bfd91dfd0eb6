/** A digest of the surface of the hosts: part of the share key of evaluated modules. */
import { type Sha256, sortedUtf8, taggedDigest } from "@commonfabric/canonical";
import type { HostTable } from "@commonfabric/contract";

/** Names the hosts' surface; the values behind it are one set per engine. */
export function hostTableDigest(sha256: Sha256, table: HostTable): string {
  return taggedDigest(sha256, "cf/host-table/v1", (writer) => {
    writer.str(table.helpers).list(sortedUtf8(table.modules.keys()), (name) => {
      const { exports } = table.modules.get(name)!;
      writer.str(name).list(sortedUtf8(exports.keys()), (key) => {
        writer.str(key).str(exports.get(key)!.category);
      });
    });
  });
}
