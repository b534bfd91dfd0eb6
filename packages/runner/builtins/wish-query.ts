/** What a wish asks for: the forms of a query, told apart before anything is read. */
import { quote } from "@commonfabric/contract";

/** One query, understood. */
export type WishQuery =
  /** `#now`: when the node ran first. */
  | { readonly kind: "now" }
  /** `#now/N`: the time, in steps of `seconds`. */
  | { readonly kind: "ticks"; readonly seconds: number }
  /** A place in the default piece. */
  | { readonly kind: "place"; readonly path: readonly string[] }
  /** Registered pieces whose result schema has the tag. */
  | { readonly kind: "tag"; readonly tag: string }
  | { readonly kind: "refused"; readonly message: string };

const MAX_SECONDS = 86_400;
const SECONDS = /^[1-9][0-9]{0,4}$/;
const TAG = /^#[\p{L}\p{N}_-]{1,256}$/u;
const PROFILE = "#profile";

/** Queries for fields of the default piece, and where those are. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["#default", []],
  ["#pieceRegistry", ["pieceRegistry"]],
  ["#mentionable", ["backlinksIndex", "mentionable"]],
  ["#recent", ["recentPieces"]],
]);

/** Understands `query`, a value of pattern code. */
export function parseWishQuery(query: unknown): WishQuery {
  if (typeof query !== "string") return refused("A wish needs a query, a text");
  if (query === "#now") return { kind: "now" };
  if (query.startsWith("#now/")) return ticks(query);
  const field = FIELDS.get(query);
  if (field !== undefined) return { kind: "place", path: field };
  if (query.startsWith("/")) {
    return { kind: "place", path: query.split("/").filter((segment) => segment !== "") };
  }
  if (query.startsWith(PROFILE)) return profile(query);
  if (TAG.test(query)) return { kind: "tag", tag: query.slice(1).toLowerCase() };
  return refused(
    `Cannot wish for ${quote(query)}: ask for #now, #now/N, #default, #pieceRegistry, ` +
      `#mentionable, #recent, a #tag or a /path`,
  );
}

function ticks(query: string): WishQuery {
  const text = query.slice("#now/".length);
  const seconds = SECONDS.test(text) ? Number(text) : NaN;
  if (seconds <= MAX_SECONDS) return { kind: "ticks", seconds };
  return refused(
    `Cannot wish for ${quote(query)}: the time ticks every N seconds, a whole number from 1 to ` +
      `${MAX_SECONDS}`,
  );
}

/** `#profile` is the profile that the default piece has, `#profileName` its `name`. */
function profile(query: string): WishQuery {
  const member = query.slice(PROFILE.length);
  if (member === "") return { kind: "place", path: ["profile"] };
  const [first = "", ...rest] = member;
  if (!TAG.test(query) || first === first.toLowerCase()) return parseTag(query);
  return { kind: "place", path: ["profile", first.toLowerCase() + rest.join("")] };
}

function parseTag(query: string): WishQuery {
  return TAG.test(query)
    ? { kind: "tag", tag: query.slice(1).toLowerCase() }
    : refused(`Cannot wish for ${quote(query)}: a tag has letters, digits, "_" and "-"`);
}

function refused(message: string): WishQuery {
  return { kind: "refused", message };
}
