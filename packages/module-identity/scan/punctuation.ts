/** Punctuation: brackets, the characters that begin literals, and those with several meanings. */
import { classOf, DIGIT, endOfNumber } from "./characters.ts";
import { takeDocumentation } from "./documentation.ts";
import {
  BRACE,
  BRACKET,
  CONTROL_PAREN,
  FUNCTION_PAREN,
  JSX_ATTRIBUTE,
  JSX_CHILD,
  PAREN,
  TEMPLATE,
} from "./frames.ts";
import { mentionsImport } from "./jsdoc-imports.ts";
import { beginsTypeParameters, readElement, resumeAttributes, resumeChildren } from "./jsx.ts";
import { CONTROL, DOT, OPERAND, OPERATOR, type ScanState, UNKNOWN } from "./scan-state.ts";
import {
  endOfBlockComment,
  endOfLineComment,
  endOfRegularExpression,
  endOfString,
  UNCERTAIN,
} from "./skip.ts";

/** Takes the punctuation `unit` at `at`, or the literal or comment that it begins. */
export function takePunctuation(scan: ScanState, at: number, unit: number): void {
  if (unit === 0x2f /* / */) {
    takeSlash(scan, at);
    return;
  }
  if (scan.typeDepth >= 0) scan.endTypeAtNewline(unit);
  if (unit !== 0x28 /* ( */) scan.functionDue = false;
  // The most frequent ones first: the cases are too far apart for a jump table.
  switch (unit) {
    case 0x2e: // .
      takeDots(scan, at);
      return;
    case 0x28: // (
      openParen(scan, at);
      return;
    case 0x29: // )
      closeParen(scan, at);
      return;
    case 0x3b: // ;
      if (scan.typeDepth === scan.frames.depth) scan.typeDepth = -1;
      scan.token(at, at + 1, OPERATOR);
      return;
    case 0x22: // "
    case 0x27: // '
      scan.token(at, endOfString(scan.text, at), OPERAND);
      return;
    case 0x60: // `
      takeTemplate(scan, at);
      return;
    case 0x5b: // [
      open(scan, at, BRACKET, false);
      return;
    case 0x7b: // {
      openBrace(scan, at);
      return;
    case 0x5d: // ]
      if (scan.frames.pop() !== BRACKET) throw UNCERTAIN;
      scan.token(at, at + 1, OPERAND);
      return;
    case 0x7d: // }
      closeBrace(scan, at);
      return;
    case 0x3f: // ?
      takeQuestion(scan, at);
      return;
    case 0x23: // # of a private name
      scan.token(at, at + 1, DOT);
      return;
    case 0x3c: // <
      takeLess(scan, at);
      return;
    case 0x3e: // >
      scan.token(at, at + 1, UNKNOWN);
      return;
    case 0x3d: // =
      takeEquals(scan, at);
      return;
    case 0x21: // !
      takeExclamation(scan, at);
      return;
    case 0x2b: // +
    case 0x2d: // -
      takeSign(scan, at, unit);
      return;
    case 0x5c: // \, a name with an escape
      throw UNCERTAIN;
    default:
      scan.token(at, at + 1, OPERATOR);
  }
}

function open(scan: ScanState, at: number, kind: number, types: boolean): void {
  const inTypes = types || scan.inTypes();
  scan.token(at, at + 1, OPERATOR);
  scan.frames.push(kind, inTypes);
}

/** Takes the opening parenthesis at `at`. */
export function openParen(scan: ScanState, at: number): void {
  const kind = scan.previous === CONTROL
    ? CONTROL_PAREN
    : scan.functionDue
    ? FUNCTION_PAREN
    : PAREN;
  scan.functionDue = false;
  open(scan, at, kind, false);
}

function openBrace(scan: ScanState, at: number): void {
  const types = scan.interfaceDepth === scan.frames.depth;
  if (types) scan.interfaceDepth = -1;
  open(scan, at, BRACE, types);
}

function closeParen(scan: ScanState, at: number): void {
  const kind = scan.frames.pop();
  if (kind !== PAREN && kind !== CONTROL_PAREN && kind !== FUNCTION_PAREN) throw UNCERTAIN;
  scan.token(at, at + 1, kind === CONTROL_PAREN ? OPERATOR : OPERAND);
  scan.closedParameters = kind === FUNCTION_PAREN;
}

function closeBrace(scan: ScanState, at: number): void {
  const { frames, text } = scan;
  const { depth } = frames;
  if (scan.typeDepth === depth) scan.typeDepth = -1;
  if (scan.aliasDepth === depth) scan.aliasDepth = -1;
  if (scan.interfaceDepth === depth) scan.interfaceDepth = -1;
  switch (frames.pop()) {
    case BRACE:
      scan.token(at, at + 1, UNKNOWN);
      return;
    case TEMPLATE:
      takeTemplate(scan, at);
      return;
    case JSX_CHILD:
      takeElementPart(scan, at, resumeChildren(text, at + 1, frames));
      return;
    case JSX_ATTRIBUTE:
      takeElementPart(scan, at, resumeAttributes(text, at + 1, frames));
      return;
    default:
      throw UNCERTAIN;
  }
}

