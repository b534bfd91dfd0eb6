import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type CatalogueEntry, parseCatalogue } from "../catalogue.ts";
import { readCatalogue } from "../catalogue-powers.ts";
import {
  generateCodes,
  generateConstructors,
  generateTable,
} from "../tasks/generate-diagnostics.ts";
import { OPEN_EXAMPLES } from "./open-examples.ts";
import { compile } from "./compile.ts";
import { run } from "./run.ts";
import { rejections } from "./verify.ts";

const catalogue = readCatalogue();

const committed = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");

Deno.test("the committed codes and constructors are what the catalogue generates", () => {
  assert.equal(committed("diagnostic-code.generated.ts"), generateCodes(catalogue));
  assert.equal(committed("diagnostics.generated.ts"), generateConstructors(catalogue));
  assert.equal(committed("../../docs/diagnostics.md"), generateTable(catalogue));
});

/** What is wrong with `text` as a reject example of `code`; empty when the example holds. */
function problemsOfReject({ code, severity }: CatalogueEntry, text: string): string[] {
  const { analysis, bodies, typeErrors } = compile(text);
  const [found] = analysis.diagnostics;
  const codes = analysis.diagnostics.map((each) => each.code);
  if (found === undefined || codes.length > 1 || found.code !== code) return [`found ${codes}`];
  const { context, why, instead, message } = found;
  const emitted = severity === "error" ? 0 : 1;
  return [
    ...typeErrors,
    ...(found.severity === severity ? [] : [`severity ${found.severity}`]),
    ...(bodies.size === emitted ? [] : [`${bodies.size} bodies`]),
    ...(message === `${context} ${why} ${instead}` ? [] : ["the message is not its three parts"]),
    ...(message.length <= 400 ? [] : ["the message is too long"]),
    ...(/\{\w+\}/.test(message) ? ["a placeholder is left"] : []),
    ...(/\bsafe\b/i.test(message) ? ["a forbidden word"] : []),
    ...(message.match(/__cf\w*/g) ?? []).filter((name) => !text.includes(name)),
  ];
}

/** What is wrong with `text` as an example to follow or to accept; empty when it compiles, verifies and runs. */
function problemsOfAccept(text: string): string[] {
  const compiled = compile(text);
  const { diagnostics } = compiled.analysis;
  if (diagnostics.length > 0) return diagnostics.map(({ code, message }) => `${code}: ${message}`);
  const problems = [...compiled.typeErrors, ...rejections(compiled)];
  if (problems.length === 0) run(compiled, "/main.tsx");
  return problems;
}

for (const entry of catalogue) {
  const { code, reject, follow, accept } = entry;
  const rows = [
    ...reject.map((text, index) => [`reject ${index + 1}`, () => problemsOfReject(entry, text)]),
    ...follow.map((text, index) => [`follow ${index + 1}`, () => problemsOfAccept(text)]),
    ...accept.map((text, index) => [`accept ${index + 1}`, () => problemsOfAccept(text)]),
  ] as [string, () => string[]][];
  for (const [name, problems] of rows) {
    const isOpen = OPEN_EXAMPLES.has(`${code} ${name}`);
    if (!isOpen) Deno.test(`${code}: ${name} holds`, () => assert.deepEqual(problems(), []));
    else {
      Deno.test(`${code}: ${name} is still open, else it leaves the list`, () => {
        assert.notDeepEqual(problems(), []);
      });
    }
  }
}

Deno.test("the list of open examples names examples of the catalogue only", () => {
  const known = new Set(
    catalogue.flatMap(({ code, reject, follow, accept }) => [
      ...reject.map((_, index) => `${code} reject ${index + 1}`),
      ...follow.map((_, index) => `${code} follow ${index + 1}`),
      ...accept.map((_, index) => `${code} accept ${index + 1}`),
    ]),
  );
  assert.deepEqual([...OPEN_EXAMPLES].filter((name) => !known.has(name)), []);
});

const ENTRY = (over: Record<string, string>) => {
  const fields = { severity: "error", context: "C.", why: "W.", instead: "I.", ...over };
  const list = Object.entries(fields).map(([name, value]) => `- ${name}: ${value}`).join("\n");
  return `## a:b\n\n${list}\n\n\`\`\`tsx reject\nx\n\`\`\`\n\n\`\`\`tsx follow\nz\n\`\`\`\n\n\`\`\`tsx accept\ny\n\`\`\`\n`;
};

const BAD_ENTRIES: Record<string, [string, RegExp]> = {
  "a placeholder that is not declared": [ENTRY({ why: "{x}." }), /"x" is not declared/],
  "a parameter that is not used": [ENTRY({ params: "x: name" }), /"x" is not used/],
  "a parameter of an unknown type": [ENTRY({ params: "x: nosuch" }), /"nosuch" is unknown/],
  "an unknown severity": [ENTRY({ severity: "fatal" }), /severity is unknown/],
  "no example": [
    ENTRY({}).replace("tsx accept", "tsx other"),
    /a reject, a follow and an accept example/,
  ],
};
for (const [name, [text, message]] of Object.entries(BAD_ENTRIES)) {
  Deno.test(`the generator refuses an entry with ${name}`, () => {
    assert.throws(() => parseCatalogue(text), message);
  });
}
