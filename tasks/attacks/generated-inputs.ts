/**
 * Inputs that are too large to be files: a JSON file of a body or a program tells of which pieces they
 * are made.
 */
import type { AttackFile, AttackInput } from "./attack-file.ts";
import type { Answer } from "./driver.ts";
import { recipeOf } from "./recipe.ts";

/** A text, or one that is repeated; `%n` in a repeated one is its number. */
type Piece = string | readonly [text: string, times: number];

interface GeneratedRecipe {
  /** The pieces of the entry. */
  readonly pieces: readonly Piece[];
  /** Path of the entry; that of a body by default. */
  readonly name: string;
  /** The position of the refusal is wherever the stack ends. */
  readonly anywhere: boolean;
}

const MEMBERS = ["pieces", "name", "anywhere"] as const;

/** `file` with its inputs; a file that has them is returned as it is. */
export function withGeneratedInputs(file: AttackFile): AttackFile {
  const isText = file.kind === "body" || file.kind === "program";
  if (!isText || file.data?.["pieces"] === undefined) return file;
  const { pieces = [], name = "/main.js" } = recipeOf<GeneratedRecipe>(file, MEMBERS);
  const input: AttackInput = { name, text: pieces.map(textOf).join("") };
  return { ...file, files: [input] };
}

/** What `answer` says to `file`, without a position where that is the end of the stack. */
export function withoutPosition({ data }: AttackFile, answer: Answer): Answer {
  if (data?.["anywhere"] !== true) return answer;
  return { ...answer, says: answer.says.replace(/ \d+:\d+$/, "") };
}

function textOf(piece: Piece): string {
  if (typeof piece === "string") return piece;
  const [text, times] = piece;
  if (!text.includes("%n")) return text.repeat(times);
  return Array.from({ length: times }, (_, at) => text.replaceAll("%n", String(at))).join("");
}
