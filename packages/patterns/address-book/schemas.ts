/** Schemas of the address book. */

export const contactSchema = {
  type: "object",
  properties: {
    name: { type: "string" },
    email: { type: "string", default: "" },
    phones: { type: "array", items: { type: "string" }, default: [] },
  },
  required: ["name", "email", "phones"],
};

export const contactsSchema = { type: "array", items: contactSchema };
