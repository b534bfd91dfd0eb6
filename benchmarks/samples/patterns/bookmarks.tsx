import {
  action,
  computed,
  Default,
  fetchJson,
  handler,
  NAME,
  pattern,
  Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";

/** A saved address. */
interface Bookmark {
  url: string;
  title: string | Default<"">;
  note: string | Default<"">;
  tags: string[] | Default<[]>;
  pinned: boolean | Default<false>;
  visits: number | Default<0>;
}

interface Folder {
  name: string;
  tag: string;
}

/** What the preview service tells of an address. */
interface Preview {
  title: string;
  description?: string;
  image?: { url: string; width: number; height: number };
}

type Order = "title" | "visits" | "added";

interface Input {
  bookmarks: Writable<Bookmark[] | Default<[]>>;
  folders: Folder[] | Default<[]>;
  previewService: string | Default<"https://preview.example/api">;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  bookmarks: Bookmark[];
  pinned: Bookmark[];
  save: Stream<{ url: string; title?: string; tags?: string[] }>;
}

const ORDERS: { label: string; value: Order }[] = [
  { label: "Title", value: "title" },
  { label: "Most visited", value: "visits" },
  { label: "Last added", value: "added" },
];

const hostOf = (url: string): string => url.replace(/^[a-z]+:\/\//, "").split("/")[0] ?? url;

function matches(bookmark: Bookmark, words: readonly string[]): boolean {
  const text = `${bookmark.title} ${bookmark.url} ${bookmark.tags.join(" ")}`
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

const save = handler<
  { url: string; title?: string; tags?: string[] },
  { bookmarks: Writable<Bookmark[]> }
>(({ url, title, tags }, { bookmarks }) => {
  const known = bookmarks.get().findIndex((each) => each.url === url);
  if (known >= 0) {
    bookmarks.key(known).update({ title: title ?? "", tags: tags ?? [] });
    return;
  }
  const added = {
    url,
    title: title ?? hostOf(url),
    note: "",
    tags: tags ?? [],
    pinned: false,
    visits: 0,
  };
  bookmarks.set([...bookmarks.get(), added]);
});

const visit = handler<unknown, { bookmark: Writable<Bookmark> }>(
  (_event, { bookmark }) => {
    bookmark.key("visits").increment();
  },
);

const remove = handler<
  unknown,
  { bookmarks: Writable<Bookmark[]>; bookmark: Writable<Bookmark> }
>((_event, { bookmarks, bookmark }) => {
  const index = bookmarks.get().findIndex((each) => each.url === bookmark.get().url);
  if (index < 0) return;
  bookmarks.set(bookmarks.get().toSpliced(index, 1));
});

export default pattern<Input, Output>(
  ({ bookmarks, folders, previewService }) => {
    const search = new Writable("");
    const order = new Writable<Order>("added");
    const folder = new Writable<string | null>(null);
    const newUrl = new Writable("");

    const pinned = computed(() => bookmarks.get().filter((b) => b.pinned));
    const visible = computed(() => {
      const words = search.get().toLowerCase().split(/\s+/);
      const tag = folder.get();
      const found = bookmarks.get().filter((bookmark) =>
        matches(bookmark, words) &&
        (tag === null || bookmark.tags.includes(tag))
      );
      switch (order.get()) {
        case "title":
          return found.toSorted((a, b) => a.title < b.title ? -1 : 1);
        case "visits":
          return found.toSorted((a, b) => b.visits - a.visits);
        default:
          return found.toReversed();
      }
    });
    const preview = fetchJson<Preview>({
      url: computed(() =>
        newUrl.get().startsWith("http")
          ? `${previewService}?url=${encodeURIComponent(newUrl.get())}`
          : ""
      ),
    });
    const add = action(() => {
      const url = newUrl.get().trim();
      if (url === "") return;
      bookmarks.push({
        url,
        title: preview.result?.title ?? hostOf(url),
        note: preview.result?.description ?? "",
        tags: [],
        pinned: false,
        visits: 0,
      });
      newUrl.set("");
    });

    return {
      [NAME]: computed(() => `Bookmarks (${bookmarks.get().length})`),
      [UI]: (
        <cf-screen>
          <cf-hstack gap="2" padding="2">
            <cf-input $value={newUrl} placeholder="https://" />
            <cf-button onClick={add}>Save</cf-button>
            {preview.pending ? <cf-loader /> : preview.result && (
              <cf-text>
                {preview.result.title}
                {preview.result.image && <img src={preview.result.image.url} alt="preview" />}
              </cf-text>
            )}
          </cf-hstack>

          <cf-hstack gap="2" padding="2">
            <cf-input $value={search} placeholder="Search" />
            <cf-select $value={order} items={ORDERS} />
            <cf-button
              variant={folder.get() === null ? "solid" : "outline"}
              onClick={() => folder.set(null)}
            >
              All
            </cf-button>
            {folders.map((each) => (
              <cf-button onClick={() => folder.set(each.tag)}>
                {each.name}
              </cf-button>
            ))}
          </cf-hstack>

          {pinned.length > 0 && (
            <cf-hstack gap="1" wrap>
              {pinned.map((bookmark) => <cf-link to={bookmark.url}>{bookmark.title}</cf-link>)}
            </cf-hstack>
          )}

          <cf-vstack gap="2" padding="2">
            {visible.map((bookmark) => (
              <cf-card>
                <cf-hstack justify="between">
                  <a href={bookmark.url} onClick={visit({ bookmark })}>
                    {bookmark.title || hostOf(bookmark.url)}
                  </a>
                  <cf-text tone="muted">
                    {bookmark.visits === 1 ? "1 visit" : `${bookmark.visits} visits`}
                  </cf-text>
                  <cf-checkbox $checked={bookmark.pinned}>Pin</cf-checkbox>
                  <cf-button
                    color="red"
                    onClick={remove({ bookmarks, bookmark })}
                  >
                    Remove
                  </cf-button>
                </cf-hstack>
                <cf-textarea $value={bookmark.note} rows={2} />
                {bookmark.tags.map((tag) => (
                  <cf-chip
                    label={tag}
                    onClick={() => search.set(tag)}
                  />
                ))}
              </cf-card>
            ))}
          </cf-vstack>
        </cf-screen>
      ),
      bookmarks,
      pinned,
      save: save({ bookmarks }),
    };
  },
);
