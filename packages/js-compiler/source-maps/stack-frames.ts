/** The frames of a V8 stack trace, one line each. */

/** What a frame line says. `line` and `column` are 1-based. */
export interface StackFrame {
  /** Function name as printed, `async` and `new` included; empty when there is none. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const MAX_LINE = 4_096;
const POSITION = /^(.*):([0-9]{1,9}):([0-9]{1,9})$/;

/**
 * The frame that `text` is, or `undefined`. Forms: `at fn (file:l:c)`, `at file:l:c`,
 * `at fn [as x] (file:l:c)`, `at async fn (...)`, `at new X (...)`, and `eval at f (...)`, alone or
 * nested, in which the position of the inner code wins.
 */
export function parseStackFrame(text: string): StackFrame | undefined {
  if (text.length > MAX_LINE) return undefined;
  const trimmed = text.trimStart();
  if (!trimmed.startsWith("at ")) return undefined;
  const rest = trimmed.slice(3).trimEnd();
  if (!rest.endsWith(")")) return frameOf("", rest);

  const open = openingOf(rest);
  if (open < 0) return undefined;
  const name = rest.slice(0, open).trimEnd();
  return frameOf(name, rest.slice(open + 1, -1));
}

/** The offset of the bracket that the last character closes, or -1. */
function openingOf(text: string): number {
  let depth = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    if (text[i] === ")") depth++;
    else if (text[i] === "(" && --depth === 0) return i;
  }
  return -1;
}

function frameOf(name: string, location: string): StackFrame | undefined {
  const found = POSITION.exec(location);
  if (found === null) return undefined;
  let file = found[1]!;
  // `eval at outer (file:1:2), inner-file:3:4` and `eval at outer (...), <anonymous>:3:4`.
  if (file.startsWith("eval at ")) {
    const comma = file.lastIndexOf("), ");
    if (comma < 0) return undefined;
    file = file.slice(comma + 3);
  }
  if (name === "" && file.startsWith("async ")) {
    return { name: "", file: file.slice(6), line: Number(found[2]), column: Number(found[3]) };
  }
  return { name, file, line: Number(found[2]), column: Number(found[3]) };
}
