/** Bookmarks with tags: chosen tags narrow the list, chains of filter, flatMap and map. */
import {
  action,
  type Default,
  handler,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import { type Bookmark, counted, hostOf, type TagCount, tagsOf } from "./tags.ts";

interface Input {
  bookmarks: Writable<Bookmark[] | Default<[]>>;
  chosen: Writable<string[] | Default<[]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  cloud: TagCount[];
  shown: string[];
  hosts: string;
  chosen: string[];
  add: Stream<{ url: string; title?: string; tags?: string }>;
  choose: Stream<{ tag: string }>;
}

const add = handler<
  { url: string; title?: string; tags?: string },
  { bookmarks: Writable<Bookmark[]> }
>(({ url, title, tags = "" }, { bookmarks }) => {
  bookmarks.push({ url, ...(title ? { title } : {}), tags: tagsOf(tags) });
});

const choose = handler<{ tag: string }, { chosen: Writable<string[]> }>(({ tag }, { chosen }) => {
  if (chosen.get().includes(tag)) chosen.removeByValue(tag);
  else chosen.addUnique(tag);
});

export default pattern<Input, Output>(({ bookmarks, chosen }) => {
  const cloud = counted(bookmarks.get());
  const matching = bookmarks.filter((bookmark) =>
    chosen.get().every((tag) => bookmark.tags.includes(tag))
  );
  const hosts = bookmarks.get().map(({ url }) => hostOf(url)).toSorted().join(" ");
  const toggled = choose({ chosen });
  const clear = action(() => chosen.set([]));

  return {
    [NAME]: chosen.get().length > 0 ? `Bookmarks: ${chosen.get().join(" + ")}` : "Bookmarks",
    [UI]: (
      <cf-vstack gap="2">
        <cf-hstack wrap>
          {cloud.map(({ tag, count }) => (
            <cf-chip
              interactive
              variant={chosen.get().includes(tag) ? "solid" : "outline"}
              label={`${tag} (${count})`}
              oncf-click={() => toggled.send({ tag })}
            />
          ))}
          {chosen.get().length > 0 && <cf-button onClick={clear}>Clear</cf-button>}
        </cf-hstack>
        {matching.map((bookmark) => (
          <cf-card>
            <a href={bookmark.url}>{bookmark.title ?? hostOf(bookmark.url)}</a>
            {bookmark.tags.map((tag) => (
              <cf-button
                variant="ghost"
                onClick={() => chosen.addUnique(tag)}
              >
                #{tag}
              </cf-button>
            ))}
          </cf-card>
        ))}
        <small>{matching.length} of {bookmarks.get().length} shown</small>
      </cf-vstack>
    ),
    cloud,
    shown: matching.map((bookmark) => bookmark.title ?? bookmark.url),
    hosts,
    chosen,
    add: add({ bookmarks }),
    choose: toggled,
  };
});
