/** `h`: the rendered tree as plain data. */

/** The tag of a fragment. */
const FRAGMENT = "common-fragment";

/** `h(tag, props, ...children)` with `h.fragment`; a function tag is called with the props. */
export function makeJsxFactory(): object {
  const h = (tag: unknown, props: unknown, ...children: unknown[]): unknown => {
    if (typeof tag === "function") return tag({ ...recordOf(props), children });
    if (typeof tag !== "string") throw new TypeError("h() expects a tag name or a function");
    return { type: "vnode", name: tag, props: recordOf(props), children };
  };
  Object.defineProperty(h, "fragment", { value: FRAGMENT, enumerable: true });
  return Object.freeze(h);
}

function recordOf(props: unknown): Record<string, unknown> {
  if (props === null || props === undefined) return {};
  if (typeof props !== "object") throw new TypeError("h() expects a record of props or null");
  return { ...props };
}
