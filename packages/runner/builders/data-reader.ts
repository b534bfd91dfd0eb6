/** `dataFile`: the data files of the program that a module names in calls with a literal. */
import type { DataOfModule } from "../sandbox/records.ts";
import { DataFileError } from "./errors.ts";

/** The `dataFile` of one module. Its edges say which files there are: nothing else can be read. */
export function dataReader({ path, data }: DataOfModule): (specifier: unknown) => string {
  return (specifier) => {
    const text = typeof specifier === "string" ? data.get(specifier) : undefined;
    if (text === undefined) throw new DataFileError(String(specifier), path);
    return text;
  };
}
