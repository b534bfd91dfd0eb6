/** Documents made of several types: records of captures, results that are read off a literal. */
import type ts from "typescript";
import type { JSONSchema } from "@commonfabric/api";
import type { Fragment } from "./fragment.ts";
import type { Projection } from "./projection.ts";
import type { SchemaMode } from "./request.ts";

/** A part of a document. */
export type SchemaPart =
  | TypePart
  | { readonly kind: "record"; readonly members: ReadonlyMap<string, MemberPart> }
  | { readonly kind: "list"; readonly items: SchemaPart }
  /** A schema that is known already, without local references. */
  | { readonly kind: "schema"; readonly schema: JSONSchema };

export interface TypePart {
  readonly kind: "type";
  readonly type: ts.Type;
  readonly projection?: Projection | undefined;
  readonly typeNode?: ts.TypeNode | undefined;
  readonly widen?: boolean;
  readonly mode?: SchemaMode;
}

export interface MemberPart {
  readonly part: SchemaPart;
  readonly optional?: boolean;
  /** The member is never `undefined`, although its type says so. */
  readonly defined?: boolean;
}

export interface CompositionRequest {
  readonly part: SchemaPart;
  readonly at: ts.Node;
  readonly boundary?: boolean;
}

/** The fragment of `part`; `make` gives those of types. */
export function composed(
  part: SchemaPart,
  path: readonly string[],
  make: (part: TypePart, path: readonly string[], optional: boolean) => Fragment,
  optional = false,
): Fragment {
  switch (part.kind) {
    case "type":
      return make(part, path, optional);
    case "schema":
      return part.schema as Fragment;
    case "list":
      return { type: "array", items: composed(part.items, [...path, "*"], make) };
    case "record": {
      const entries = [...part.members];
      const required = entries.filter(([, member]) => member.optional !== true);
      return {
        type: "object",
        properties: Object.fromEntries(
          entries.map(([name, member]) => [
            name,
            composed(
              member.part,
              [...path, name],
              make,
              member.optional === true || member.defined === true,
            ),
          ]),
        ),
        ...(required.length > 0 && { required: required.map(([name]) => name) }),
      };
    }
  }
}
