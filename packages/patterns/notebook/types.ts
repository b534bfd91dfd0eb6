/** The shapes of a notebook, for annotations only. */
import type { Default, Stream, UI, VNode, Writable } from "commonfabric";
import type { PREVIEW_LENGTH } from "./settings.ts";

export interface Note {
  title: string;
  body: string | Default<"">;
  pinned: boolean | Default<false>;
}

export interface NoteEvent {
  title: string;
  body?: string;
}

export interface NoteInput {
  note: Writable<Note>;
  previewLength: number | Default<typeof PREVIEW_LENGTH>;
}

export interface NotePiece {
  [UI]: VNode;
  title: string;
  words: number;
  preview: string;
  marker: "pinned" | "loose";
  edit: Stream<{ body: string }>;
  togglePin: Stream<void>;
}
