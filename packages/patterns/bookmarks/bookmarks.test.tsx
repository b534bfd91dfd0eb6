/** Tags are compared as they are kept; one that nothing has leaves nothing to show. */
import { action, assert, NAME, pattern, TESTS, UI, valueEqual, Writable } from "commonfabric";
import Bookmarks from "./main.tsx";

export default pattern(() => {
  const chosen = new Writable<string[]>(["gone"]);
  const bookmarks = Bookmarks({ bookmarks: [], chosen });
  const url = "http://a.example/x";

  return {
    [TESTS]: [
      { assertion: assert(() => bookmarks[NAME] === "Bookmarks: gone" && bookmarks.hosts === "") },
      { action: bookmarks.add, event: { url, tags: " Red,red , ,RED  wine" } },
      { action: bookmarks.add, event: { url, title: "", tags: "Red" } },
      { assertion: assert(() => bookmarks.hosts === "a.example a.example") },
      {
        assertion: assert(() =>
          valueEqual(bookmarks.cloud, [{ tag: "red", count: 2 }, { tag: "red wine", count: 1 }])
        ),
      },
      { assertion: assert(() => bookmarks.shown.length === 0) },
      { render: bookmarks[UI] },
      { action: bookmarks.choose, event: { tag: "gone" } },
      { assertion: assert(() => valueEqual(bookmarks.shown, [url, url])) },
      { action: action(() => chosen.set(["red", "red wine"])) },
      { assertion: assert(() => bookmarks.shown.length === 1) },
      { action: bookmarks.choose, event: { tag: "Red" } },
      { assertion: assert(() => bookmarks[NAME] === "Bookmarks: red + red wine + Red") },
      { assertion: assert(() => bookmarks.shown.length === 0 && bookmarks.cloud.length === 2) },
    ],
  };
});
