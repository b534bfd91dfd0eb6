/** JSON schemas from checked TypeScript types. */
export type { CellUse, Projection } from "./projection.ts";
