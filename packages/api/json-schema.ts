/** The JSON schema dialect of the workspace: JSON Schema 2020-12 plus handles, scopes and labels. */

export type CellKind =
  | "cell"
  | "stream"
  | "opaque"
  | "readonly"
  | "writeonly"
  | "comparable"
  | "sqlite";

export type AsCellEntry = CellKind | {
  readonly kind: CellKind;
  readonly scope?: "space" | "user" | "session" | "any";
};

export interface JSONSchemaObject {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JSONSchema>>;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JSONSchema>>;
  readonly required?: readonly string[];
  readonly items?: JSONSchema;
  readonly additionalProperties?: JSONSchema;
  readonly anyOf?: readonly JSONSchema[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  /** Outermost handle first. */
  readonly asCell?: readonly AsCellEntry[];
  readonly scope?: "space" | "user" | "session" | "any";
  readonly not?: true;
  readonly ifc?: unknown;
  readonly tags?: readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly deprecated?: boolean;
  readonly $comment?: string;
}

/** `true` accepts everything, `false` nothing. */
export type JSONSchema = boolean | JSONSchemaObject;
