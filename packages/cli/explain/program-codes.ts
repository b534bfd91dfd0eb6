/** The codes that reading and parsing a program gives, which have no catalogue of their own. */

/** What a code says, and what an author does. */
export interface ProgramCode {
  readonly message: string;
  readonly instead: string;
}

/** By code; a test holds the keys against what the compiler and the resolver report. */
export const PROGRAM_CODES: Readonly<Record<string, ProgramCode>> = {
  "resolve:conflict": {
    message: "Two sources give different contents for one path.",
    instead: "Give each path one text.",
  },
  "resolve:duplicate-path": {
    message: "A program lists one path twice.",
    instead: "Leave out one of the two, or rename it.",
  },
  "resolve:escape": {
    message: "An import leads out of the root of the program.",
    instead: "Move the file below the root, or choose a root above both with --root.",
  },
  "resolve:ill-formed": {
    message: "A file is not well-formed UTF-8 text.",
    instead: "Save it as UTF-8, or import it as a data file.",
  },
  "resolve:incomplete": {
    message: "A file of the program could not be read, so its identity is not known.",
    instead: "Look at the other diagnostics: they name the file.",
  },
  "resolve:internal-specifier": {
    message: "A specifier that starts with `cf:` belongs to the loader.",
    instead: "Import the module by its path.",
  },
  "resolve:limit": {
    message: "The program has more or larger files than a program may have.",
    instead: "Split the program, or leave out what it does not need.",
  },
  "resolve:no-main": {
    message: "The entry file does not exist.",
    instead: "Name a file below the root of the program.",
  },
  "resolve:path": {
    message: "A path cannot be the path of a module.",
    instead: "Use letters, digits, `-`, `_` and `.`, and no reserved prefix.",
  },
  "resolve:specifier": {
    message: "The text of an import is not a specifier.",
    instead:
      'Write a relative path with its extension, such as "./util.ts", or the name of a module.',
  },
  "resolve:unresolved": {
    message: "An import names a module that the program does not have.",
    instead: "Correct the path, with its extension, or add the file.",
  },
  "syntax:ambient": {
    message: "Ambient declarations would change other modules.",
    instead: "Export the declarations and import them by name.",
  },
  "syntax:ambiguous-target": {
    message: "Two files would be emitted to one path.",
    instead: "Rename one of them.",
  },
  "syntax:data-path": {
    message: "The path of a data file is not known before the module runs.",
    instead: "Write the path as a literal.",
  },
  "syntax:declaration-value-import": {
    message: "A declaration file has types only, and here a value of it is imported.",
    instead: "Write `import type` or `export type`.",
  },
  "syntax:decorator": {
    message: "Decorators are not available.",
    instead: "Call the function where its result is needed.",
  },
  "syntax:export-equals": {
    message: "A module cannot replace its exports.",
    instead: "Use named exports.",
  },
  "syntax:export-name": {
    message: "An export of this name would change how the namespace of the module behaves.",
    instead: "Export it under another name.",
  },
  "syntax:hashbang": {
    message: "A module does not start with `#!`.",
    instead: "Remove the line.",
  },
  "syntax:import-attributes": {
    message: "Imports have no attributes.",
    instead: "Read data files with `dataFile`.",
  },
  "syntax:jsx-pragma": {
    message: "The meaning of JSX is the same in every module.",
    instead: "Remove the pragma.",
  },
  "syntax:limit": {
    message: "A file, a name or a list of the program is larger than the compiler accepts.",
    instead: "Split the file.",
  },
  "syntax:nesting": {
    message: "Brackets, expressions or functions are nested too deeply.",
    instead: "Move inner parts to functions or constants of their own.",
  },
  "syntax:reference-directive": {
    message: "Reference directives act on every file of a program.",
    instead: "Import the declaration file instead.",
  },
  "syntax:using": {
    message: "`using` is not available in modules.",
    instead: "Call the clean-up in a `finally` block.",
  },
};
