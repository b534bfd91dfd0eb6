/** A notebook: notes are data, each is also a child piece with derived text and streams. */
import {
  action,
  computed,
  type Default,
  handler,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";
import { Note as NoteView } from "./note.tsx";
import { DEFAULT_TITLE, PREVIEW_LENGTH } from "./settings.ts";
import { wordCount } from "./text.ts";
import type { Note, NoteEvent, NotePiece } from "./types.ts";

interface Input {
  title: Writable<string | Default<typeof DEFAULT_TITLE>>;
  notes: Writable<Note[] | Default<[]>>;
  previewLength: number | Default<typeof PREVIEW_LENGTH>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  title: string;
  notes: Note[];
  pieces: NotePiece[];
  count: number;
  words: number;
  pinned: string[];
  rename: Stream<{ title: string }>;
  addNote: Stream<NoteEvent>;
  removeNote: Stream<{ title: string }>;
}

const addNote = handler<NoteEvent, { notes: Writable<Note[]> }>(
  ({ title, body = "" }, { notes }) => {
    notes.push({ title, body, pinned: false });
  },
);

const removeNote = handler<{ title: string }, { notes: Writable<Note[]> }>(
  ({ title }, { notes }) => {
    notes.set(notes.get().filter((note) => note.title !== title));
  },
);

export default pattern<Input, Output>(({ title, notes, previewLength }) => {
  const draft = new Writable("");
  const count = computed(() => notes.get().length);
  const words = notes.get().reduce((sum, note) => sum + wordCount(note.body), 0);
  const pinned = computed(() =>
    notes.get().filter((note) => note.pinned).map((note) => note.title)
  );
  const pieces = notes.map((note) => NoteView({ note, previewLength }));

  const rename = action<{ title: string }>((event) => title.set(event.title));
  const addDraft = action(() => {
    const text = draft.get().trim();
    if (text === "") return;
    notes.push({ title: text, body: "", pinned: false });
    draft.set("");
  });

  return {
    [NAME]: `${title.get()} (${count} notes)`,
    [UI]: (
      <main>
        <h1>{title}</h1>
        <p>{count === 1 ? "one note" : `${count} notes`}, {words} words</p>
        <section>{pieces}</section>
        <footer>
          <cf-input $value={draft} placeholder="New note" />
          <cf-button onClick={addDraft}>Add</cf-button>
        </footer>
      </main>
    ),
    title,
    notes,
    pieces,
    count,
    words,
    pinned,
    rename,
    addNote: addNote({ notes }),
    removeNote: removeNote({ notes }),
  };
});
