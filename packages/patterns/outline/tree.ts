/** Trees of lines: numbered, counted, searched and changed, all by recursion. */
import type { Default } from "commonfabric";

export interface Line {
  text: string;
  folded?: boolean;
  children: Line[] | Default<[]>;
}

export interface NumberedLine {
  number: string;
  text: string;
  depth: number;
}

export function numbered(lines: readonly Line[], prefix = "", depth = 0): NumberedLine[] {
  return lines.flatMap((line, index) => {
    const number = `${prefix}${index + 1}`;
    const below = line.folded === true ? [] : numbered(line.children, `${number}.`, depth + 1);
    return [{ number, text: line.text, depth }, ...below];
  });
}

export function size(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + 1 + size(line.children), 0);
}

export function depthOf(lines: readonly Line[]): number {
  return lines.length === 0 ? 0 : 1 + Math.max(...lines.map((line) => depthOf(line.children)));
}

/** The lines with the one at `path` changed; a path of a line that does not exist changes nothing. */
export function changed(
  lines: readonly Line[],
  [index, ...rest]: readonly number[],
  change: (line: Line) => Line,
): Line[] {
  return lines.map((line, at) => {
    if (at !== index) return line;
    return rest.length === 0
      ? change(line)
      : { ...line, children: changed(line.children, rest, change) };
  });
}

export function pathOf(number: string): number[] {
  return number.split(".").map((part) => Number(part) - 1);
}
