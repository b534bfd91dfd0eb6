/** The recipe of a JSON attack file: its members, none of them unknown to the driver. */
import type { AttackFile } from "./attack-file.ts";

/**
 * The members of `file` besides its header.
 * @throws {TypeError} for a text file, and for a member that is not among `members`: a recipe whose
 * driver does not understand it shows nothing.
 */
export function recipeOf<T extends object>(
  file: AttackFile,
  members: readonly (keyof T & string)[],
): Partial<T> {
  if (file.data === undefined) throw new TypeError(`${file.path} has no recipe`);
  for (const name of Object.keys(file.data)) {
    if (!(members as readonly string[]).includes(name)) {
      throw new TypeError(`${file.path} has a member "${name}" that its driver does not know`);
    }
  }
  return file.data as Partial<T>;
}

/** What all of `answers` say; where they differ, the first one that is not `expected`. */
export function commonAnswer(
  answers: readonly { readonly of: string; readonly says: string }[],
  expected: string,
): { readonly says: string; readonly faults?: readonly string[] } {
  const other = answers.find(({ says }) => says !== expected);
  if (answers.length === 0) return { says: "nothing" };
  return other === undefined ? { says: expected } : { says: other.says, faults: [other.of] };
}
