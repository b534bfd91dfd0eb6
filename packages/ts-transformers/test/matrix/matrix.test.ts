/** Every cell of the policy matrix as a program. */
import assert from "node:assert/strict";
import ts from "typescript";
import {
  type MatrixRow,
  POLICY_MATRIX,
  type Position,
  POSITIONS,
} from "../../1-facts/decide/policy-matrix.ts";
import type { LoweringAction } from "../../lowering.ts";
import { compile, type Compiled } from "../compile.ts";
import { rejections } from "../verify.ts";

const HEAD =
  `import { computed, ifElse, NAME, pattern, str, UI, when, Writable } from "commonfabric";
interface Item { title: string; done: boolean; tags: string[] }
interface Input {
  title: string; key: string; flag: boolean; count: number; counts: number[];
  user: { name: string }; items: Item[]; maybe?: Item[]; scores: Record<string, number>;
  cell: Writable<number>; list: Writable<Item[]>;
}
const helper = (value: unknown): string => String(value);
const Child = pattern<{ text: any }, { out: string }>(({ text }) => ({ out: text }));
const limit = 3, label = "x", other = "y", words = ["a"];
`;

const INPUTS = "title, key, flag, count, counts, user, items, maybe, scores, cell, list";

/** The body of a pattern with \`source\` at a position; the expression is marked by its place. */
const BODIES: Readonly<Record<Position, (source: string) => string>> = {
  jsx: (source) => `return { [UI]: <p>{${source}}</p> };`,
  variable: (source) => `const held: any = ${source}; return { held };`,
  property: (source) => `return { held: (${source}) as any };`,
  element: (source) => `return { held: [${source}] as any[] };`,
  argument: (source) => `return { held: Child({ text: ${source} }) };`,
  span: (source) => `return { [NAME]: str\`\${${source}}\` };`,
  return: (source) => `return (${source}) as any;`,
};

/** One module a row: a pattern for each position, and one for compute context. */
function moduleOf({ source }: MatrixRow): string {
  const patterns = POSITIONS.map((position) =>
    `export const ${position}_ = pattern<Input, any>(({ ${INPUTS} }) => { ${
      BODIES[position](source)
    } });\n`
  );
  const computed = `export const compute_ = pattern<Input, any>(({ ${INPUTS} }) => {
  const held = computed(() => (${source}) as any); return { held };\n});\n`;
  return HEAD + patterns.join("") + computed;
}

function pathOf(index: number): string {
  return `/row-${index}.tsx`;
}

function hasCode({ pattern }: MatrixRow): boolean {
  return JSON.stringify(pattern).includes("pattern-context:");
}

/** Nothing of a program with an error is emitted, so rows that are refused are compiled apart. */
function compileRows(refused: boolean): Compiled {
  const files = POLICY_MATRIX.flatMap((row, index) =>
    hasCode(row) === refused ? [[pathOf(index), moduleOf(row)] as const] : []
  );
  return compile(Object.fromEntries(files));
}

const accepted = compileRows(false);
const refused = compileRows(true);

function actionOf(row: MatrixRow, index: number, name: string): string {
  const { analysis } = hasCode(row) ? refused : accepted;
  const facts = analysis.modules.find(({ file }) => file.fileName === pathOf(index))!;
  const { file } = facts;
  const start = file.text.indexOf(`export const ${name}_`);
  const end = file.text.indexOf("export const", start + 1);
  const isHere = (offset: number) => offset >= start && (end < 0 || offset < end);
  const first = analysis.diagnostics.find((found) =>
    found.file === file.fileName && isHere(found.offset!)
  );
  if (first !== undefined) return first.code;
  const node = nodeOf(file, row.source, isHere);
  const lowering = facts.lowerings.get(node);
  if (lowering !== undefined) return named(lowering);
  let isTouched = false;
  const visit = (child: ts.Node): void => {
    if (facts.lowerings.has(child)) isTouched = true;
    ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  const isContainer = !ts.isConditionalExpression(node) && !isFactoryCall(node);
  return isTouched && isContainer ? "structural" : "keep";
}

function nodeOf(
  file: ts.SourceFile,
  source: string,
  isHere: (offset: number) => boolean,
): ts.Node {
  const inner = source.startsWith("({") ? source.slice(1, -1) : source;
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (isHere(node.getStart(file)) && node.getText(file) === inner) found ??= node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  assert.ok(found !== undefined, `${source} is in the program`);
  return found;
}

function isFactoryCall(node: ts.Node): boolean {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) &&
    node.expression.text === "Child";
}

function named(action: LoweringAction): string {
  switch (action.kind) {
    case "lifted-expression":
      return "lift";
    case "control":
      return action.operator;
    case "collection":
      return "rewrite";
    case "key-path":
      return "key-path";
    case "arguments":
    case "lifted-callback":
      return "node";
    default:
      return action.kind;
  }
}

function expected({ pattern }: MatrixRow, position: Position): string {
  return typeof pattern === "string" ? pattern : pattern[position] ?? pattern.otherwise;
}

for (const [index, row] of POLICY_MATRIX.entries()) {
  Deno.test(`matrix: ${row.construct}: ${row.source}`, () => {
    const found = POSITIONS.map((position) => [position, actionOf(row, index, position)]);
    const wanted = POSITIONS.map((position) => [position, expected(row, position)]);
    assert.deepEqual(
      [...found, ["compute", actionOf(row, index, "compute")]],
      [...wanted, ["compute", row.compute]],
    );
  });
}

Deno.test("every cell of the matrix that is accepted has a body that the verifier accepts", () => {
  assert.deepEqual(accepted.analysis.diagnostics, []);
  assert.deepEqual(rejections(accepted), []);
});
