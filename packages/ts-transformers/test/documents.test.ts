/** The example of the architecture page: what it says is emitted is what is emitted. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import ts from "typescript";
import { compile } from "./compile.ts";

const page = readFileSync(new URL("../../../docs/architecture.md", import.meta.url), "utf8");

/** The text of the first code block of a language. */
function blockOf(language: string): string {
  const [, text] = page.match(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``)) ?? [];
  assert.ok(text !== undefined, `the page has a block of ${language}`);
  return text;
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile("/body.js", text, ts.ScriptTarget.ES2023, true);
}

/** Emitted text in the words of the page: `H` for the helpers, `S` for a schema. */
function abbreviated(body: string): string {
  const schemas: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node) && isSchema(node)) schemas.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(parse(body));
  return schemas.reverse().reduce(
    (text, node) => `${text.slice(0, node.getStart())}S${text.slice(node.getEnd())}`,
    body,
  ).replaceAll("__cfHelpers", "H");
}

function isSchema(node: ts.ObjectLiteralExpression): boolean {
  const name = node.properties[0]?.name?.getText();
  return name !== undefined && ["type", "anyOf", "enum", "$ref"].includes(name);
}

/** The tokens that a formatter neither adds nor drops. */
function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const visit = (node: ts.Node): void => {
    const children = node.getChildren();
    if (children.length === 0) tokens.push(node.getText());
    children.forEach(visit);
  };
  visit(parse(text));
  return tokens.filter((token) => !["(", ")", ",", ";", ""].includes(token));
}

Deno.test("the example of the architecture page is emitted as the page shows", () => {
  const { analysis, bodies, typeErrors } = compile(blockOf("tsx"));
  assert.deepEqual([analysis.diagnostics, typeErrors], [[], []]);
  const [, body] = bodies.get("/main.tsx")!.split(
    'Object.defineProperty(exports, "__esModule", { value: true });',
  );
  assert.deepEqual(tokensOf(abbreviated(body!)), tokensOf(blockOf("js")));
});
