/** Sample files as a program. */
import type { Program } from "@commonfabric/module-identity";

/** The program of `files` with entry `/main.ts`. */
export function programOf(files: ReadonlyMap<string, string>): Program {
  return { main: "/main.ts", files: [...files].map(([name, contents]) => ({ name, contents })) };
}
