/** `h` of both runtimes: a record, or the call of a component. */

export interface VNode {
  readonly type: "vnode";
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly children: readonly unknown[];
}

/** What `<name {...props}>{children}</name>` makes. */
export function makeVNode(tag: unknown, props: unknown, ...children: unknown[]): unknown {
  const given = { ...(props as Record<string, unknown> | null) };
  if (typeof tag === "function") {
    return tag(children.length === 0 ? given : { ...given, children });
  }
  return { type: "vnode", name: String(tag), props: given, children };
}
