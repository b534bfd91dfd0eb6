/** Ten single-file patterns as authors write them, in as many editions as a run needs. */
import { sortedUtf8 } from "@commonfabric/canonical";

const DIRECTORY = new URL("./patterns/", import.meta.url);

let texts: ReadonlyMap<string, string> | undefined;

/** Texts by path, e.g. `/quiz.tsx`; every text of an edition is new to the process. */
export function patternFiles(edition = 0): Map<string, string> {
  texts ??= readTexts();
  return new Map(
    [...texts].map(([path, text]) => [path, inEdition(text, edition)] as const),
  );
}

/** Other text, and nothing else: no line moves and no meaning changes. */
export function inEdition(text: string, edition: number): string {
  return edition === 0 ? text : `${text}// edition ${edition}\n`;
}

function readTexts(): ReadonlyMap<string, string> {
  const names = sortedUtf8([...Deno.readDirSync(DIRECTORY)].map(({ name }) => name));
  return new Map(
    names.map((name) => [`/${name}`, Deno.readTextFileSync(new URL(name, DIRECTORY))] as const),
  );
}
