/** Regular expressions: an alternative, a character, a look-around or an anchor left out. */
import ts from "typescript";
import type { Alternative } from "../mutant.ts";

/** Alternatives of a regular expression literal. */
export function regexAlternatives(node: ts.RegularExpressionLiteral): Alternative[] {
  const text = node.getText();
  const end = text.lastIndexOf("/");
  const source = text.slice(1, end);
  const flags = text.slice(end + 1);
  return cuts(source).map(([from, to, instead]) => ({
    kind: "expression loosened",
    form: "expression",
    text: `/${source.slice(0, from)}${instead}${source.slice(to)}/${flags}`,
  }));
}

type Cut = readonly [from: number, to: number, instead: string];

interface Group {
  readonly open: number;
  /** Where its pieces between bars begin. */
  readonly pieces: number[];
}

const ANYTHING = "";
const NOTHING = "[]";

function cuts(source: string): Cut[] {
  const found: Cut[] = [];
  const groups: Group[] = [{ open: -1, pieces: [0] }];
  let at = 0;
  while (at < source.length) {
    const character = source[at]!;
    if (character === "\\") at += escapeLength(source, at);
    else if (character === "[") at = classCuts(source, at, found);
    else if (character === "(") {
      const body = at + /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(source.slice(at))![0].length;
      groups.push({ open: at, pieces: [body] });
      at = body;
    } else if (character === ")") {
      const group = groups.pop()!;
      pieceCuts(group, at, found);
      at++;
      if (/^\(\?(?:[=!]|<[=!])/.test(source.slice(group.open))) {
        found.push([group.open, at, ANYTHING]);
      }
    } else {
      if (character === "|") groups.at(-1)!.pieces.push(at + 1);
      else if (character === "^" || character === "$") found.push([at, at + 1, ANYTHING]);
      at++;
    }
  }
  pieceCuts(groups[0]!, source.length, found);
  return found;
}

/** One piece between bars never matches. */
function pieceCuts({ pieces }: Group, end: number, found: Cut[]): void {
  if (pieces.length === 1) return;
  pieces.forEach((from, index) => {
    const next = pieces[index + 1];
    found.push([from, next === undefined ? end : next - 1, NOTHING]);
  });
}

/** One character or range of a class is left out. Returns the place behind the class. */
function classCuts(source: string, open: number, found: Cut[]): number {
  let at = source[open + 1] === "^" ? open + 2 : open + 1;
  const items: [number, number][] = [];
  while (source[at] !== "]") {
    const from = at;
    at += characterLength(source, at);
    if (source[at] === "-" && source[at + 1] !== "]") {
      at++;
      at += characterLength(source, at);
    }
    items.push([from, at]);
  }
  if (items.length > 1) { for (const [from, to] of items) found.push([from, to, ANYTHING]); }
  return at + 1;
}

function characterLength(source: string, at: number): number {
  return source[at] === "\\" ? escapeLength(source, at) : 1;
}

function escapeLength(source: string, at: number): number {
  return /^\\(?:[pP]\{[^}]*\}|k<\w+>|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/s.exec(
    source.slice(at),
  )![0]
    .length;
}
