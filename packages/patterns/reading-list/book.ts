/** Books, their states, and the order in which they are shown. */

export enum Status {
  Want = "want",
  Reading = "reading",
  Done = "done",
}

export interface Book {
  title: string;
  author: string;
  pages: number;
  page: number;
}

export const bookSchema = {
  type: "object",
  properties: {
    title: { type: "string" },
    author: { type: "string", default: "unknown" },
    pages: { type: "number" },
    page: { type: "number", default: 0 },
  },
  required: ["title", "author", "pages", "page"],
};

export const booksSchema = { type: "array", items: bookSchema };

export function statusOf(book: Book): Status {
  if (book.page === 0) return Status.Want;
  return book.page >= book.pages ? Status.Done : Status.Reading;
}

const ORDER = new Map([[Status.Reading, 0], [Status.Want, 1], [Status.Done, 2]]);

export function shelf(books: readonly Book[]): { title: string; status: string }[] {
  return books
    .map((book) => ({ title: book.title, status: statusOf(book) }))
    .toSorted((a, b) =>
      ORDER.get(a.status)! - ORDER.get(b.status)! || (a.title < b.title ? -1 : 1)
    );
}
