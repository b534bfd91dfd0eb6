/** Programs of a few modules that import each other at random, and edits of them. */
import fc from "fast-check";
import type { Program } from "@commonfabric/module-identity";

/** How many modules there are beside the entry. */
export const MODULES = 7;

/** What each module imports, and which edition of its text it is in. */
export interface RandomProgram {
  readonly imports: readonly (readonly number[])[];
  readonly editions: readonly number[];
}

/** Import graphs with shared modules, self-made cycles and type-only edges, in edition 0. */
export const randomProgram: fc.Arbitrary<RandomProgram> = fc
  .array(fc.uniqueArray(fc.nat(MODULES - 1), { maxLength: 3 }), {
    minLength: MODULES,
    maxLength: MODULES,
  })
  .map((imports) => ({ imports, editions: imports.map(() => 0) }));

/** A module and the edition that it is edited to. */
export const randomEdits: fc.Arbitrary<readonly (readonly [number, number])[]> = fc
  .array(fc.tuple(fc.nat(MODULES - 1), fc.nat(8)), { minLength: 1, maxLength: 4 });

export function edited(
  program: RandomProgram,
  [module, edition]: readonly [number, number],
): RandomProgram {
  return { ...program, editions: program.editions.with(module, edition) };
}

/** Editions that are equal modulo three have one type, and differ in their bodies. */
function moduleText({ imports, editions }: RandomProgram, index: number): string {
  const edition = editions[index]!;
  const others = imports[index]!.filter((other) => other !== index);
  const lines = others.map((other) =>
    `import { f${other}, type T${other} } from "./m${other}.ts";`
  );
  const type = ["number", "string", "boolean"][edition % 3]!;
  const called = others.map((other) => `String(f${other}(n) satisfies T${other})`).join(" + ") ||
    '""';
  const result = type === "number"
    ? `Number(${called}) + ${edition}`
    : type === "string"
    ? `${called} + "${edition}"`
    : `(${called} as string) === "${edition}"`;
  lines.push(
    `export type T${index} = ${type};`,
    `export const f${index} = (n: number): T${index} => ${result};`,
  );
  return `${lines.join("\n")}\n`;
}

/** The program with its files in `order`, a permutation of all of them. */
export function programOf(program: RandomProgram, order?: readonly number[]): Program {
  const files = program.imports.map((_, index) => ({
    name: `/m${index}.ts`,
    contents: moduleText(program, index),
  }));
  files.push({
    name: "/main.ts",
    contents: program.imports.map((_, index) => `export { f${index} } from "./m${index}.ts";`)
      .join("\n") + "\n",
  });
  return { main: "/main.ts", files: order === undefined ? files : order.map((at) => files[at]!) };
}

/** Every order of the files of a program. */
export const fileOrder: fc.Arbitrary<readonly number[]> = fc.shuffledSubarray(
  Array.from({ length: MODULES + 1 }, (_, index) => index),
  { minLength: MODULES + 1, maxLength: MODULES + 1 },
);
