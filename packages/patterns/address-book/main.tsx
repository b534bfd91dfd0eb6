/** An address book. Most of its imports are types, one of them from a declaration file. */
import { handler, lift, NAME, pattern, str, UI, type Writable } from "commonfabric";
import type { Contact as DeclaredContact } from "./contact.d.ts";
import { indexByInitial } from "./index-by-initial.ts";
import { contactsSchema } from "./schemas.ts";
import type { Contact } from "./types.ts";

const contactsState = {
  type: "object",
  properties: { contacts: { ...contactsSchema, asCell: ["cell"] } },
  required: ["contacts"],
};

const save = handler(
  {
    type: "object",
    properties: { name: { type: "string" }, email: { type: "string", default: "" } },
    required: ["name", "email"],
  },
  contactsState,
  (
    event: Pick<DeclaredContact, "name" | "email">,
    { contacts }: { contacts: Writable<Contact[]> },
  ) => {
    const index = (contacts.get() ?? []).findIndex((contact) => contact.name === event.name);
    if (index >= 0) contacts.key(index, "email").set(event.email);
    else contacts.push({ name: event.name, email: event.email, phones: [] });
  },
);

const addPhone = handler(
  {
    type: "object",
    properties: { name: { type: "string" }, phone: { type: "string" } },
    required: ["name", "phone"],
  },
  contactsState,
  (event: { name: string; phone: string }, { contacts }: { contacts: Writable<Contact[]> }) => {
    const index = (contacts.get() ?? []).findIndex((contact) => contact.name === event.name);
    if (index < 0) throw new Error(`"${event.name}" is not in the address book.`);
    const phones = contacts.key(index, "phones") as Writable<string[]>;
    phones.addUnique(event.phone);
  },
);

const groups = lift((contacts: Contact[]) => indexByInitial(contacts), contactsSchema, {
  type: "array",
  items: true,
});

const count = lift((contacts: Contact[]) => contacts.length, contactsSchema, { type: "number" });

export default pattern(
  (input) => {
    const contacts = input.key("contacts");
    const size = count(contacts);
    return {
      [NAME]: str`Address book (${size})`,
      [UI]: <p>{size} contacts</p>,
      contacts,
      groups: groups(contacts),
      count: size,
      save: save({ contacts }),
      addPhone: addPhone({ contacts }),
    };
  },
  {
    type: "object",
    properties: { contacts: { ...contactsSchema, default: [] } },
    required: ["contacts"],
  },
  {
    type: "object",
    properties: {
      $NAME: { type: "string" },
      $UI: { $ref: "https://commonfabric.org/schemas/vnode.json" },
      contacts: contactsSchema,
      groups: { type: "array", items: true },
      count: { type: "number" },
      save: { asCell: ["stream"] },
      addPhone: { asCell: ["stream"] },
    },
    required: ["contacts", "groups", "count", "save", "addPhone"],
  },
);
