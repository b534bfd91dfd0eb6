/** Programs, edges and identities as other packages see them. */

/** 43 characters of unpadded base64url: SHA-256 of the component encoding. See `isModuleIdentity`. */
export type Identity = string;

/** `{identity, symbol}`: the only pointer to a piece of code. */
export interface EntryRef {
  readonly identity: Identity;
  readonly symbol: string;
}

/** One file as authored. `name` is a path (starts with `/`); data files hold their text verbatim. */
export interface Source {
  readonly name: string;
  readonly contents: string;
}

/** A program as authored. */
export interface Program {
  /** Path of the entry module. */
  readonly main: string;
  readonly files: readonly Source[];
  /** Export of `main` that is the program's value; `default` when absent. */
  readonly mainExport?: string;
  /** Further entry points (tests): compiled and stored, never executed by a load of `main`. */
  readonly sourceRoots?: readonly string[];
  /** Names of members of `files` that are bytes, not code. */
  readonly dataFiles?: readonly string[];
}

export type EdgeKind = "module" | "host" | "data" | "package";

/**
 * A resolved import. `target` is a program path (module, data), a host name, or
 * `package:<identity>[/<subpath>]`.
 */
export interface Edge {
  readonly specifier: string;
  readonly kind: EdgeKind;
  readonly target: string;
}

/** An edge as source and compiled documents store it: targets by identity or host name. */
export interface StoredEdge {
  readonly specifier: string;
  readonly kind: EdgeKind;
  /** Of a module or data file; of a package: `<package identity>[/<subpath>]`. */
  readonly identity?: Identity;
  readonly host?: string;
}

export type FileKind = "code" | "declaration" | "data";

/** What is known of one module once its closure is known. */
export interface ModuleIdentity {
  readonly path: string;
  readonly kind: FileKind;
  readonly identity: Identity;
  /** Base64url of the source or data digest. */
  readonly sourceDigest: string;
  /** Normalised text (data: verbatim). */
  readonly text: string;
  /** Resolved edges, sorted by specifier in UTF-8 byte order. */
  readonly edges: readonly Edge[];
  /** The same edges in their stored form and order. */
  readonly storedEdges: readonly StoredEdge[];
  /** Equal for members of one import cycle; dependencies have smaller numbers. */
  readonly component: number;
}

/** A hint: specifiers by (source digest, extension). A wrong entry costs a miss, never a wrong run. */
export interface EdgeMemo {
  get(sourceDigest: string, extension: string): readonly string[] | undefined;
  put(sourceDigest: string, extension: string, specifiers: readonly string[]): void;
  /** Drops an entry that a syntax tree contradicted. */
  discard?(sourceDigest: string, extension: string): void;
}

/**
 * Where specifiers come from, asked in this order; all synchronous. Data edges
 * (`dataFile("./x")`) are listed with the prefix `data:`.
 */
export interface EdgeSource {
  readonly memo?: EdgeMemo;
  /** The lexical scan: specifiers, or `"uncertain"`. */
  readonly scan: (text: string, extension: string) => readonly string[] | "uncertain";
  /** The scan of the syntax tree; present once the compiler is loaded. */
  readonly parse?: (text: string, extension: string) => readonly string[];
}
