/** The authored module `commonfabric/schema`: types of `const` schema literals. Types only. */
import type { Cell, ComparableCell, OpaqueCell, ReadonlyCell, Stream, WriteonlyCell } from "commonfabric";

/** The data that a `const` schema literal describes; handles where it says `asCell`. */
export type Schema<S> = WithHandle<S, SchemaWithoutCell<S>>;

type WithHandle<S, T> = S extends { readonly asCell: readonly [infer Kind, ...unknown[]] }
  ? Handle<Kind extends { readonly kind: infer K } ? K : Kind, T>
  : T;
type Handle<Kind, T> = Kind extends "cell" ? Cell<T>
  : Kind extends "stream" ? Stream<T>
  : Kind extends "readonly" ? ReadonlyCell<T>
  : Kind extends "writeonly" ? WriteonlyCell<T>
  : Kind extends "comparable" ? ComparableCell<T>
  : OpaqueCell<T>;

/** The same, read through a handle at the root. */
export type SchemaWithoutCell<S> = S extends true ? unknown
  : S extends false ? never
  : S extends { readonly enum: readonly (infer V)[] } ? V
  : S extends { readonly anyOf: readonly (infer Option)[] } ? Schema<Option>
  : S extends { readonly type: "object" } ? ObjectOf<S>
  : S extends { readonly type: "array" }
    ? (S extends { readonly items: infer Item } ? Schema<Item>[] : unknown[])
  : S extends { readonly type: infer Name } ? Primitive<Name>
  : unknown;

type Primitive<Name> = Name extends "string" ? string
  : Name extends "number" | "integer" ? number
  : Name extends "boolean" ? boolean
  : Name extends "null" ? null
  : Name extends "undefined" ? undefined
  : unknown;

type ObjectOf<S> = S extends { readonly properties: infer P }
  ? Flat<
    & { -readonly [K in keyof P as K extends RequiredOf<S> ? K : never]: Schema<P[K]> }
    & { -readonly [K in keyof P as K extends RequiredOf<S> ? never : K]?: Schema<P[K]> }
  >
  : S extends { readonly additionalProperties: infer V } ? { [key: string]: Schema<V> }
  : { [key: string]: unknown };
type RequiredOf<S> = S extends { readonly required: readonly (infer K)[] } ? K : never;
type Flat<T> = { [K in keyof T]: T[K] };
