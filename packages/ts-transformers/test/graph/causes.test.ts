/** Causes of fresh values: which expressions get one, and which one. */
import assert from "node:assert/strict";
import ts from "typescript";
import { compileBodies } from "./bodies.ts";
import { literalValue, readEmitted } from "./emitted.ts";

/** A body, and the causes in it in the order of the text. */
type Row = readonly [name: string, body: string, causes: readonly unknown[]];

const RESULT = "__patternResult";

const ROWS: readonly Row[] = [
  ["computed", "const a = computed(() => count + 1); return { a };", ["a"]],
  ["a cell factory", "const a = new Writable(1); return { a };", ["a"]],
  ["an older cell factory", "const a = Cell.of(1); return { a };", ["a"]],
  ["an applied lift", "const a = area({ w: count, t: title }); return { a };", ["a"]],
  ["an expression", "const a = count + 1; return { a };", ["a"]],
  ["an action", "const a = action(() => n.set(1)); return { a };", [{ stream: "a" }]],
  ["a bound handler", "const a = bump({ n, by: count }); return { a };", [{ stream: "a" }]],
  ["ifElse", "const a = ifElse(count, title, 'x'); return { a };", ["a"]],
  ["a lowered conditional", "const a = count ? title : 'x'; return { a };", ["a"]],
  ["wish", "const a = wish<string>({ query: '#x' }); return { a: a.result };", ["a"]],
  ["generateText", "const a = generateText({ prompt: title }); return { a: a.pending };", ["a"]],
  ["a rewritten list", "const a = items.map((i) => i.title); return { a };", ["a"]],
  ["the result", "return { a: count + 1 };", [[RESULT, "a"]]],
  ["a stream in the result", "return { a: action(() => n.set(1)) };", [{ stream: [RESULT, "a"] }]],
  [
    "members and elements",
    "return { a: { b: count + 1, c: [title, count + 2] } };",
    [[RESULT, "a", "b"], [RESULT, "a", "c", 1]],
  ],
  [
    "a structure",
    "const s = { x: count + 1, list: [count + 2] }; return { a: s.x, b: s.list };",
    [["s", "x"], ["s", "list", 0]],
  ],
  ["a path is not fresh", "const a = owner.name; return { a };", []],
  ["a child is not named", "const a = Child({ label: title }); return { a: a.out };", []],
  ["Cell.for names itself", "const a = Cell.for<number>('own'); return { a };", ["own"]],
  [
    "an authored cause wins",
    "const a = new Writable(1).for('mine'); return { a };",
    ["mine"],
  ],
  [
    "callbacks of plain lists run several times",
    "return { a: ['x'].map((s) => s + title) };",
    [],
  ],
];

/** Arguments of `for` in the text's order. */
function causesIn(body: string): unknown[] {
  const { file } = readEmitted(body);
  const found: [number, unknown][] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === "for"
    ) {
      found.push([node.expression.name.getStart(), literalValue(node.arguments[0]!)]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.sort(([a], [b]) => a - b).map(([, cause]) => cause);
}

const modules = compileBodies(ROWS.map(([, body]) => body));

ROWS.forEach(([name, , causes], index) => {
  Deno.test(`cause: ${name}`, () => {
    const { body, findings, typeErrors } = modules[index]!;
    assert.deepEqual(typeErrors, []);
    assert.deepEqual(findings, []);
    assert.deepEqual(causesIn(body!), causes);
  });
});

Deno.test("another name of a constant changes the cause of that value and no other", () => {
  const body = (name: string) =>
    `const ${name} = computed(() => count + 1); const b = ${name} * 2; return { b, c: ${name} + b };`;
  const [before, after] = compileBodies([body("a"), body("z")])
    .map((module) => causesIn(module.body!));
  assert.deepEqual(before, ["a", "b", [RESULT, "c"]]);
  assert.deepEqual(after, ["z", "b", [RESULT, "c"]]);
});
