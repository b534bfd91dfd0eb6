/** Program files as inputs of a call. */
import type { Program, Source } from "@commonfabric/module-identity";
import type { InputData } from "./async-call.ts";
import { RequestInputError } from "./request.ts";

/** The program of `{ files, main }`; none while one of them is missing. @throws {RequestInputError} */
export function programFrom({ files, main }: InputData): Program | undefined {
  if (isNothing(files) || isNothing(main)) return undefined;
  if (typeof main !== "string") throw new RequestInputError("main is not the name of a file");
  if (!Array.isArray(files)) throw new RequestInputError("files is not a list of files");
  const sources = files.map(sourceFrom);
  if (sources.length === 0) return undefined;
  const name = grounded(main);
  if (!sources.some((source) => source.name === name)) {
    throw new RequestInputError(`main names no file of the program: ${name}`);
  }
  return { main: name, files: sources };
}

function sourceFrom(file: unknown, at: number): Source {
  const { name, contents } = (file ?? {}) as {
    readonly name?: unknown;
    readonly contents?: unknown;
  };
  if (typeof name !== "string" || typeof contents !== "string") {
    throw new RequestInputError(`files[${at}] has no name and contents`);
  }
  return { name: grounded(name), contents };
}

/** Names of a program begin at its root. */
function grounded(name: string): string {
  return name.startsWith("/") ? name : `/${name.replace(/^\.\//, "")}`;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}
