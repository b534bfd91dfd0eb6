/** One note of a notebook, as a piece of its own: derived text and streams that edit the note. */
import { action, NAME, pattern, UI } from "commonfabric";
import { UNTITLED } from "./settings.ts";
import { excerpt, wordCount } from "./text.ts";
import type { NoteInput, NotePiece } from "./types.ts";

export const Note = pattern<NoteInput, NotePiece & { [NAME]: string }>(
  ({ note, previewLength }) => {
    const { title, body, pinned } = note.get();
    const words = wordCount(body);
    const preview = excerpt(body, previewLength);

    const edit = action<{ body: string }>((event) => note.update({ body: event.body }));
    const togglePin = action(() => note.update({ pinned: !note.get().pinned }));

    return {
      [NAME]: `${title || UNTITLED} (${words} words)`,
      [UI]: (
        <article>
          <h2>{title || UNTITLED}</h2>
          <p>{preview}</p>
          <button type="button" onClick={togglePin}>{pinned ? "Unpin" : "Pin"}</button>
        </article>
      ),
      title,
      words,
      preview,
      marker: pinned ? "pinned" : "loose",
      edit,
      togglePin,
    };
  },
);
