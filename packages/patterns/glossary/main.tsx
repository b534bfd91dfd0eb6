/** A glossary: a record of entries with any characters in its keys, searched and edited. */
import {
  action,
  computed,
  type Default,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";
import { type Entries, EXAMPLES, found } from "./entries.ts";

interface Input {
  entries: Writable<Entries | Default<{}>>;
  labels?: { title?: string; none?: string };
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  terms: string[];
  longest: string | undefined;
  define: Stream<{ term: string; meaning: string }>;
  forget: Stream<{ term: string }>;
}

export default pattern<Input, Output>(({ entries, labels }) => {
  const query = new Writable("");
  const open = new Writable<string | null>(null);
  const hits = computed(() => found(entries.get(), query.get()));
  const terms = hits.map(([term]) => term);
  const chosen = computed(() => {
    const term = open.get();
    return term === null ? undefined : entries.get()[term];
  });
  const longest = Object.keys(entries.get()).reduce<string | undefined>(
    (best, term) => best === undefined || term.length > best.length ? term : best,
    undefined,
  );

  const define = action<{ term: string; meaning: string }>(({ term, meaning }) => {
    entries.update({ [term]: { ...entries.get()[term], meaning } });
  });
  const forget = action<{ term: string }>(({ term }) => {
    entries.set(Object.fromEntries(Object.entries(entries.get()).filter(([key]) => key !== term)));
    if (open.get() === term) open.set(null);
  });

  return {
    [NAME]: `${labels?.title ?? "Glossary"} \u2013 ${terms.length}`,
    [UI]: (
      <main data-label="terms &amp; meanings">
        <cf-input $value={query} placeholder={'Type "a" < "b"'} />
        <dl>
          {hits.map(([term, { meaning, also }]) => (
            <div>
              <dt onClick={() => open.set(open.get() === term ? null : term)}>{term}</dt>
              <dd>
                {meaning} {also && also.length > 0 && <i>also: {also.join(" · ")}</i>}
              </dd>
            </div>
          ))}
        </dl>
        {terms.length === 0
          ? <p>{labels?.none ?? `No "${query.get()}" here`} &mdash; {"{sorry}"}</p>
          : null}
        {chosen?.also?.map((name) => <cf-chip label={name} />)}
        <cf-button onClick={() => entries.set({ ...EXAMPLES, ...entries.get() })}>
          Add examples
        </cf-button>
      </main>
    ),
    terms,
    longest,
    define,
    forget,
  };
});
