/** Terms and what they mean; markup in a text is text. */

export type Entries = Record<string, { meaning: string; also?: string[] }>;

export const EXAMPLES: Entries = {
  "<br>": { meaning: 'A line break; "br" & nothing more.' },
  "a/b ~ test": { meaning: "Two variants, compared.", also: ["split test", "50 %"] },
  "naïve": { meaning: "Without guile \u2014 or worse." },
};

/** Entries whose term, meaning or other names contain the text, sorted by term. */
export function found(entries: Readonly<Entries>, text: string): [string, Entries[string]][] {
  const wanted = fold(text);
  return Object.entries(entries)
    .filter(([term, { meaning, also = [] }]) =>
      [term, meaning, ...also].some((words) => fold(words).includes(wanted))
    )
    .sort(([a], [b]) => (fold(a) < fold(b) ? -1 : 1));
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
