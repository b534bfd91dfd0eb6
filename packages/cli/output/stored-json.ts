/** Stored values as JSON: links and streams as addresses, or exactly as they are stored. */
import { type CommandAddress, formatAddress } from "../command/address.ts";
import { isStreamMarker, storedLink } from "../store/stored-links.ts";
import { valueToJson } from "./value-json.ts";

/** Deeper than any value that a document can hold. */
const WHOLE_DEPTH = 10_000;

/** A stored value whose links are shown as addresses. */
export function storedToJson(value: unknown, at: CommandAddress): unknown {
  return valueToJson(value, {
    handle: (member) => {
      if (isStreamMarker(member)) return { kind: "stream", address: formatAddress(at) };
      const link = storedLink(member, at);
      return link === undefined ? undefined : { kind: "cell", address: formatAddress(link) };
    },
    address: formatAddress(at),
    depth: WHOLE_DEPTH,
  });
}

/** A stored value with its links in stored form. */
export function rawToJson(value: unknown, at: CommandAddress): unknown {
  return valueToJson(value, {
    handle: () => undefined,
    address: formatAddress(at),
    depth: WHOLE_DEPTH,
  });
}
