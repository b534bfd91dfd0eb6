/** Which kinds of code there are, and what begins them. */

export type ContextKind = "pattern" | "compute" | "neutral";

/** The boundary that decides the context. */
export type ContextOwner =
  | "pattern"
  | "render"
  | "array-method"
  | "computed"
  | "lift-applied"
  | "action"
  | "lift"
  | "handler"
  | "event-handler"
  | "lifted-expression"
  | "standalone"
  | "unknown";
