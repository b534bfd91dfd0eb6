/** The one acorn parse of a body: its tree, or findings of the rules X6, X7, X8 and K1 to K4. */
import type { Options, Program } from "acorn";
import { REFUSED_COMMENT } from "@commonfabric/contract";
import { LIMIT_TEXTS } from "../messages.ts";
import type { Findings } from "../rules.ts";
import { BodyInspector, StopParsing } from "./body-inspector.ts";
import { parseInspected } from "./inspecting-parser.ts";

export type ParseOutcome =
  | { readonly program: Program; readonly tokens: number }
  /** After `exhausted` the same body may parse where more stack is left. */
  | { readonly program: undefined; readonly exhausted: boolean };

const OPTIONS: Options = {
  ecmaVersion: 2025,
  sourceType: "script",
  allowReserved: false,
  allowReturnOutsideFunction: false,
  allowImportExportEverywhere: false,
  allowAwaitOutsideFunction: false,
  allowSuperOutsideMethod: false,
  allowHashBang: false,
  checkPrivateFields: true,
  preserveParens: false,
};

/** Parses `body`; adds what refuses it to `findings`. A tree may come with findings. */
export function parseBody(body: string, findings: Findings): ParseOutcome {
  const inspector = new BodyInspector(findings, /[^\0-\x7f]/.test(body));
  try {
    const program = parseInspected(body, optionsFor(body, findings), inspector);
    return { program, tokens: inspector.tokens };
  } catch (error) {
    if (error instanceof StopParsing) return { program: undefined, exhausted: false };
    return { program: undefined, exhausted: addParserError(error, findings) };
  }
}

function optionsFor(body: string, findings: Findings): Options {
  if (!REFUSED_COMMENT.test(body)) return OPTIONS;
  return {
    ...OPTIONS,
    onComment(_isBlock, text, start, end) {
      if (REFUSED_COMMENT.test(text)) findings.add("K3", "verify:comment", { start, end });
    },
  };
}

/** Whether the parser was exhausted rather than the text wrong. */
function addParserError(error: unknown, findings: Findings): boolean {
  const position = syntaxErrorPosition(error);
  if (position === undefined || isStackMessage(error)) {
    const start = position ?? 0;
    findings.add("X8", "verify:too-deep", { start, end: start }, LIMIT_TEXTS.stack);
    return true;
  }
  // A token rule that met the same text says more than the parser does.
  if (findings.isEmpty) {
    const span = { start: position, end: position };
    findings.add("X7", "verify:syntax", span, `${parserMessage(error as Error)}.`);
  }
  return false;
}

function syntaxErrorPosition(error: unknown): number | undefined {
  if (!(error instanceof SyntaxError)) return undefined;
  const position = (error as { pos?: unknown }).pos;
  return typeof position === "number" ? position : undefined;
}

/** Acorn turns the engine's own error into this one. */
function isStackMessage(error: unknown): boolean {
  return (error as Error).message.startsWith("Not enough stack space");
}

/** The message without the position that acorn appends. */
function parserMessage(error: Error): string {
  return error.message.replace(/ \(\d+:\d+\)$/, "");
}
