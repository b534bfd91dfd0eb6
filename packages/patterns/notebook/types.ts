/** The shapes of a notebook, for annotations only. */

export interface Note {
  title: string;
  body: string;
  pinned: boolean;
}

export interface NoteEvent {
  title: string;
  body: string;
}
