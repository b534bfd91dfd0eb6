/** A notebook: notes are data, each is also a child piece with derived text and streams. */
import { handler, lift, NAME, pattern, str, UI, type Writable } from "commonfabric";
import { notePiece } from "./note.tsx";
import { notesSchema, VNODE } from "./schemas.ts";
import { wordCount } from "./text.ts";
import type { Note, NoteEvent } from "./types.ts";

const rename = handler(
  { type: "object", properties: { title: { type: "string" } }, required: ["title"] },
  {
    type: "object",
    properties: { title: { type: "string", asCell: ["cell"] } },
    required: ["title"],
  },
  (event: { title: string }, { title }: { title: Writable<string> }) => {
    title.set(event.title);
  },
);

const notesState = {
  type: "object",
  properties: { notes: { ...notesSchema, asCell: ["cell"] } },
  required: ["notes"],
};

const addNote = handler(
  {
    type: "object",
    properties: { title: { type: "string" }, body: { type: "string", default: "" } },
    required: ["title", "body"],
  },
  notesState,
  (event: NoteEvent, { notes }: { notes: Writable<Note[]> }) => {
    notes.push({ title: event.title, body: event.body, pinned: false });
  },
);

const removeNote = handler(
  { type: "object", properties: { title: { type: "string" } }, required: ["title"] },
  notesState,
  (event: { title: string }, { notes }: { notes: Writable<Note[]> }) => {
    notes.set((notes.get() ?? []).filter((note) => note.title !== event.title));
  },
);

const countNotes = lift((notes: Note[]) => notes.length, notesSchema, { type: "number" });

const countWords = lift(
  (notes: Note[]) => notes.reduce((sum, note) => sum + wordCount(note.body), 0),
  notesSchema,
  { type: "number" },
);

const pinnedTitles = lift(
  (notes: Note[]) => notes.filter((note) => note.pinned).map((note) => note.title),
  notesSchema,
  { type: "array", items: { type: "string" } },
);

export default pattern(
  (input) => {
    const title = input.key("title");
    const notes = input.key("notes");
    const count = countNotes(notes);
    const pieces = notes.mapWithPattern(notePiece, { previewLength: input.key("previewLength") });
    return {
      [NAME]: str`${title} (${count} notes)`,
      [UI]: (
        <main>
          <h1>{title}</h1>
          <section>{pieces}</section>
        </main>
      ),
      title,
      notes,
      pieces,
      count,
      words: countWords(notes),
      pinned: pinnedTitles(notes),
      rename: rename({ title }),
      addNote: addNote({ notes }),
      removeNote: removeNote({ notes }),
    };
  },
  {
    type: "object",
    properties: {
      title: { type: "string", default: "Notebook" },
      notes: { ...notesSchema, default: [] },
      previewLength: { type: "number", default: 24 },
    },
    required: ["title", "notes", "previewLength"],
  },
  {
    type: "object",
    properties: {
      $NAME: { type: "string" },
      $UI: VNODE,
      title: { type: "string" },
      notes: notesSchema,
      pieces: { type: "array", items: true },
      count: { type: "number" },
      words: { type: "number" },
      pinned: { type: "array", items: { type: "string" } },
      rename: { asCell: ["stream"] },
      addNote: { asCell: ["stream"] },
      removeNote: { asCell: ["stream"] },
    },
    required: ["title", "notes", "count", "words", "rename", "addNote", "removeNote"],
  },
);
