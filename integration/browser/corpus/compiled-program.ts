/** A program that was compiled here, as data for a page: its sources, its bodies, what a load gives. */
import type { CachedModule } from "../../../packages/runner/engine/types.ts";

export interface CompiledProgram {
  readonly name: string;
  readonly main: string;
  readonly files: readonly { readonly name: string; readonly contents: string }[];
  readonly dataFiles: readonly string[];
  readonly entryIdentity: string;
  /** Identities by path, as computed here. */
  readonly identities: Readonly<Record<string, string>>;
  /** Compiled modules without verdicts: whoever loads them verifies them. */
  readonly modules: readonly CachedModule[];
  /** Texts of data files by identity. */
  readonly data: Readonly<Record<string, string>>;
  /** Bodies that a load here ran. */
  readonly evaluated: number;
  /** `describeLoad` of a load here. */
  readonly described: readonly string[];
}
