/** The input of a text file: escapes and the borders between its inputs. */
import type { AttackInput } from "./attack-file.ts";

const FILE_LINE = /^\/\/ file: (\S+)\n/gm;

/**
 * The inputs in `text`. A line `// file: /x.ts` begins another one; the first is the entry and is
 * called `main` unless such a line names it.
 */
export function splitFiles(text: string, main: string): AttackInput[] {
  const pieces = text.split(FILE_LINE);
  const inputs: AttackInput[] = [];
  if (pieces[0] !== "" || pieces.length === 1) inputs.push({ name: main, text: pieces[0]! });
  for (let at = 1; at < pieces.length; at += 2) {
    inputs.push({ name: pieces[at]!, text: pieces[at + 1]! });
  }
  return inputs;
}

/** `text` with each `\u{...}` replaced by the code point, lone surrogates included. */
export function unescaped(text: string, refuse: (what: string) => never): string {
  return text.replace(/\\u\{([0-9a-f]+)\}/g, (escape, digits) => {
    const code = parseInt(digits, 16);
    return code > 0x10ffff ? refuse(`${escape} is no code point`) : String.fromCodePoint(code);
  });
}
