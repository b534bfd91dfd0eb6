/** One leg: what changes between process A and process B, and what B must show then. */
import type { ProcessReport } from "./report.ts";

export interface Leg {
  readonly name: string;
  /** Throws when B shows something else; gives the report whose counts are budgeted. */
  readonly run: () => Promise<ProcessReport>;
}