/** A part of an element: code goes on behind the brace of an expression, or behind the element. */
function takeElementPart(scan: ScanState, at: number, end: number): void {
  scan.token(at, end, scan.text.charCodeAt(end - 1) === 0x7b /* { */ ? OPERATOR : OPERAND);
}

/** The characters of a template from the backtick or brace at `at` to its end or next expression. */
function takeTemplate(scan: ScanState, at: number): void {
  const { text } = scan;
  for (let end = at + 1; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === 0x5c) end++;
    else if (unit === 0x60) {
      scan.token(at, end + 1, OPERAND);
      return;
    } else if (unit === 0x24 /* $ */ && text.charCodeAt(end + 1) === 0x7b) {
      const inTypes = scan.inTypes();
      scan.token(at, end + 2, OPERATOR);
      scan.frames.push(TEMPLATE, inTypes);
      return;
    }
  }
  throw UNCERTAIN;
}

function takeDots(scan: ScanState, at: number): void {
  const { text } = scan;
  if (text.startsWith("...", at)) scan.token(at, at + 3, OPERATOR);
  else if (classOf(text.charCodeAt(at + 1)) !== DIGIT) scan.token(at, at + 1, DOT);
  else scan.token(at, endOfNumber(text, at + 1), OPERAND);
}

function takeQuestion(scan: ScanState, at: number): void {
  const { text } = scan;
  const chain = text.charCodeAt(at + 1) === 0x2e && classOf(text.charCodeAt(at + 2)) !== DIGIT;
  scan.token(at, at + (chain ? 2 : 1), chain ? DOT : OPERATOR);
}

function takeLess(scan: ScanState, at: number): void {
  const { text } = scan;
  const width = text.charCodeAt(at + 1) === 0x3c ? 2 : 1;
  if (!scan.jsx || scan.inTypes()) {
    scan.token(at, at + width, OPERATOR);
    return;
  }
  if (scan.previous === OPERAND) {
    if (scan.newline) throw UNCERTAIN;
    scan.token(at, at + width, OPERATOR);
    return;
  }
  if (scan.previous !== OPERATOR) throw UNCERTAIN;
  if (beginsTypeParameters(text, at)) scan.token(at, at + 1, OPERATOR);
  else takeElementPart(scan, at, readElement(text, at, scan.frames));
}

function takeEquals(scan: ScanState, at: number): void {
  const next = scan.text.charCodeAt(at + 1);
  if (next === 0x3e /* => */) {
    scan.token(at, at + 2, OPERATOR);
    return;
  }
  if (scan.aliasDepth === scan.frames.depth && next !== 0x3d) {
    scan.typeDepth = scan.aliasDepth;
    scan.aliasDepth = -1;
  }
  scan.token(at, at + 1, OPERATOR);
}

function takeExclamation(scan: ScanState, at: number): void {
  if (scan.text.charCodeAt(at + 1) === 0x3d) {
    scan.token(at, at + 2, OPERATOR);
    return;
  }
  const { previous } = scan;
  const postfix = previous === OPERAND && !scan.newline;
  scan.token(at, at + 1, postfix ? OPERAND : previous === UNKNOWN ? UNKNOWN : OPERATOR);
}

function takeSign(scan: ScanState, at: number, unit: number): void {
  if (scan.text.charCodeAt(at + 1) !== unit) {
    scan.token(at, at + 1, OPERATOR);
    return;
  }
  const postfix = scan.previous === OPERAND && !scan.newline;
  scan.token(at, at + 2, postfix ? OPERAND : UNKNOWN);
}

function takeSlash(scan: ScanState, at: number): void {
  const { text } = scan;
  const next = text.charCodeAt(at + 1);
  if (next === 0x2f || next === 0x2a) {
    takeComment(scan, at, next === 0x2a);
    return;
  }
  scan.endTypeAtNewline(0);
  if (scan.previous === OPERATOR) {
    scan.token(at, endOfRegularExpression(text, at), OPERAND);
    return;
  }
  // Behind a type at the end of a line, a slash would begin another statement.
  if (scan.previous !== OPERAND || scan.newline) throw UNCERTAIN;
  scan.token(at, at + 1, OPERATOR);
}

function takeComment(scan: ScanState, at: number, block: boolean): void {
  const { text } = scan;
  const end = block ? endOfBlockComment(text, at) : endOfLineComment(text, at);
  if (block) {
    if (scan.javaScript && mentionsImport(text, at, end)) takeDocumentation(scan, at, end);
    if (!scan.newline) scan.newline = /[\n\r\u2028\u2029]/.test(text.slice(at, end));
  }
  scan.trivia?.push(at, end);
  scan.at = end;
}
