/** Schemas that several modules of the notebook share. */

export const noteSchema = {
  type: "object",
  properties: {
    title: { type: "string" },
    body: { type: "string", default: "" },
    pinned: { type: "boolean", default: false },
  },
  required: ["title", "body", "pinned"],
};

export const notesSchema = { type: "array", items: noteSchema };

export const VNODE = { $ref: "https://commonfabric.org/schemas/vnode.json" };
