/** What a resolver needs of a file system. Paths are absolute host paths. */
export interface FileAccess {
  readonly separator: "/" | "\\";
  /** The path as an absolute, normalised one. */
  absolute(path: string): string;
  /** The path with every link followed, or `undefined` when nothing is there. */
  realPath(path: string): Promise<string | undefined>;
  /** The text (UTF-8) of a regular file, or `undefined` when there is none. */
  readText(path: string): Promise<string | undefined>;
  /** Names of the regular files in a folder; none when it is no folder. */
  list(path: string): Promise<readonly string[]>;
}
