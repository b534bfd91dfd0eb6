/**
 * A program of a pattern over a few modules of plain functions, in as many editions as a run needs:
 * every text of an edition is new to the process and to the store.
 */
import { functionName, moduleText } from "./module-text.ts";

/** Argument of the pattern's one computation in every check of a result. */
export const SAMPLE_VALUES: readonly number[] = [3, 20, 400];

/** Symbol of that computation in `/main.ts`. */
export const COMPUTATION = "combined";

/**
 * Texts by path of a program of `count` modules (at least 3). `/main.ts` is the entry and imports
 * every other one; each of those imports the two before it.
 */
export function patternProgram(count: number, edition: number): Map<string, string> {
  const paths = Array.from({ length: count - 1 }, (_, index) => `/part-${index}.ts`);
  const files = new Map(paths.map((path, index) => {
    const imports = paths.slice(Math.max(0, index - 2), index);
    return [path, moduleText({ path, imports, edition })];
  }));
  return files.set("/main.ts", mainText(paths, edition));
}

function mainText(paths: readonly string[], edition: number): string {
  const imports = paths.map((path) => `import { ${functionName(path)} } from ".${path}";`);
  const sum = paths.map((path) => `${functionName(path)}(values) % 1000`).join(" + ");
  return `import { lift, NAME, pattern, str } from "commonfabric";
${imports.join("\n")}

const valuesSchema = { type: "array", items: { type: "number" }, default: [] };

const ${COMPUTATION} = lift(
  (values: number[]) => ${sum},
  valuesSchema,
  { type: "number" },
);

const size = lift((values: number[]) => values.length, valuesSchema, { type: "number" });

export default pattern(
  (input) => {
    const values = input.key("values");
    const count = size(values);
    return {
      [NAME]: str\`Edition ${edition} with \${count} values\`,
      values,
      count,
      total: ${COMPUTATION}(values),
    };
  },
  {
    type: "object",
    properties: { values: valuesSchema },
    required: ["values"],
  },
  {
    type: "object",
    properties: {
      $NAME: { type: "string" },
      values: valuesSchema,
      count: { type: "number" },
      total: { type: "number" },
    },
    required: ["values", "count", "total"],
  },
);
`;
}
