/**
 * Writes from the catalogue `diagnostics.md` the typed constructors, the union of codes and the
 * table of the documentation. `test/catalogue.test.ts` holds that they are up to date.
 */
import { writeFileSync } from "node:fs";
import type { CatalogueEntry, ParameterType } from "../catalogue.ts";
import { readCatalogue } from "../catalogue-powers.ts";
import { markdownTable } from "./markdown-table.ts";

const CODES = new URL("../diagnostic-code.generated.ts", import.meta.url);
const CONSTRUCTORS = new URL("../diagnostics.generated.ts", import.meta.url);
const TABLE = new URL("../../../docs/diagnostics.md", import.meta.url);
const HEADER = "// Made by tasks/generate-diagnostics.ts from diagnostics.md; do not edit.";

const TYPESCRIPT_TYPES: Readonly<Record<ParameterType, string>> = {
  source: "ts.Node",
  name: "string",
  type: "string",
  position: "string",
  list: "readonly string[]",
  number: "number",
};

/** The TypeScript text of the union of codes. */
export function generateCodes(entries: readonly CatalogueEntry[]): string {
  const codes = entries.map(({ code }) => `  | ${JSON.stringify(code)}`).join("\n");
  return `${HEADER}

/** Every code of the catalogue. */
export type DiagnosticCode =
${codes};
`;
}

/** The TypeScript text of the constructors. */
export function generateConstructors(entries: readonly CatalogueEntry[]): string {
  const signatures = entries.map(({ code, params }) => {
    const fields = params.map(({ name, type }) => `readonly ${name}: ${TYPESCRIPT_TYPES[type]}`);
    const values = params.length === 0 ? "NoParams" : `{ ${fields.join("; ")} }`;
    const optional = params.length === 0 ? "?" : "";
    return `  readonly ${
      camelCase(code)
    }: (at: Culprit, params${optional}: ${values}, extras?: DiagnosticExtras) => TransformDiagnostic;`;
  }).join("\n");
  const constructors = entries.map((entry) => {
    const { code, severity, context, why, instead, params } = entry;
    const types = Object.fromEntries(params.map(({ name, type }) => [name, type]));
    const fields = Object.entries({ code, severity, context, why, instead, params: types });
    const parts = fields.map(([key, text]) => `      ${key}: ${JSON.stringify(text)},\n`).join("");
    const values = params.length === 0 ? "{}" : "params";
    return `  ${camelCase(code)}: (at, ${params.length === 0 ? "_" : "params"}, extras) =>
    renderDiagnostic(at, {\n${parts}    }, ${values}, extras),`;
  }).join("\n");
  return `${HEADER}
import type ts from "typescript";
import {
  type Culprit,
  type DiagnosticExtras,
  renderDiagnostic,
  type TransformDiagnostic,
} from "./render-diagnostic.ts";

type NoParams = Readonly<Record<never, never>>;

interface DiagnosticConstructors {
${signatures}
}

/**
 * One constructor per code: the culprit, the values of its placeholders, then notes and fixes.
 */
export const diagnostic: DiagnosticConstructors = {
${constructors}
};
`;
}

/** The page of the documentation: one row per code. */
export function generateTable(entries: readonly CatalogueEntry[]): string {
  const rows = entries.map(({ code, severity, context, why, instead }) => [
    `\`${code}\``,
    severity,
    `${context} ${why} ${instead}`,
  ]);
  return `# Diagnostics

Made by \`deno task gen:diagnostics\` from
[\`packages/ts-transformers/diagnostics.md\`](../packages/ts-transformers/diagnostics.md), which has a
program that is refused and one that is accepted for each code; \`cf explain CODE\` prints them.

${markdownTable([["code", "severity", "message"], ...rows])}
`;
}

/** `module:reserved-name` as `moduleReservedName`. */
function camelCase(code: string): string {
  return code.replace(/[:-](\w)/g, (_, letter: string) => letter.toUpperCase());
}

if (import.meta.main) {
  const entries = readCatalogue();
  writeFileSync(CODES, generateCodes(entries));
  writeFileSync(CONSTRUCTORS, generateConstructors(entries));
  writeFileSync(TABLE, generateTable(entries));
}
