/** `h`: the rendered tree as plain data. */
import { schemaNode } from "../schemas/schema-node.ts";
import { isPattern } from "./artifact.ts";

/** The tag of a fragment. */
const FRAGMENT = "common-fragment";

/**
 * `h(tag, props, ...children)` with `h.fragment`; a function tag is called with the props, a pattern
 * is applied to them.
 */
export function makeJsxFactory(): object {
  const h = (tag: unknown, props: unknown, ...children: unknown[]): unknown => {
    if (typeof tag === "function") {
      const own = recordOf(props);
      return tag(takesChildren(tag) ? { ...own, children } : own);
    }
    if (typeof tag !== "string") throw new TypeError("h() expects a tag name or a function");
    return { type: "vnode", name: tag, props: recordOf(props), children };
  };
  Object.defineProperty(h, "fragment", { value: FRAGMENT, enumerable: true });
  return Object.freeze(h);
}

/** A plain function always gets its children, a pattern if it declares them. */
function takesChildren(tag: object): boolean {
  if (!isPattern(tag)) return true;
  const schema = schemaNode(tag.argumentSchema);
  return schema.isAny || schema.property("children") !== undefined;
}

function recordOf(props: unknown): Record<string, unknown> {
  if (props === null || props === undefined) return {};
  if (typeof props !== "object") throw new TypeError("h() expects a record of props or null");
  return { ...props };
}
