/** Errors of reading through schemas. */
import { LIMITS } from "@commonfabric/contract";

/** A read that visits more documents, or follows links deeper, than one read may. */
export class ReadBudgetError extends Error {
  override readonly name = "ReadBudgetError";
  constructor(what: string) {
    super(
      `One read visits at most ${LIMITS.documentsPerRead} documents: ${what}. ` +
        `Read through a schema that declares only what is needed.`,
    );
  }
}
