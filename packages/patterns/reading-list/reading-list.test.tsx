/** A book read beyond its end owes no pages, one begun again is wanted; no other book can be read. */
import { assert, NAME, pattern, TESTS, UI, valueEqual } from "commonfabric";
import ReadingList from "./main.tsx";

export default pattern(() => {
  const list = ReadingList({
    books: [
      { title: "Ulysses", author: "Joyce", pages: 700, page: 10 },
      { title: "Emma", author: "Austen", pages: 400, page: 1 },
    ],
  });

  return {
    expectRuntimeErrors: 1,
    [TESTS]: [
      { assertion: assert(() => list.reading === "Emma" && list.pagesLeft === 1089) },
      { action: list.readTo, event: { title: "Emma", page: 999 } },
      { assertion: assert(() => list[NAME] === "Reading Ulysses" && list.pagesLeft === 690) },
      { action: list.readTo, event: { title: "Ulysses", page: 0 } },
      { action: list.addBook, event: { title: "Flyer", pages: 0 } },
      { assertion: assert(() => list.reading === "nothing" && list.pagesLeft === 700) },
      {
        assertion: assert(() =>
          valueEqual(list.shelf, [
            { title: "Flyer", status: "want" },
            { title: "Ulysses", status: "want" },
            { title: "Emma", status: "done" },
          ])
        ),
      },
      { action: list.readTo, event: { title: "emma", page: 5 } },
      { assertion: assert(() => list.books[1].page === 999 && list.books[2].page === 0) },
      { action: list.addBook, event: { title: "Emma", pages: 20 } },
      { action: list.readTo, event: { title: "Emma", page: 2 } },
      { assertion: assert(() => list.books[1].page === 2 && list.books[3].page === 0) },
      { render: list[UI] },
    ],
  };
});
