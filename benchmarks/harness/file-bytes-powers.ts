/** The size of a file. */

export function fileBytes(file: string): number {
  return Deno.statSync(file).size;
}
