/** An address book, grouped by initial. Most of its imports are types, one from a declaration file. */
import {
  type Default,
  handler,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import type { Contact as DeclaredContact } from "./contact.d.ts";
import { indexByInitial } from "./index-by-initial.ts";
import type { Contact, Group } from "./types.ts";

type SaveEvent = Pick<DeclaredContact, "name"> & Partial<Pick<DeclaredContact, "email">>;

interface Input {
  contacts: Writable<Contact[] | Default<[]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  contacts: Contact[];
  groups: Group[];
  count: number;
  save: Stream<SaveEvent>;
  addPhone: Stream<{ name: string; phone: string }>;
}

const save = handler<SaveEvent, { contacts: Writable<Contact[]> }>(
  ({ name, email = "" }, { contacts }) => {
    const known = contacts.get();
    contacts.set(
      known.some((contact) => contact.name === name)
        ? known.map((contact) => contact.name === name ? { ...contact, email } : contact)
        : [...known, { name, email, phones: [] }],
    );
  },
);

const addPhone = handler<{ name: string; phone: string }, { contacts: Writable<Contact[]> }>(
  ({ name, phone }, { contacts }) => {
    const index = contacts.get().findIndex((contact) => contact.name === name);
    if (index < 0) throw new Error(`"${name}" is not in the address book.`);
    contacts.key(index).key("phones").addUnique(phone);
  },
);

export default pattern<Input, Output>(({ contacts }) => {
  const groups = indexByInitial(contacts.get());
  const count = contacts.get().length;
  return {
    [NAME]: `Address book (${count})`,
    [UI]: (
      <cf-vscroll flex showScrollbar>
        {groups.map(({ initial, names }) => (
          <section>
            <h2>{initial}</h2>
            <p>{names.join(", ")}</p>
          </section>
        ))}
        <ul>
          {contacts.map(({ name, email, phones }) => (
            <li>
              <strong>{name}</strong> {email || "no address"}
              {phones.length > 0 ? <small>{phones.join(" / ")}</small> : null}
            </li>
          ))}
        </ul>
      </cf-vscroll>
    ),
    contacts,
    groups,
    count,
    save: save({ contacts }),
    addPhone: addPhone({ contacts }),
  };
});
