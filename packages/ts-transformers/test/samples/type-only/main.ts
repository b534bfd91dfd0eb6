import type { Note } from "./notes.ts";
import { type Title, titleOf } from "./notes.ts";
namespace Types { export interface Inner { a: 1 } }
export type { Note };
export const note: Note = { title: "a" as Title };
export const title = titleOf(note);
export const inner: Types.Inner = { a: 1 };
