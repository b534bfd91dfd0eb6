/** The cells of a host by what names them: a cause in a space, or a stored link. */
import { linkProblem, linkSchema, linkTarget } from "../links/sigil.ts";
import type { SpaceId } from "@commonfabric/storage";
import type { Cause, Cell, Link } from "../types.ts";
import { causedId } from "../values/cause.ts";
import { type CellOptions, hostCell } from "./handles.ts";
import type { CellHost } from "./host.ts";

/** The cell of the document that `cause` names in `space`. */
export function cellOfCause<T>(
  host: CellHost,
  { space, cause }: { readonly space: SpaceId; readonly cause: Cause },
  options: CellOptions,
): Cell<T> {
  const { sha256 } = host.spaces;
  const id = causedId(cause, { space, author: "host", sha256 });
  return hostCell<T>(host, { space, scope: "space", id, path: [] }, options);
}

/** The cell that a link with a space leads to. @throws {TypeError} for a link that leads nowhere */
export function cellOfLink<T>(host: CellHost, link: Link, options: CellOptions): Cell<T> {
  const address = linkTarget(link, { space: "", id: "" });
  if (address.space === "" || address.id === "") {
    throw new TypeError("The link names no document: give one with space and id");
  }
  const problem = linkProblem(link);
  if (problem !== undefined) throw new TypeError(`The link cannot be followed: ${problem}`);
  return hostCell<T>(host, address, { ...options, schema: options.schema ?? linkSchema(link) });
}
