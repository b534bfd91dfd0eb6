/** Tags of bookmarks: from text, counted, and compared. */

export interface Bookmark {
  url: string;
  title?: string;
  tags: string[];
}

export interface TagCount {
  tag: string;
  count: number;
}

/** `"News, the  WEB"` has the tags `news` and `the web`. */
export function tagsOf(text: string): string[] {
  return [...new Set(text.split(",").map((tag) => tag.trim().replace(/\s+/g, " ").toLowerCase()))]
    .filter((tag) => tag !== "");
}

export function counted(bookmarks: readonly Bookmark[]): TagCount[] {
  const counts: Record<string, number> = {};
  for (const tag of bookmarks.flatMap(({ tags }) => tags)) counts[tag] = (counts[tag] ?? 0) + 1;
  return Object.entries(counts)
    .map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1));
}

export function hostOf(url: string): string {
  return /^[a-z]+:\/\/([^/]+)/.exec(url)?.[1] ?? url;
}
