/** Sigil links: the stored form of a reference, and addresses made from it. */
import type { JSONSchema } from "@commonfabric/api";
import { isSpaceId } from "@commonfabric/storage";
import type { Address, CellScope, DocumentAddress, Link } from "../types.ts";

/** Whether a stored value is a link. Exactly one key `/`, holding exactly one key `link@1`. */
export function isLink(value: unknown): value is Link {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if (!Object.hasOwn(value, "/")) return false;
  if (Object.keys(value).length !== 1) return false;
  const inner = (value as { "/": unknown })["/"];
  if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, "link@1")) return false;
  if (Object.keys(inner).length !== 1) return false;
  const fields = (inner as { "link@1": unknown })["link@1"];
  return typeof fields === "object" && fields !== null && !Array.isArray(fields);
}

/** A link that also redirects writes at its own position. */
export function isRedirect(link: Link): boolean {
  return link["/"]["link@1"].overwrite === "redirect";
}

/** The address a link leads to; what it leaves out is that of the containing document. */
export function linkTarget(
  link: Link,
  container: Pick<Address, "space" | "id"> & Partial<Pick<Address, "scope">>,
): Address {
  const fields = link["/"]["link@1"];
  const isOwn = fields.id === undefined && fields.space === undefined;
  return {
    space: fields.space ?? container.space,
    // A link without id stays in its document, whichever instance that is.
    scope: fields.scope ?? (isOwn ? container.scope ?? "space" : "space"),
    id: fields.id ?? container.id,
    path: fields.path ?? [],
  };
}

/** The schema that a link carries. */
export function linkSchema(link: Link): JSONSchema | undefined {
  return link["/"]["link@1"].schema;
}

export interface LinkOptions {
  /** The space of the containing document, which the link then leaves out. */
  readonly from?: string | undefined;
  readonly schema?: JSONSchema | undefined;
  readonly redirect?: boolean;
}

/** A frozen link to `address`, its fields in the order of their names. */
export function makeLink(address: Address, options: LinkOptions = {}): Link {
  const fields: Record<string, unknown> = { id: address.id };
  if (options.redirect === true) fields.overwrite = "redirect";
  if (address.path.length > 0) fields.path = Object.freeze([...address.path]);
  if (options.schema !== undefined) fields.schema = options.schema;
  if (address.scope !== "space") fields.scope = address.scope;
  if (address.space !== options.from) fields.space = address.space;
  const inner = Object.freeze({ "link@1": Object.freeze(fields) });
  return Object.freeze({ "/": inner }) as unknown as Link;
}

/** What is wrong with the fields of a link that host code wrote, or `undefined`. */
export function linkProblem(link: Link): string | undefined {
  const { id, space, path, scope, overwrite } = link["/"]["link@1"];
  if (id !== undefined && (typeof id !== "string" || id === "")) return "its id is not text";
  if (id?.includes("\u0000") === true) return "its id holds a control character";
  if (space !== undefined && (typeof space !== "string" || !isSpaceId(space))) {
    return "its space is not a space id";
  }
  const isPath = path === undefined ||
    Array.isArray(path) && path.every((segment) => typeof segment === "string");
  if (!isPath) return "its path is not an array of texts";
  if (scope !== undefined && !isScope(scope)) return "its scope is unknown";
  if (overwrite !== undefined && overwrite !== "redirect") return "its overwrite is unknown";
  return undefined;
}

/** Whether `value` is the name of a scope. */
export function isScope(value: unknown): value is CellScope {
  return value === "space" || value === "user" || value === "session";
}

/** Whether two addresses are the same place. */
export function sameAddress(a: Address, b: Address): boolean {
  return a.id === b.id && a.space === b.space && a.scope === b.scope &&
    a.path.length === b.path.length && a.path.every((segment, at) => segment === b.path[at]);
}

/** Whether `inner` lies at or below `outer`. */
export function liesInside(inner: Address, outer: Address): boolean {
  return inner.id === outer.id && inner.space === outer.space && inner.scope === outer.scope &&
    inner.path.length >= outer.path.length &&
    outer.path.every((segment, at) => segment === inner.path[at]);
}

/** One text per document, for tables. Ids and space ids contain no control characters. */
export function documentKey({ space, scope, id }: DocumentAddress): string {
  return scope === "space" ? `${space}\u0000${id}` : `${space}\u0000${scope}\u0000${id}`;
}

/** One text per address, for tables. Ids and space ids contain no control characters. */
export function addressKey(address: Address): string {
  const path = address.path.map((segment) => `${segment.length}:${segment}`).join("");
  return `${documentKey(address)}\u0000${path}`;
}
