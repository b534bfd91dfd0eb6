/**
 * Writes `diagnostics.generated.ts` and `diagnostic-code.generated.ts` from the catalogue
 * `diagnostics.md`, and checks the catalogue: three parts, every placeholder declared and used, at
 * least one `reject` and one `accept` example.
 */
import { readFileSync, writeFileSync } from "node:fs";

const CATALOGUE = new URL("../diagnostics.md", import.meta.url);
const CODES = new URL("../diagnostic-code.generated.ts", import.meta.url);
const CONSTRUCTORS = new URL("../diagnostics.generated.ts", import.meta.url);
const HEADER = "// Made by tasks/generate-diagnostics.ts from diagnostics.md; do not edit.";

const PARAMETER_TYPES: ReadonlyMap<string, string> = new Map([
  ["source", "ts.Node"],
  ["name", "string"],
  ["type", "string"],
  ["position", "string"],
  ["list", "readonly string[]"],
  ["number", "number"],
]);

/** The code of an internal failure cannot be provoked by a program, so it has no examples. */
const WITHOUT_EXAMPLES = "transform:internal";

/** One code of the catalogue. */
export interface CatalogueEntry {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly params: readonly { readonly name: string; readonly type: string }[];
  readonly context: string;
  readonly why: string;
  readonly instead: string;
  readonly reject: readonly string[];
  readonly accept: readonly string[];
}

/**
 * The entries of a catalogue text.
 * @throws {Error} naming the code whose entry breaks a rule.
 */
export function parseCatalogue(markdown: string): CatalogueEntry[] {
  return markdown.split(/^## /m).slice(1).map(parseEntry);
}

function parseEntry(section: string): CatalogueEntry {
  const code = section.slice(0, section.indexOf("\n")).trim();
  const prose = section.replace(/```[^]*?```/g, "");
  const field = (name: string) =>
    (new RegExp(`^- ${name}: ([^]+?)(?=\\n-|\\n\\n|\\s*(?![^]))`, "m").exec(prose)?.[1] ?? "")
      .replace(/\s+/g, " ").trim();
  const fail = (reason: string): never => {
    throw new Error(`Cannot generate ${code}: ${reason}.`);
  };
  const severity = field("severity");
  if (severity !== "error" && severity !== "warning") return fail("its severity is unknown");
  const params = field("params").split(",").filter((p) => p.trim() !== "").map((text) => {
    const [name = "", type = ""] = text.split(":").map((part) => part.trim());
    return { name, type: PARAMETER_TYPES.get(type) ?? fail(`parameter type "${type}" is unknown`) };
  });
  const [context, why, instead] = [field("context"), field("why"), field("instead")];
  if (context === "" || why === "" || instead === "") fail("a part of its message is missing");
  const used = new Set(
    [...`${context} ${why} ${instead}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!),
  );
  for (const name of used) {
    if (!params.some((p) => p.name === name)) fail(`placeholder "${name}" is not declared`);
  }
  for (const { name } of params) if (!used.has(name)) fail(`parameter "${name}" is not used`);
  const examples = (kind: string) =>
    [...section.matchAll(new RegExp(`\`\`\`tsx ${kind}\\n([^]*?)\`\`\``, "g"))].map((m) => m[1]!);
  const [reject, accept] = [examples("reject"), examples("accept")];
  if (code !== WITHOUT_EXAMPLES && (reject.length === 0 || accept.length === 0)) {
    fail("it needs a reject and an accept example");
  }
  return { code, severity, params, context, why, instead, reject, accept };
}

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
    const fields = params.map(({ name, type }) => `readonly ${name}: ${type}`).join("; ");
    const second = params.length === 0 ? "" : `, params: { ${fields} }`;
    return `  readonly ${camelCase(code)}: (at: Culprit${second}) => TransformDiagnostic;`;
  }).join("\n");
  const constructors = entries.map((entry) => {
    const { code, severity, context, why, instead } = entry;
    const fields = Object.entries({ code, severity, context, why, instead });
    const parts = fields.map(([key, text]) => `      ${key}: ${JSON.stringify(text)},\n`).join("");
    const [head, argument] = entry.params.length === 0
      ? ["(at)", "{}"]
      : ["(at, params)", "params"];
    return `  ${camelCase(code)}: ${head} =>
    renderDiagnostic(at, {\n${parts}    }, ${argument}),`;
  }).join("\n");
  return `${HEADER}
import type ts from "typescript";
import { type Culprit, renderDiagnostic, type TransformDiagnostic } from "./render-diagnostic.ts";

interface DiagnosticConstructors {
${signatures}
}

/** One constructor per code: the culprit, then the values of its placeholders. */
export const diagnostic: DiagnosticConstructors = {
${constructors}
};
`;
}

/** `module:reserved-name` as `moduleReservedName`. */
function camelCase(code: string): string {
  return code.replace(/[:-](\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The catalogue of this package. */
export function readCatalogue(): CatalogueEntry[] {
  return parseCatalogue(readFileSync(CATALOGUE, "utf8"));
}

if (import.meta.main) {
  const entries = readCatalogue();
  writeFileSync(CODES, generateCodes(entries));
  writeFileSync(CONSTRUCTORS, generateConstructors(entries));
}
