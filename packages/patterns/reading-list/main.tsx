/** A reading list: books with progress, sorted by what is being read. */
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
  type Writable,
} from "commonfabric";
import { type Book, shelf, type ShelfRow, Status, statusOf } from "./book.ts";

interface Input {
  books: Writable<Book[] | Default<[]>>;
}

interface NewBook {
  title: string;
  author?: string;
  pages: number;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  books: Book[];
  shelf: ShelfRow[];
  reading: string;
  pagesLeft: number;
  addBook: Stream<NewBook>;
  readTo: Stream<{ title: string; page: number }>;
}

const addBook = handler<NewBook, { books: Writable<Book[]> }>(
  ({ author = "unknown", ...book }, { books }) => {
    books.push({ ...book, author, page: 0 });
  },
);

export default pattern<Input, Output>(({ books }) => {
  const rows = computed(() => shelf(books.get()));
  const reading = rows.find((row) => row.status === Status.Reading)?.title ?? "nothing";
  const pagesLeft = computed(() =>
    books.get().reduce((sum, book) => sum + Math.max(0, book.pages - book.page), 0)
  );
  const readTo = action<{ title: string; page: number }>(({ title, page }) => {
    const index = books.get().findIndex((book) => book.title === title);
    if (index < 0) throw new Error(`There is no book "${title}".`);
    books.key(index, "page").set(page);
  });

  return {
    [NAME]: `Reading ${reading}`,
    [UI]: (
      <cf-vstack>
        <p>{reading === "nothing" ? "Pick a book." : `You are reading ${reading}.`}</p>
        {books.map((book) => (
          <cf-card>
            <strong>{book.title}</strong> by {book.author}
            <cf-input type="number" min={0} max={book.pages} $value={book.page} />
            {statusOf(book) === Status.Done && <cf-badge color="green">read</cf-badge>}
          </cf-card>
        ))}
      </cf-vstack>
    ),
    books,
    shelf: rows,
    reading,
    pagesLeft,
    addBook: addBook({ books }),
    readTo,
  };
});
