/** Static defaults of a destructured parameter as a projection: everything, with defaults at paths. */
import type { Projection } from "@commonfabric/schema-generator";

interface Level {
  readonly members: Map<string, Level>;
  value: { readonly value: unknown } | undefined;
}

/** `defaults` by path joined with U+0000; `undefined` when there are none. */
export function staticDefaults(
  defaults: ReadonlyMap<string, unknown>,
): Projection | undefined {
  if (defaults.size === 0) return undefined;
  const root: Level = { members: new Map(), value: undefined };
  for (const [path, value] of defaults) {
    let at = root;
    for (const name of path === "" ? [] : path.split("\u0000")) {
      const next = at.members.get(name) ?? { members: new Map(), value: undefined };
      at.members.set(name, next);
      at = next;
    }
    at.value = { value };
  }
  return projection(root);
}

function projection({ members, value }: Level): Projection {
  return {
    all: true,
    ...(members.size > 0 && {
      props: new Map([...members].map(([name, inner]) => [name, projection(inner)])),
    }),
    ...(value !== undefined && { default: value.value }),
  };
}
