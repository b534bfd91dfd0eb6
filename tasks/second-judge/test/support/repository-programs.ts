/** Every program of this repository as one set of files, each program in a folder of its own. */
import { readCatalogue } from "../../../../packages/ts-transformers/catalogue-powers.ts";

export interface ProgramFiles {
  readonly files: Readonly<Record<string, string>>;
  readonly dataFiles: readonly string[];
}

const ROOT = new URL("../../../../", import.meta.url);
const CODE = /\.[cm]?[jt]sx?$/;
const SAMPLES = "packages/ts-transformers/test/samples/";

/** The shipped patterns with their tests. */
export function patternPrograms(): ProgramFiles {
  return filesBelow("packages/patterns/", (path) => !/^\/(?:test\/|deno\.json|README)/.test(path));
}

/** The samples of the transformers. */
export function samplePrograms(): ProgramFiles {
  return filesBelow(SAMPLES, (path) => CODE.test(path));
}

/** The examples of the catalogue of diagnostics, refused ones included. */
export function catalogueExamples(): ProgramFiles {
  const files: Record<string, string> = {};
  for (const { code, reject, follow, accept } of readCatalogue()) {
    for (const [index, text] of [...reject, ...follow, ...accept].entries()) {
      files[`/${code.replace(":", "-")}/${index}/main.tsx`] = text;
    }
  }
  return { files, dataFiles: [] };
}

function filesBelow(folder: string, isWanted: (path: string) => boolean): ProgramFiles {
  const root = new URL(folder, ROOT);
  const files: Record<string, string> = {};
  const visit = (at: string): void => {
    for (const { name, isDirectory } of Deno.readDirSync(new URL(`.${at}`, root))) {
      const path = `${at}${name}`;
      if (isDirectory) visit(`${path}/`);
      else if (isWanted(path)) files[path] = Deno.readTextFileSync(new URL(`.${path}`, root));
    }
  };
  visit("/");
  return { files, dataFiles: Object.keys(files).filter((path) => !CODE.test(path)) };
}
