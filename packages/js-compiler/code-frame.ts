/** Code frames: the lines around a finding, with carets under it. */

const LINES_AROUND = 2;
const MAX_LINE = 200;

/** Wide characters take two columns in a terminal: CJK, Hangul, full-width forms, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/**
 * Two lines before, the line, a caret line of `length` UTF-16 units from `offset` (to the end of
 * the line at most), two lines after. Tabs in the text are tabs in the caret line; lines longer
 * than 200 units are cut around the position with `...`.
 */
export function codeFrame(text: string, offset: number, length: number): string {
  const at = Math.max(0, Math.min(offset, text.length));
  const lines = text.split("\n");
  let index = 0;
  let start = 0;
  while (start + lines[index]!.length < at) start += lines[index++]!.length + 1;

  const first = Math.max(0, index - LINES_AROUND);
  const last = Math.min(lines.length - 1, index + LINES_AROUND);
  const width = String(last + 1).length;
  const column = at - start;
  const cut = windowOf(lines[index]!, column);
  const frame: string[] = [];
  for (let i = first; i <= last; i++) {
    const mark = i === index ? ">" : " ";
    const number = String(i + 1).padStart(width);
    const shown = i === index ? cut.shown : windowOf(lines[i]!, 0).shown;
    frame.push(`${mark} ${number} | ${shown}`.trimEnd());
    if (i !== index) continue;
    const carets = caretsUnder(cut.shown, column - cut.removed, length);
    frame.push(`  ${" ".repeat(width)} | ${carets}`);
  }
  return frame.join("\n");
}

/** `line` cut to a window around `column`; `removed` is how far columns move to the left. */
function windowOf(line: string, column: number): { shown: string; removed: number } {
  if (line.length <= MAX_LINE) return { shown: line, removed: 0 };
  const from = Math.max(0, Math.min(column - MAX_LINE / 2, line.length - MAX_LINE));
  const head = from > 0 ? "..." : "";
  const tail = from + MAX_LINE < line.length ? "..." : "";
  return {
    shown: `${head}${line.slice(from, from + MAX_LINE).toWellFormed()}${tail}`,
    removed: from - head.length,
  };
}

function caretsUnder(shown: string, column: number, length: number): string {
  let before = "";
  for (const character of shown.slice(0, column)) {
    before += character === "\t" ? "\t" : WIDE.test(character) ? "  " : " ";
  }
  let carets = "";
  for (const character of shown.slice(column, column + Math.max(1, length))) {
    carets += WIDE.test(character) ? "^^" : "^";
  }
  return before + (carets === "" ? "^" : carets);
}
