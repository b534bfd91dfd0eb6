/** A reading list: books with progress, sorted by what is being read. */
import { handler, lift, NAME, pattern, str, UI, type Writable } from "commonfabric";
import { type Book, booksSchema, shelf, Status } from "./book.ts";

const booksState = {
  type: "object",
  properties: { books: { ...booksSchema, asCell: ["cell"] } },
  required: ["books"],
};

const addBook = handler(
  {
    type: "object",
    properties: {
      title: { type: "string" },
      author: { type: "string", default: "unknown" },
      pages: { type: "number" },
    },
    required: ["title", "author", "pages"],
    additionalProperties: false,
  },
  booksState,
  (event: Omit<Book, "page">, { books }: { books: Writable<Book[]> }) => {
    books.push({ ...event, page: 0 });
  },
);

const readTo = handler(
  {
    type: "object",
    properties: { title: { type: "string" }, page: { type: "number" } },
    required: ["title", "page"],
  },
  booksState,
  (event: { title: string; page: number }, { books }: { books: Writable<Book[]> }) => {
    const index = (books.get() ?? []).findIndex((book) => book.title === event.title);
    if (index < 0) throw new Error(`There is no book "${event.title}".`);
    books.key(index, "page").set(event.page);
  },
);

const sorted = lift(
  (books: Book[]) => shelf(books),
  booksSchema,
  {
    type: "array",
    items: {
      type: "object",
      properties: { title: { type: "string" }, status: { type: "string" } },
      required: ["title", "status"],
    },
  },
);

const pagesLeft = lift(
  (books: Book[]) => books.reduce((sum, book) => sum + Math.max(0, book.pages - book.page), 0),
  booksSchema,
  { type: "number" },
);

const current = lift(
  (rows: { title: string; status: string }[]) =>
    rows.find((row) => row.status === Status.Reading)?.title ?? "nothing",
  { type: "array", items: true },
  { type: "string" },
);

export default pattern(
  (input) => {
    const books = input.key("books");
    const rows = sorted(books);
    const reading = current(rows);
    return {
      [NAME]: str`Reading ${reading}`,
      [UI]: <p>{reading}</p>,
      books,
      shelf: rows,
      reading,
      pagesLeft: pagesLeft(books),
      addBook: addBook({ books }),
      readTo: readTo({ books }),
    };
  },
  {
    type: "object",
    properties: { books: { ...booksSchema, default: [] } },
    required: ["books"],
  },
  {
    type: "object",
    properties: {
      $NAME: { type: "string" },
      $UI: { $ref: "https://commonfabric.org/schemas/vnode.json" },
      books: booksSchema,
      shelf: { type: "array", items: true },
      reading: { type: "string" },
      pagesLeft: { type: "number" },
      addBook: { asCell: ["stream"] },
      readTo: { asCell: ["stream"] },
    },
    required: ["books", "shelf", "reading", "pagesLeft", "addBook", "readTo"],
  },
);
