/**
 * The text of record of an authored file. It is what is hashed, stored, parsed, and what positions
 * refer to, so that two checkouts that differ in line ends are one document.
 */
import { IllFormedTextError, unpairedSurrogateOffset } from "@commonfabric/canonical";

/**
 * A line that tools append. The characters exclude quotes, backticks, `*`, `\`, `$` and braces, so
 * such a last line can only be a comment and never the end of a string, template or block comment.
 */
const TOOL_LINE = /^\/\/[#@] source(?:Mapping)?URL=[A-Za-z0-9+/=:;,.@_~%?&#-]*$/;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * `text` without one leading byte order mark, with LF line ends and without trailing `sourceURL` and
 * `sourceMappingURL` lines. Everything else is an authored character and stays.
 * @throws {IllFormedTextError} for an unpaired surrogate.
 */
export function normalizeSource(text: string): string {
  const offset = unpairedSurrogateOffset(text);
  if (offset >= 0) throw new IllFormedTextError(offset);
  let normal = text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  if (normal.includes("\r")) normal = normal.replace(/\r\n?/g, "\n");
  return withoutToolLines(normal);
}

function withoutToolLines(text: string): string {
  let end = text.length;
  for (;;) {
    let lineEnd = end;
    while (lineEnd > 0 && isBlank(text.charCodeAt(lineEnd - 1))) lineEnd--;
    const newline = text.indexOf("\n", lineEnd);
    const lineStart = lineEnd === 0 ? 0 : text.lastIndexOf("\n", lineEnd - 1) + 1;
    const stop = newline < 0 || newline > end ? end : newline;
    if (!text.startsWith("//", lineStart) || !TOOL_LINE.test(text.slice(lineStart, stop))) {
      return end === text.length ? text : text.slice(0, end);
    }
    end = lineStart;
  }
}

/** White space of a blank line. */
function isBlank(unit: number): boolean {
  return unit === 0x0a || unit === 0x20 || unit === 0x09 || unit === 0x0b || unit === 0x0c;
}
