/** Books, their states, and the order in which they are shown. */
import type { Default } from "commonfabric";

export enum Status {
  Want = "want",
  Reading = "reading",
  Done = "done",
}

export interface Book {
  title: string;
  author: string | Default<"unknown">;
  pages: number;
  page: number | Default<0>;
}

export interface ShelfRow {
  title: string;
  status: Status;
}

export function statusOf(book: Book): Status {
  if (book.page === 0) return Status.Want;
  return book.page >= book.pages ? Status.Done : Status.Reading;
}

const ORDER = new Map([[Status.Reading, 0], [Status.Want, 1], [Status.Done, 2]]);

export function shelf(books: readonly Book[]): ShelfRow[] {
  return books
    .map((book) => ({ title: book.title, status: statusOf(book) }))
    .toSorted((a, b) =>
      ORDER.get(a.status)! - ORDER.get(b.status)! || (a.title < b.title ? -1 : 1)
    );
}
