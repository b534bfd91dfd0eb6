/**
 * Attack files: the header that says what must happen, and the input. A text file has its header in
 * line comments at the top, a JSON file in a member `"attack"`.
 */
import { type AttackKind, type HeaderFields, headerOf } from "./attack-header.ts";
import { splitFiles, unescaped } from "./attack-text.ts";

/** An attack file as it is on disk. */
export interface AttackText {
  /** Inside the repository. */
  readonly path: string;
  readonly text: string;
}

/** One input of several, by the path that it has in its program. */
export interface AttackInput {
  readonly name: string;
  readonly text: string;
}

export interface AttackFile extends HeaderFields {
  /** Inside the repository. */
  readonly path: string;
  /** Directory of the group: `04-module-grammar`. */
  readonly group: string;
  /** Name of the row in it: `01-digit-then-object`. */
  readonly row: string;
  /** What tells this file from others of its row; empty where there is nothing to tell. */
  readonly variant: string;
  /** Inputs of a body or program; the first is the entry. Of a JSON file, its member `files`. */
  readonly files: readonly AttackInput[];
  /** The members of a JSON file besides `attack`; `undefined` for a text file. */
  readonly data: Readonly<Record<string, unknown>> | undefined;
}

/** Thrown for an attack file that says nothing, or says it wrongly. */
export class AttackFileError extends Error {
  override readonly name = "AttackFileError";
  constructor(path: string, what: string) {
    super(`Cannot read the attack file ${path}: ${what}`);
  }
}

const PLACE = /(?:^|\/)(\d\d-[a-z-]+)\/(\d\d-[a-z0-9-]+)(?:\.([a-z0-9-]+))?\.([a-z]+)$/;

/** The file at `path`, whose whole text is `text`. @throws {AttackFileError} */
export function parseAttackFile(path: string, text: string): AttackFile {
  const refuse = (what: string): never => {
    throw new AttackFileError(path, what);
  };
  const place = PLACE.exec(path) ?? refuse("its place is not <group>/<row>[.<variant>].<ext>");
  const [, group = "", row = "", variant = "", extension = ""] = place;
  const names = { path, group, row, variant };
  const foreign = /[^\x20-\x7e\n]/.exec(text);
  if (foreign !== null) {
    const code = foreign[0].charCodeAt(0).toString(16);
    refuse(
      `the character U+${code.padStart(4, "0")} is written as an escape, under "escapes: yes"`,
    );
  }
  const { entries, data, rest } = extension === "json"
    ? jsonParts(text, refuse)
    : { ...textParts(text), data: undefined };
  const header = headerOf(entries, refuse);
  if (header.attack !== `${group}/${row}`) refuse(`it says "attack: ${header.attack}"`);
  const files = rest === undefined
    ? (isText(header.kind) && data?.["pieces"] === undefined ? inputsOf(data?.files, refuse) : [])
    : splitFiles(header.escapes ? unescaped(rest, refuse) : rest, `/main.${extension}`);
  return { ...names, ...header, files, data };
}

function isText(kind: AttackKind): boolean {
  return kind === "body" || kind === "program";
}

/** Inputs whose paths no line of a text file can hold. */
function inputsOf(files: unknown, refuse: (what: string) => never): readonly AttackInput[] {
  const isInput = (file: unknown): file is AttackInput => {
    const { name, text } = Object(file) as Record<string, unknown>;
    return typeof name === "string" && typeof text === "string";
  };
  return Array.isArray(files) && files.every(isInput) ? files : refuse('"files" are no inputs');
}

const HEADER_LINE = /^\/\/ ([a-z]+): (.*)$/;

function textParts(text: string): { entries: [string, unknown][]; rest: string } {
  const entries: [string, unknown][] = [];
  const lines = text.split("\n");
  for (const line of lines) {
    const [, key, value] = HEADER_LINE.exec(line) ?? [];
    // The second and later inputs begin with a line of the same form.
    if (key === undefined || key === "file") break;
    entries.push([key, value]);
  }
  // The line end of the last line belongs to the file, not to the input.
  return { entries, rest: lines.slice(entries.length).join("\n").replace(/\n$/, "") };
}

function jsonParts(text: string, refuse: (what: string) => never): {
  entries: [string, unknown][];
  data: Readonly<Record<string, unknown>>;
  rest: undefined;
} {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return refuse(`it is no JSON (${(error as Error).message})`);
  }
  const { attack, ...data } = parsed as Record<string, unknown>;
  if (typeof attack !== "object" || attack === null) return refuse('it has no member "attack"');
  return { entries: Object.entries(attack), data, rest: undefined };
}
