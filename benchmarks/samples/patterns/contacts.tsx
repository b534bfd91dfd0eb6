import {
  action,
  computed,
  Default,
  equals,
  handler,
  lift,
  NAME,
  navigateTo,
  pattern,
  Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";

/** Ways to reach somebody. */
interface Address {
  kind: "email" | "phone" | "post";
  value: string;
  preferred: boolean | Default<false>;
}

interface Contact {
  first: string;
  last: string;
  company?: string;
  birthday?: { day: number; month: number; year?: number };
  addresses: Address[] | Default<[]>;
  groups: string[] | Default<[]>;
}

interface Group {
  letter: string;
  contacts: Contact[];
}

interface Input {
  contacts: Writable<Contact[] | Default<[]>>;
  sortBy: Writable<"first" | "last" | Default<"last">>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  contacts: Contact[];
  groups: string[];
  addContact: Stream<{ first: string; last: string }>;
}

interface DetailInput {
  contact: Writable<Contact>;
}

interface DetailOutput {
  [NAME]: string;
  [UI]: VNode;
  preferred: string;
}

const fullName = (contact: { first: string; last: string }): string =>
  `${contact.first} ${contact.last}`.trim();

/** Contacts by their initial, in alphabetical order. */
const byInitial = lift(
  (input: { contacts: Contact[]; sortBy: "first" | "last" }): Group[] => {
    const groups = new Map<string, Contact[]>();
    const sorted = input.contacts.toSorted((a, b) => a[input.sortBy] < b[input.sortBy] ? -1 : 1);
    for (const contact of sorted) {
      const letter = contact[input.sortBy].slice(0, 1).toUpperCase() || "#";
      groups.set(letter, [...(groups.get(letter) ?? []), contact]);
    }
    return [...groups].map(([letter, contacts]) => ({ letter, contacts }));
  },
);

const addContact = handler<
  { first: string; last: string },
  { contacts: Writable<Contact[]> }
>(({ first, last }, { contacts }) => {
  contacts.push({ first, last, addresses: [], groups: [] });
});

const removeContact = handler<
  unknown,
  { contacts: Writable<Contact[]>; contact: Writable<Contact> }
>((_event, { contacts, contact }) => {
  const index = contacts.get().findIndex((each) => equals(each, contact));
  if (index >= 0) contacts.set(contacts.get().toSpliced(index, 1));
});

const addAddress = handler<
  { detail: { message: string } },
  { contact: Writable<Contact> }
>(({ detail }, { contact }) => {
  const value = detail.message.trim();
  const kind = value.includes("@") ? "email" : /^[+\d\s-]+$/.test(value) ? "phone" : "post";
  const addresses = contact.key("addresses");
  const preferred = addresses.get().length === 0;
  addresses.set([...addresses.get(), { kind, value, preferred }]);
});

const ContactDetail = pattern<DetailInput, DetailOutput>(({ contact }) => {
  const preferred = computed(() => {
    const { addresses } = contact.get();
    const chosen = addresses.find((address) => address.preferred);
    return (chosen ?? addresses[0])?.value ?? "no address";
  });
  const birthday = computed(() => {
    const date = contact.get().birthday;
    if (date === undefined) return "";
    return `${date.day}.${date.month}.${date.year ?? ""}`;
  });
  return {
    [NAME]: computed(() => fullName(contact.get())),
    [UI]: (
      <cf-screen>
        <cf-vstack gap="2" padding="4">
          <cf-input $value={contact.key("first")} placeholder="First name" />
          <cf-input $value={contact.key("last")} placeholder="Last name" />
          {birthday !== "" && <cf-text>Born {birthday}</cf-text>}
          <cf-field label="Preferred">{preferred}</cf-field>
          {contact.key("addresses").map((address) => (
            <cf-hstack gap="2">
              <cf-badge>{address.kind}</cf-badge>
              <cf-input $value={address.value} />
              {address.preferred && <b>preferred</b>}
            </cf-hstack>
          ))}
          <cf-message-input
            placeholder="Add an address"
            oncf-send={addAddress({ contact })}
          />
        </cf-vstack>
      </cf-screen>
    ),
    preferred,
  };
});

const open = handler<unknown, { contact: Writable<Contact> }>(
  (_event, { contact }) => navigateTo(ContactDetail({ contact })),
);

export default pattern<Input, Output>(({ contacts, sortBy }) => {
  const search = new Writable("");
  const first = new Writable("");
  const last = new Writable("");

  const found = computed(() => {
    const wanted = search.get().toLowerCase();
    return contacts.get().filter((contact) => fullName(contact).toLowerCase().includes(wanted));
  });
  const sections = byInitial({ contacts: found, sortBy });
  const groups = computed(() => [...new Set(contacts.get().flatMap((contact) => contact.groups))]);
  const create = action(() => {
    if (first.get() === "" && last.get() === "") return;
    contacts.push({
      first: first.get(),
      last: last.get(),
      addresses: [],
      groups: [],
    });
    first.set("");
    last.set("");
  });

  return {
    [NAME]: computed(() => `Contacts (${contacts.get().length})`),
    [UI]: (
      <cf-screen>
        <cf-hstack gap="2" padding="2">
          <cf-input $value={search} placeholder="Search" />
          <cf-radio-group
            $value={sortBy}
            items={[
              { label: "First name", value: "first" },
              { label: "Last name", value: "last" },
            ]}
          />
        </cf-hstack>
        <cf-vscroll flex>
          {sections.map((section) => (
            <section>
              <cf-heading level={5}>{section.letter}</cf-heading>
              {section.contacts.map((contact) => (
                <cf-hstack gap="2" align="center">
                  <cf-avatar name={fullName(contact)} />
                  <cf-text>
                    {contact.first} <b>{contact.last}</b>
                    {contact.company ? ` (${contact.company})` : ""}
                  </cf-text>
                  {contact.groups.map((group) => <cf-chip label={group} />)}
                  <cf-button onClick={open({ contact })}>Open</cf-button>
                  <cf-button onClick={removeContact({ contacts, contact })}>
                    Remove
                  </cf-button>
                </cf-hstack>
              ))}
            </section>
          ))}
        </cf-vscroll>
        {found.length === 0 && <cf-empty-state message="Nobody is here." />}
        <cf-hstack gap="2" padding="2">
          <cf-input $value={first} placeholder="First name" />
          <cf-input $value={last} placeholder="Last name" />
          <cf-button onClick={create}>Add</cf-button>
        </cf-hstack>
      </cf-screen>
    ),
    contacts,
    groups,
    addContact: addContact({ contacts }),
  };
});
