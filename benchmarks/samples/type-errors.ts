/** Authored files with type errors planted at their ends. */

const PLANTED: readonly string[] = [
  `export const plantedNumber: number = "text";`,
  `export const plantedName = nobodyKnowsThisName;`,
  `export const plantedView = <cf-select items={3} />;`,
];

/** The same files, each with the planted lines, and how many errors these are. */
export function withTypeErrors(
  files: ReadonlyMap<string, string>,
): { readonly files: ReadonlyMap<string, string>; readonly errors: number } {
  const wrong = [...files].map(([path, text]) => [path, `${text}${PLANTED.join("\n")}\n`] as const);
  return { files: new Map(wrong), errors: PLANTED.length * files.size };
}
