/**
 * Addresses as every command prints and accepts them:
 * `[<space>]/of:<id>[/<segment>...][#argument | #internal:<cause> | #meta:<name>]`.
 */
import { quote } from "@commonfabric/contract";
import { encodeSegment } from "../output/value-json.ts";
import { UsageError } from "./errors.ts";

export interface CommandAddress {
  /** Empty for the space of the command. */
  readonly space: string;
  readonly id: string;
  readonly path: readonly string[];
}

/** The text form of an address. */
export function formatAddress(address: CommandAddress): string {
  const path = address.path.map((segment) => `/${encodeSegment(segment)}`).join("");
  return `${address.space}/${address.id}${path}`;
}

const ADDRESS =
  /^([A-Za-z0-9][A-Za-z0-9._:+~-]{0,255})?\/(of:[A-Za-z0-9_-]{43})((?:\/[^#]*)?)(#.*)?$/;

/** @throws {UsageError} when `text` is not an address of a document or a place in one. */
export function parseAddress(text: string): CommandAddress {
  const match = ADDRESS.exec(text);
  if (match === null) {
    throw new UsageError(
      `not an address: ${quote(text)} (wanted: [<space>]/of:<id>[/<segment>...])`,
    );
  }
  if (match[4] !== undefined) {
    throw new UsageError(
      `not supported in an address: ${quote(match[4])} (only whole pieces and paths)`,
    );
  }
  const path = match[3] === "" || match[3] === undefined
    ? []
    : match[3].slice(1).split("/").map((segment) => decodeURIComponent(segment));
  return { space: match[1] ?? "", id: match[2]!, path };
}
