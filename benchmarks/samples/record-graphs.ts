/**
 * Large module graphs as emitted bodies: chain, random graph and star. No TypeScript is involved;
 * the bodies have the form that the compiler gives them.
 */

/** A module of a sample graph. Imports are indices of earlier modules. */
export interface GraphModule {
  readonly path: string;
  readonly imports: readonly number[];
  readonly body: string;
}

export type GraphShape = "chain" | "random" | "star";

/** What a sample graph is made of. */
export interface GraphSample {
  readonly shape: GraphShape;
  readonly count: number;
  /** Part of every body, so that each edition is new text. */
  readonly edition: number;
  /** Functions beside the exported one; 12 make a body of about 2 KB. */
  readonly fillers: number;
}

/** How many levels of imports the proof of a graph calls. */
export const PROOF_DEPTH = 4;

/** Modules dependencies first; the last one is the entry. */
export function graphModules({ shape, count, edition, fillers }: GraphSample): GraphModule[] {
  return Array.from({ length: count }, (_, index) => {
    const imports = importsOf(shape, index, count);
    return { path: pathOf(index), imports, body: bodyOf(index, imports, edition, fillers) };
  });
}

/** The specifier under which modules import module `index`. */
export function specifierOf(index: number): string {
  return `.${pathOf(index)}`;
}

function pathOf(index: number): string {
  return `/m${index}.ts`;
}

function importsOf(shape: GraphShape, index: number, count: number): number[] {
  switch (shape) {
    case "chain":
      return index === 0 ? [] : [index - 1];
    case "star":
      return index === count - 1 ? Array.from({ length: index }, (_, target) => target) : [];
    case "random": {
      // The last of the three keeps every module within the reach of the entry.
      const near = [scatter(index, 1), scatter(index, 2), index - 1];
      return [...new Set(near.filter((target) => target >= 0))];
    }
    default:
      throw new TypeError(`Unknown shape ${String(shape satisfies never)}`);
  }
}

/** A fixed, scattered index below `index`, by multiplicative hashing (Knuth, TAOCP 3, 6.4). */
function scatter(index: number, salt: number): number {
  return index === 0 ? -1 : (Math.imul(index + salt * 7919, 2654435761) >>> 0) % index;
}

function bodyOf(
  index: number,
  imports: readonly number[],
  edition: number,
  fillers: number,
): string {
  const requires = imports.map((target) =>
    `const m${target}_1 = require("${specifierOf(target)}");\n`
  );
  const calls = imports.map((target) => `(0, m${target}_1.f)(depth - 1)`).join(", ");
  const functions = Array.from(
    { length: fillers },
    (_, filler) =>
      `function filler${filler}(values) {
    const doubled = values.map((value) => value * ${
        filler + 2
      }).filter((value) => value > ${index});
    return doubled.reduce((sum, value) => sum + value, ${edition});
}
`,
  );
  return `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.f = f;
${requires.join("")}function f(depth) {
    if (depth === 0)
        return ${(index + edition) % 9973};
    return [${calls}].reduce((sum, value) => (sum + value) % 9973, ${index % 97});
}
${functions.join("")}`;
}
