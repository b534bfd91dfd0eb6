/** Types of the address book; nothing of this module exists at run time. */
import type { Contact } from "./contact.d.ts";

export type { Contact };

export interface Group {
  initial: string;
  names: string[];
}
