import assert from "node:assert/strict";
import ts from "typescript";
import { rememberingChecker } from "../1-facts/remembering-checker.ts";
import { createProgram } from "./compile.ts";

const PATH = "/main.tsx";
const TEXT = `
import { computed, pattern, Writable } from "commonfabric";

interface Input {
  items: Writable<{ title: string; done: boolean }[]>;
}

export default pattern<Input>(({ items }) => {
  const open = computed(() => items.get().filter((item) => !item.done).length);
  return { open, view: <ul>{items.map((item) => <li>{item.title}</li>)}</ul> };
});
`;

/** Every expression of the program's file. */
function expressionsOf(program: ts.Program): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpression(node)) nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(program.getSourceFile(PATH)!);
  return nodes;
}

Deno.test("a remembered answer is the checker's own, asked once or twice", () => {
  const program = createProgram({ [PATH]: TEXT });
  const checker = program.getTypeChecker();
  const remembering = rememberingChecker(checker);
  for (const node of expressionsOf(program)) {
    const symbol = checker.getSymbolAtLocation(node);
    assert.equal(remembering.getSymbolAtLocation(node), symbol);
    assert.equal(remembering.getSymbolAtLocation(node), symbol);
    const type = checker.typeToString(checker.getTypeAtLocation(node));
    const first = remembering.getTypeAtLocation(node);
    assert.equal(remembering.typeToString(first), type);
    assert.equal(remembering.getTypeAtLocation(node), first);
  }
});

Deno.test("no node is asked about twice, also where there is no symbol", () => {
  const program = createProgram({ [PATH]: TEXT });
  const checker = program.getTypeChecker();
  const asked = new Map<string, number>();
  const count = (question: string) => asked.set(question, (asked.get(question) ?? 0) + 1);
  const remembering = rememberingChecker({
    ...checker,
    getTypeAtLocation(node) {
      count(`type ${node.kind} ${node.pos} ${node.end}`);
      return checker.getTypeAtLocation(node);
    },
    getSymbolAtLocation(node) {
      count(`symbol ${node.kind} ${node.pos} ${node.end}`);
      return checker.getSymbolAtLocation(node);
    },
  });
  const nodes = expressionsOf(program);
  for (const node of [...nodes, ...nodes]) {
    remembering.getTypeAtLocation(node);
    remembering.getSymbolAtLocation(node);
  }
  assert.deepEqual([...asked].filter(([, times]) => times !== 1), []);
});
