/** A name is one contact: saved again it keeps its phones; a phone of nobody is refused. */
import { assert, NAME, pattern, TESTS, UI, valueEqual } from "commonfabric";
import AddressBook from "./main.tsx";

export default pattern(() => {
  const book = AddressBook({ contacts: [] });

  return {
    expectRuntimeErrors: 1,
    [TESTS]: [
      { action: book.save, event: { name: "ben", email: "ben@example.org" } },
      { action: book.addPhone, event: { name: "ben", phone: "2" } },
      { action: book.addPhone, event: { name: "ben", phone: "1" } },
      { action: book.save, event: { name: "ben" } },
      {
        assertion: assert(() =>
          valueEqual(book.contacts, [{ name: "ben", email: "", phones: ["2", "1"] }])
        ),
      },
      { action: book.save, event: { name: "Bea" } },
      { action: book.save, event: { name: "" } },
      { assertion: assert(() => book.groups.map(({ initial }) => initial).join() === "?,B") },
      { assertion: assert(() => valueEqual(book.groups[1].names, ["Bea", "ben"])) },
      { action: book.addPhone, event: { name: "Ben", phone: "3" } },
      { assertion: assert(() => book.contacts.every(({ phones }) => !phones.includes("3"))) },
      { assertion: assert(() => book[NAME] === "Address book (3)") },
      { render: book[UI] },
    ],
  };
});
