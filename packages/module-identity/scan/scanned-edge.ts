/** An edge as the lexical scan finds it. */

/** How an edge is written. */
export type EdgeForm = "import" | "export" | "import-type" | "jsdoc" | "data";

/** One edge as it stands in the text. */
export interface ScannedEdge {
  readonly specifier: string;
  readonly form: EdgeForm;
  /** Whether the declaration is marked `type` as a whole, or the form is a type. */
  readonly typeOnly: boolean;
  /** Offset and length of the text between the quotes, in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
}
