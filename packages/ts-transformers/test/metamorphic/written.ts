/** The written programs beside this file, by path. */
import { readdirSync, readFileSync } from "node:fs";
import { sortedUtf8 } from "@commonfabric/canonical";
import type { Files } from "../compile.ts";

const FOLDER = new URL("./testdata/", import.meta.url);

/** All of them; some import each other. */
export const writtenPrograms: Files = Object.fromEntries(
  sortedUtf8(readdirSync(FOLDER)).filter((name) => /\.tsx?$/.test(name)).map((name) => [
    `/${name}`,
    readFileSync(new URL(name, FOLDER), "utf8"),
  ]),
);

/** Those that stand alone. */
export const singleWrittenPrograms: readonly string[] = Object.entries(writtenPrograms)
  .filter(([path, text]) => path.endsWith(".tsx") && !text.includes(`from "./`))
  .map(([, text]) => text);
