/** What a lowered callback is given: explicit, minimal, by the name that it reads. */
import assert from "node:assert/strict";
import ts from "typescript";
import { compileBodies } from "./bodies.ts";
import { type EmittedBody, isHoist, readEmitted } from "./emitted.ts";

interface Row {
  readonly name: string;
  readonly body: string;
  /** Inputs of the hoisted builders in the order of their names in the text, without blanks. */
  readonly expected: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    name: "a name",
    body: "return { r: count + 1 };",
    expected: ["{count:count}"],
  },
  {
    name: "paths of one root form a tree",
    body: "return { r: state.a.b + state.c.length + state.a.d };",
    expected: [
      '{state:{a:{b:state.key("a","b"),d:state.key("a","d")},c:state.key("c")}}',
    ],
  },
  {
    name: "a whole root takes its paths in",
    body: "return { r: computed(() => JSON.stringify(owner) + owner.name) };",
    expected: ["{owner:owner}"],
  },
  {
    name: "a dynamic key takes the whole root",
    body: "return { r: (scores[title] ?? 0) + 1 };",
    expected: ["{scores:scores,title:title}"],
  },
  {
    name: "a spread takes the whole root",
    body: "return { r: computed(() => ({ ...owner, more: 1 })) };",
    expected: ["{owner:owner}"],
  },
  {
    name: "a parameter of the callback hides an outer name",
    body: "return { r: computed(() => items.map((title) => title.price).length) };",
    expected: ["{items:items}"],
  },
  {
    name: "a local of the callback hides an outer name",
    body: "return { r: computed(() => { const title = count + 1; return title; }) };",
    expected: ["{count:count}"],
  },
  {
    name: "the receiver of a method",
    body: "return { r: title.trim() };",
    expected: ["{title:title}"],
  },
  {
    name: "module scope, imports and globals are not captured",
    body: "return { r: computed(() => shout(title) + LIMIT + Math.max(1, 2)) };",
    expected: ["{title:title}"],
  },
  {
    name: "type names are not captured",
    body: "return { r: computed(() => (title as NonNullable<Item['title']>) === 'x') };",
    expected: ["{title:title}"],
  },
  {
    name: "cells and streams",
    body: "return { r: action(() => { n.set(n.get() + 1); out.send({ text: title }); }) };",
    expected: ["{n:n,out:out,title:title}"],
  },
  {
    name: "the own result",
    body: "return { r: action(() => navigateTo(self)) };",
    expected: ["{self:self}"],
  },
  {
    name: "a member of a child instance",
    body: "const child = Child({ label: title }); return { r: computed(() => child.out + 1) };",
    expected: ['{child:{out:child.key("out")}}'],
  },
  {
    name: "nested callbacks contribute what the outer one does not declare",
    body:
      "return { r: computed(() => items.map((item) => item.title + owner.name).filter((t) => t !== title)) };",
    expected: ['{items:items,owner:{name:owner.key("name")},title:title}'],
  },
  {
    name: "locals of the pattern body",
    body: "const total = computed(() => count * 2); return { r: total + count };",
    expected: ["{count:count}", "{total:total,count:count}"],
  },
  {
    name: "structures are captured member by member",
    body:
      "const ctx = { items, label: title, fixed: 1 }; return { r: computed(() => ctx.items.length + ctx.label) };",
    expected: ["{ctx:{items:ctx.items,label:ctx.label}}"],
  },
  {
    name: "an inline handler in a list has its element and what is around the list",
    body:
      "return { [UI]: <p>{items.map((item) => <b onClick={() => n.set(item.price + count)}>{item.title}</b>)}</p> };",
    expected: [
      '{n:n,item:{price:item.key("price")},count:count}',
    ],
  },
];

const blankless = (node: ts.Node) => node.getText().replace(/\s+/g, "");

/** Inputs of applied hoists in the order of their numbers. */
function inputsOf(body: EmittedBody): string[] {
  const found: [number, string][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const builder = body.builders.get(node.expression.text);
      if (builder !== undefined && isHoist(builder.name)) {
        found.push([builder.statement, node.arguments.map(blankless).join()]);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(body.file);
  return found.sort(([a], [b]) => a - b).map(([, text]) => text);
}

const modules = compileBodies(ROWS.map(({ body }) => body));

ROWS.forEach(({ name, expected }, index) => {
  Deno.test(`captured: ${name}`, () => {
    const { body, findings, typeErrors } = modules[index]!;
    assert.deepEqual(typeErrors, []);
    assert.deepEqual(findings, []);
    assert.deepEqual(inputsOf(readEmitted(body!)), expected);
  });
});

const CALLABLE: readonly (readonly [string, string])[] = [
  [
    "computed",
    "return { r: computed(() => { const f = (x: number) => x + 1; return computed(() => f(count)); }) };",
  ],
  [
    "action",
    "return { r: computed(() => { const f = (x: number) => x + 1; return action(() => n.set(f(1))); }) };",
  ],
  [
    "a rewritten list callback",
    "return { r: computed(() => { const f = (x: Item) => x.title; return rows.map((row) => f(row)); }) };",
  ],
];

const refused = compileBodies(CALLABLE.map(([, body]) => body));

CALLABLE.forEach(([boundary], index) => {
  Deno.test(`a function cannot be captured by the callback of ${boundary}`, () => {
    assert.deepEqual(refused[index]!.codes, ["ses-callback:callable-capture"]);
  });
});
