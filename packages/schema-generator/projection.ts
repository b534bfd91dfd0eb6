/** Which part of a type a boundary needs: what capability analysis found, as the generator reads it. */

/** A capability of a handle, written as its kind in a schema. */
export type CellUse = "cell" | "readonly" | "writeonly" | "comparable" | "opaque";

/**
 * What is needed at one path. An absent projection narrows nothing. `all` needs everything that is
 * declared below the path; otherwise only `props` and `items` are needed, and with neither the
 * value is present but nothing below it is read: an object without properties, an array of
 * `unknown`.
 */
export interface Projection {
  readonly all?: true;
  /** Needed members of an object. */
  readonly props?: ReadonlyMap<string, Projection>;
  /** What is needed of each element of a list. */
  readonly items?: Projection;
  /** What is done with the handle at this path, if there is one. Streams are never narrowed. */
  readonly cell?: CellUse;
  /** Only compared, or only handed on: no content is demanded. */
  readonly identity?: "comparable" | "opaque";
  /** A static default of a destructured parameter. */
  readonly default?: unknown;
}

/** What is needed when both `a` and `b` are. */
export function joinProjections(a: Projection, b: Projection): Projection {
  const props = new Map(a.props);
  for (const [name, projection] of b.props ?? []) {
    const known = props.get(name);
    props.set(name, known === undefined ? projection : joinProjections(known, projection));
  }
  const items = a.items !== undefined && b.items !== undefined
    ? joinProjections(a.items, b.items)
    : a.items ?? b.items;
  const cell = joinCellUses(a.cell, b.cell);
  const identity = a.identity !== undefined && b.identity !== undefined
    ? (a.identity === b.identity ? a.identity : "comparable")
    : undefined;
  const withDefault = "default" in a ? a : "default" in b ? b : undefined;
  return {
    ...((a.all ?? b.all) && { all: true }),
    ...(props.size > 0 && { props }),
    ...(items !== undefined && { items }),
    ...(cell !== undefined && { cell }),
    ...(identity !== undefined && { identity }),
    ...(withDefault !== undefined && { default: withDefault.default }),
  };
}

/** The least kind of handle that allows both uses. */
export function joinCellUses(
  a: CellUse | undefined,
  b: CellUse | undefined,
): CellUse | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  if (a === "opaque") return b;
  if (b === "opaque") return a;
  const both = new Set([a, b]);
  return both.has("comparable") && both.has("readonly") ? "readonly" : "cell";
}

/** Whether every use that `kind` allows is allowed by `other` too. */
export function allowsLess(kind: CellUse, other: CellUse): boolean {
  return kind !== other && joinCellUses(kind, other) === other;
}

/** Text that is equal for equal projections. */
export function projectionKey(projection: Projection | undefined): string {
  if (projection === undefined) return "";
  const { all, props, items, cell, identity } = projection;
  const members = [...props ?? []].map(([name, p]) => [name, projectionKey(p)]);
  return JSON.stringify([
    all ?? false,
    props === undefined ? null : members,
    items === undefined ? null : projectionKey(items),
    cell ?? null,
    identity ?? null,
    "default" in projection ? [projection.default] : null,
  ]);
}
