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

function program(body: string): string {
  return `${HEAD}export default pattern<Input, any>(({ ${INPUTS} }) => { ${body} });\n`;
}

function nodeOf(compiled: Compiled, text: string, source: string): ts.Node {
  const [facts] = compiled.analysis.modules;
  const start = text.lastIndexOf(source);
  const inner = source.startsWith("({") ? source.slice(1, -1) : source;
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.getStart(facts!.file) >= start && node.getText(facts!.file) === inner) found ??= node;
    ts.forEachChild(node, visit);
  };
  visit(facts!.file);
  assert.ok(found !== undefined, `${source} is in the program`);
  return found;
}

function actionOf(compiled: Compiled, text: string, source: string): string {
  const [first] = compiled.analysis.diagnostics;
  if (first !== undefined) return first.code;
  const [facts] = compiled.analysis.modules;
  const node = nodeOf(compiled, text, source);
  const lowering = facts!.lowerings.get(node);
  if (lowering !== undefined) return named(lowering);
  let isTouched = false;
  const visit = (child: ts.Node): void => {
    if (facts!.lowerings.has(child)) isTouched = true;
    ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  const isContainer = !ts.isConditionalExpression(node) && !isFactoryCall(node);
  return isTouched && isContainer ? "structural" : "keep";
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

for (const row of POLICY_MATRIX) {
  Deno.test(`matrix: ${row.construct}: ${row.source}`, () => {
    const found: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    for (const position of POSITIONS) {
      const text = program(BODIES[position](row.source));
      const compiled = compile(text);
      found[position] = actionOf(compiled, text, row.source);
      wanted[position] = expected(row, position);
      assert.deepEqual(rejections(compiled), [], position);
    }
    const text = program(`const held = computed(() => (${row.source}) as any); return { held };`);
    found["compute"] = actionOf(compile(text), text, row.source);
    wanted["compute"] = row.compute;
    assert.deepEqual(found, wanted);
  });
}
