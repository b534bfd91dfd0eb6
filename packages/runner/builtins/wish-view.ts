/** The rendered tree of a wish: what was found, what there is to choose from, or why nothing is. */
import { isLink } from "../links/sigil.ts";

interface WishAnswer {
  readonly result?: unknown;
  readonly candidates: readonly unknown[];
  readonly error?: { readonly message: string };
}

/** A tree in stored form. */
export function wishView({ result, candidates, error }: WishAnswer): unknown {
  if (error !== undefined) return node("cf-alert", { status: "error" }, [error.message]);
  if (candidates.length > 1) return node("cf-vstack", {}, candidates.map(linkTo));
  return isLink(result) ? linkTo(result) : node("span", {}, [result]);
}

function linkTo(cell: unknown): unknown {
  return node("cf-cell-link", { $cell: cell }, []);
}

function node(name: string, props: object, children: readonly unknown[]): unknown {
  return Object.freeze({
    type: "vnode",
    name,
    props: Object.freeze(props),
    children: Object.freeze(children),
  });
}
