import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  generateCodes,
  generateConstructors,
  parseCatalogue,
  readCatalogue,
} from "../tasks/generate-diagnostics.ts";
import { compile } from "./compile.ts";
import { run } from "./run.ts";
import { rejections } from "./verify.ts";

const catalogue = readCatalogue();

const committed = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");

Deno.test("the committed codes and constructors are what the catalogue generates", () => {
  assert.equal(committed("diagnostic-code.generated.ts"), generateCodes(catalogue));
  assert.equal(committed("diagnostics.generated.ts"), generateConstructors(catalogue));
});

for (const { code, reject, accept, severity } of catalogue) {
  for (const [index, text] of reject.entries()) {
    Deno.test(`${code} is the one finding in reject example ${index + 1}`, () => {
      const { analysis, bodies } = compile(text);
      assert.deepEqual(analysis.diagnostics.map((found) => found.code), [code]);
      const [found] = analysis.diagnostics;
      assert.equal(found!.severity, severity);
      assert.equal(found!.message, `${found!.context} ${found!.why} ${found!.instead}`);
      assert.ok(found!.message.length <= 400 && !/\{\w+\}/.test(found!.message));
      assert.doesNotMatch(found!.message, /\bsafe\b/i);
      assert.equal(bodies.size, severity === "error" ? 0 : 1);
    });
  }
  for (const [index, text] of accept.entries()) {
    Deno.test(`${code} is not found in accept example ${index + 1}, which verifies and runs`, () => {
      const compiled = compile(text);
      assert.deepEqual(compiled.analysis.diagnostics, []);
      assert.deepEqual(compiled.typeErrors, []);
      assert.deepEqual(rejections(compiled), []);
      run(compiled, "/main.tsx");
    });
  }
}

const ENTRY = (over: Record<string, string>) => {
  const fields = { severity: "error", context: "C.", why: "W.", instead: "I.", ...over };
  const list = Object.entries(fields).map(([name, value]) => `- ${name}: ${value}`).join("\n");
  return `## a:b\n\n${list}\n\n\`\`\`tsx reject\nx\n\`\`\`\n\n\`\`\`tsx accept\ny\n\`\`\`\n`;
};

const BAD_ENTRIES: Record<string, [string, RegExp]> = {
  "a placeholder that is not declared": [ENTRY({ why: "{x}." }), /"x" is not declared/],
  "a parameter that is not used": [ENTRY({ params: "x: name" }), /"x" is not used/],
  "a parameter of an unknown type": [ENTRY({ params: "x: nosuch" }), /"nosuch" is unknown/],
  "an unknown severity": [ENTRY({ severity: "fatal" }), /severity is unknown/],
  "no example": [ENTRY({}).replace("tsx accept", "tsx other"), /a reject and an accept example/],
};
for (const [name, [text, message]] of Object.entries(BAD_ENTRIES)) {
  Deno.test(`the generator refuses an entry with ${name}`, () => {
    assert.throws(() => parseCatalogue(text), message);
  });
}
