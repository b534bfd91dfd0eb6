export type Title = string & { readonly brand?: "title" };
export interface Note { title: Title }
export function titleOf(note: Note): Title;
export function titleOf(note: { title: Title }): Title { return note.title; }
