/** Two texts beside each other on a terminal. */
import { escapeControls } from "@commonfabric/contract";

const BETWEEN = " | ";
const TAB = "  ";

/** Pairs of lines in `width` columns; what is too long goes on in the next line. */
export function besideEachOther(
  left: readonly string[],
  right: readonly string[],
  width: number,
): string[] {
  const leftWidth = Math.floor((width - BETWEEN.length) / 2);
  const rightWidth = width - BETWEEN.length - leftWidth;
  const [leftLines, rightLines] = [wrapped(left, leftWidth), wrapped(right, rightWidth)];
  const count = Math.max(leftLines.length, rightLines.length);
  return Array.from({ length: count }, (_, index) => {
    const text = leftLines[index] ?? "";
    const padding = " ".repeat(leftWidth - [...text].length);
    return `${text}${padding}${BETWEEN}${rightLines[index] ?? ""}`.trimEnd();
  });
}

function wrapped(lines: readonly string[], width: number): string[] {
  return lines.flatMap((line) => {
    // Characters, so that no pair of surrogates is cut in two.
    const characters = [...escapeControls(line.replaceAll("\t", TAB))];
    const parts: string[] = [];
    for (let at = 0; at < characters.length; at += width) {
      parts.push(characters.slice(at, at + width).join(""));
    }
    return parts.length === 0 ? [""] : parts;
  });
}
