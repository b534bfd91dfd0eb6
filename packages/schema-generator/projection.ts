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
