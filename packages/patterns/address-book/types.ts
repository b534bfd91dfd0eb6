/** Types of the address book; nothing of this module exists at run time. */
import type { Default } from "commonfabric";
import type { Contact as DeclaredContact } from "./contact.d.ts";

export type Contact = Omit<DeclaredContact, "email" | "phones"> & {
  email: string | Default<"">;
  phones: string[] | Default<[]>;
};

export interface Group {
  initial: string;
  names: string[];
}
