/** Web servers as tables of answers, as a resolver sees them. */
import { type Fetch, HttpProgramResolver } from "@commonfabric/js-compiler";
import { answered } from "./folders.ts";

export interface WebRecipe {
  /** By URL: a text, a status, or where it redirects to. */
  readonly answers?: Readonly<Record<string, string | number | { readonly to: string }>>;
  /** Addresses of entries that are asked for. */
  readonly mains?: readonly string[];
  /** Paths that are asked for beside the entry `https://a.test/main.ts`. */
  readonly asks?: readonly string[];
}

/** What the resolver answers to each question. A request to another origin is told instead. */
export async function answerOfWeb(
  { answers = {}, mains = [], asks = [] }: WebRecipe,
): Promise<{ of: string; says: string }[]> {
  const asked: string[] = [];
  const fetch: Fetch = (url) => {
    asked.push(url);
    const answer = answers[url] ?? 404;
    if (typeof answer === "string") return Promise.resolve(new Response(answer));
    if (typeof answer === "number") return Promise.resolve(new Response(null, { status: answer }));
    const headers = { location: answer.to };
    return Promise.resolve(new Response(null, { status: 302, headers }));
  };
  const found: { of: string; says: string }[] = [];
  for (const main of mains) {
    found.push({
      of: main,
      says: await answered(() => new HttpProgramResolver(main, fetch).main()),
    });
  }
  const resolver = new HttpProgramResolver("https://a.test/main.ts", fetch);
  for (const path of asks) {
    found.push({ of: path, says: await answered(() => resolver.resolveSource(path)) });
  }
  const away = asked.filter((url) => new URL(url).origin !== "https://a.test");
  return away.length === 0 ? found : [{ of: away.join(), says: "it asked another origin" }];
}
