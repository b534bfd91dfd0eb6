/** What is shown of a cell of which a part is missing: the rest of it. */
import type { Cell } from "@commonfabric/runner";
import { withoutRequired } from "../schema/schema-at.ts";

/** The value of `cell`, brought up to date; where a required part is missing, the other parts. */
export async function pullShown(cell: Cell): Promise<unknown> {
  const value = await cell.pull();
  const { schema } = cell.getAsNormalizedFullLink();
  if (value !== undefined || schema === undefined) return value;
  return await cell.asSchema(withoutRequired(schema)).pull();
}
