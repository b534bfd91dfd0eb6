/**
 * The catalogue of diagnostics as data: parses `diagnostics.md` and checks its rules. Loads no
 * compiler, so that a command can explain a code with it.
 */

const PARAMETER_TYPES = ["source", "name", "type", "position", "list", "number"] as const;

/** What a placeholder of a message holds, which decides how it is shown. */
export type ParameterType = (typeof PARAMETER_TYPES)[number];

/** A placeholder that a code declares. */
export interface CatalogueParameter {
  readonly name: string;
  readonly type: ParameterType;
}

/** One code of the catalogue. */
export interface CatalogueEntry {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly params: readonly CatalogueParameter[];
  readonly context: string;
  readonly why: string;
  readonly instead: string;
  /** Programs that have this finding, and no other. */
  readonly reject: readonly string[];
  /** Refused programs as they are after the advice was followed. */
  readonly follow: readonly string[];
  /** Programs near to the refused ones, without a finding. */
  readonly accept: readonly string[];
}

/** The code of an internal failure cannot be provoked by a program, so it has no examples. */
const WITHOUT_EXAMPLES = "transform:internal";

/**
 * The entries of a catalogue text: three parts of a message, every placeholder declared and used,
 * at least one example of each kind.
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
    const known = PARAMETER_TYPES.find((candidate) => candidate === type);
    return { name, type: known ?? fail(`parameter type "${type}" is unknown`) };
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
  const [reject, follow, accept] = [examples("reject"), examples("follow"), examples("accept")];
  if (code !== WITHOUT_EXAMPLES && [reject, follow, accept].some(({ length }) => length === 0)) {
    fail("it needs a reject, a follow and an accept example");
  }
  return { code, severity, params, context, why, instead, reject, follow, accept };
}
