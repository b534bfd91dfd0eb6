/** What every code means: one list over the catalogues of the packages that report codes. */
import { sortedUtf8 } from "@commonfabric/canonical";
import { type DiagnosticPhase, nearestName } from "@commonfabric/contract";
import { explainVerifierCode, VERIFIER_CODES } from "@commonfabric/sandbox-verifier";
import { PROGRAM_CODES } from "./program-codes.ts";

/** A code for a reader who has no program at hand; placeholders stand in braces. */
export interface CodeInfo {
  readonly code: string;
  readonly phase: DiagnosticPhase;
  readonly severity: "error" | "warning";
  /** `null` where the text depends on the place. */
  readonly message: string | null;
  /** The parts of the message, where it has these. */
  readonly context: string | null;
  readonly why: string | null;
  readonly instead: string;
  /** Refused programs, some of them after the advice was followed, and accepted ones near to them. */
  readonly examples: {
    readonly reject: readonly string[];
    readonly follow: readonly string[];
    readonly accept: readonly string[];
  };
}

const NO_EXAMPLES = { reject: [], follow: [], accept: [] };

/** Every code, sorted by its bytes. Loads no compiler. */
export async function allCodes(): Promise<CodeInfo[]> {
  const infos = [...await transformCodes(), ...verifierCodes(), ...programCodes()];
  const byCode = new Map(infos.map((info) => [info.code, info]));
  return sortedUtf8([...byCode.keys()]).map((code) => byCode.get(code)!);
}

async function transformCodes(): Promise<CodeInfo[]> {
  // The catalogue alone: the rest of that package needs the compiler.
  const { readCatalogue } = await import("@commonfabric/ts-transformers/catalogue");
  return readCatalogue().map((
    { code, severity, context, why, instead, reject, follow, accept },
  ) => ({
    code,
    phase: "transform",
    severity,
    message: `${context} ${why} ${instead}`,
    context,
    why,
    instead,
    examples: { reject, follow, accept },
  }));
}

function verifierCodes(): CodeInfo[] {
  return VERIFIER_CODES.map((code): CodeInfo => {
    const { message, hint } = explainVerifierCode(code)!;
    return {
      code,
      phase: code.startsWith("graph:") ? "graph" : "verify",
      severity: "error",
      message: message ?? null,
      context: null,
      why: null,
      instead: hint,
      examples: NO_EXAMPLES,
    };
  });
}

function programCodes(): CodeInfo[] {
  return Object.entries(PROGRAM_CODES).map(([code, { message, instead }]): CodeInfo => ({
    code,
    phase: code.startsWith("resolve:") ? "resolve" : "syntax",
    severity: "error",
    message,
    context: null,
    why: null,
    instead,
    examples: NO_EXAMPLES,
  }));
}

const MAX_NEAR = 3;

/** At most three codes that `text` may have been meant for, the likeliest first. */
export function nearCodes(text: string, codes: readonly string[]): string[] {
  const last = (code: string) => code.slice(code.indexOf(":") + 1);
  const nearest = nearestName(text, codes, 4);
  const nearestLast = nearestName(last(text), codes.map(last), 3);
  const near = [
    ...codes.filter((code) => last(code) === text),
    ...(text === "" ? [] : codes.filter((code) => last(code).startsWith(text))),
    ...(nearest === undefined ? [] : [nearest]),
    ...codes.filter((code) => last(code) === nearestLast),
    ...(text === "" ? [] : codes.filter((code) => code.includes(text))),
  ];
  return [...new Set(near)].slice(0, MAX_NEAR);
}
