/** One note of a notebook, as a piece of its own: derived text and streams that edit the note. */
import { handler, ifElse, lift, NAME, pattern, str, UI, type Writable } from "commonfabric";
import { noteSchema, VNODE } from "./schemas.ts";
import { excerpt, wordCount } from "./text.ts";
import type { Note } from "./types.ts";

const noteState = {
  type: "object",
  properties: { note: { ...noteSchema, asCell: ["cell"] } },
  required: ["note"],
};

const edit = handler(
  { type: "object", properties: { body: { type: "string" } }, required: ["body"] },
  noteState,
  (event: { body: string }, { note }: { note: Writable<Note> }) => {
    note.key("body").set(event.body);
  },
);

const togglePin = handler(
  false,
  noteState,
  (_event: unknown, { note }: { note: Writable<Note> }) => {
    note.key("pinned").set(!note.get()?.pinned);
  },
);

const count = lift((body: string) => wordCount(body), { type: "string" }, { type: "number" });

const shorten = lift(
  ({ body, length }: { body: string; length: number }) => excerpt(body, length),
  {
    type: "object",
    properties: { body: { type: "string" }, length: { type: "number" } },
    required: ["body", "length"],
  },
  { type: "string" },
);

export const notePiece = pattern(
  (input) => {
    const note = input.key("element");
    const words = count(note.key("body"));
    const preview = shorten({
      body: note.key("body"),
      length: input.key("params", "previewLength"),
    });
    const pin = togglePin({ note });
    return {
      [NAME]: str`${note.key("title")} (${words} words)`,
      [UI]: (
        <article>
          <h2>{note.key("title")}</h2>
          <p>{preview}</p>
          <button type="button" onClick={pin}>{ifElse(note.key("pinned"), "Unpin", "Pin")}</button>
        </article>
      ),
      title: note.key("title"),
      words,
      preview,
      marker: ifElse(note.key("pinned"), "pinned", "loose"),
      edit: edit({ note }),
      togglePin: pin,
    };
  },
  {
    type: "object",
    properties: {
      element: noteSchema,
      params: {
        type: "object",
        properties: { previewLength: { type: "number" } },
        required: ["previewLength"],
      },
    },
    required: ["element", "params"],
  },
  {
    type: "object",
    properties: {
      $NAME: { type: "string" },
      $UI: VNODE,
      title: { type: "string" },
      words: { type: "number" },
      preview: { type: "string" },
      marker: { type: "string" },
      edit: { asCell: ["stream"] },
      togglePin: { asCell: ["stream"] },
    },
    required: ["title", "words", "preview", "marker", "edit", "togglePin"],
  },
);
