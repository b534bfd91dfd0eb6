/** The catalogue of refusals: the message of each code and the hint that names the fix. */
import { LIMITS, quote } from "@commonfabric/contract";

export type VerifyCode =
  | "verify:limit"
  | "verify:text"
  | "verify:too-deep"
  | "verify:syntax"
  | "verify:import-token"
  | "verify:escaped-name"
  | "verify:comment"
  | "verify:statement"
  | "verify:module-state"
  | "verify:reserved-name"
  | "verify:exports"
  | "verify:helper"
  | "verify:module-this"
  | "verify:free-name"
  | "verify:new-code"
  | "verify:host-namespace"
  | "verify:package"
  | "verify:mutable-binding"
  | "verify:mutable-data"
  | "verify:call-result"
  | "verify:class"
  | "verify:value"
  | "verify:callback"
  | "verify:unhardened"
  | "verify:use-before-definition"
  | "verify:duplicate-export"
  | "verify:export-name"
  | "verify:import-not-declared"
  | "verify:thunk";

export type GraphCode =
  | "graph:shape"
  | "graph:missing"
  | "graph:edge"
  | "graph:host"
  | "graph:no-export"
  | "graph:ambiguous-export"
  | "graph:circular-export";

interface Entry {
  readonly text: (subject: string) => string;
  readonly hint: string;
}

const WRAP_DATA = "Wrap the value in __cf_data(), or compute it inside a function.";

/** Refusals of a body. */
const VERIFY: Readonly<Record<VerifyCode, Entry>> = {
  "verify:limit": {
    text: (detail) => `The compiled module is over a limit: ${detail}`,
    hint: "Split the module into smaller ones.",
  },
  "verify:text": {
    text: (detail) => `The compiled module contains text that the sandbox refuses: ${detail}`,
    hint: "Compile the module with the current compiler, which rewrites such text.",
  },
  "verify:too-deep": {
    text: (detail) => `The compiled module is nested too deeply: ${detail}`,
    hint: "Move inner parts to functions or constants of their own.",
  },
  "verify:syntax": {
    text: (detail) => `The compiled module is not a complete strict-mode script: ${detail}`,
    hint: "Only ECMAScript 2025 script syntax that is complete by itself is accepted.",
  },
  "verify:import-token": {
    text: () => `The word "import" cannot be a token of a compiled module`,
    hint: `Write a property of that name as o["import"]; load modules with static imports.`,
  },
  "verify:escaped-name": {
    text: () => "A name or keyword contains a backslash escape",
    hint: "Write the character itself.",
  },
  "verify:comment": {
    text: () => "A comment contains sourceURL or sourceMappingURL",
    hint: "Remove the comment.",
  },
  "verify:statement": {
    text: () => "Compiled module contains unsupported top-level executable code",
    hint: "Move the statement into a function that a builder or an importer calls.",
  },
  "verify:module-state": {
    text: (name) => `${quote(name)} is defined at module level and cannot be assigned`,
    hint: "Keep changing state in a cell, or in a variable inside the function.",
  },
  "verify:reserved-name": {
    text: (name) => `${quote(name)} is reserved for the module wrapper and cannot be declared`,
    hint: "Rename the declaration.",
  },
  "verify:exports": {
    text: (name) =>
      name === ""
        ? `"exports" can only be read as exports.NAME inside a compiled module`
        : `${quote(name)} is not an export of this module`,
    hint: "Export with export declarations at the top of the module.",
  },
  "verify:helper": {
    text: (name) => `${quote(name)} is used in a way that compiled modules do not`,
    hint: "Leave the helpers of the module wrapper to the compiler.",
  },
  "verify:module-this": {
    text: (name) => `${quote(name)} has no meaning at module level`,
    hint: "Use it inside a function, or pass the value as an argument.",
  },
  "verify:free-name": {
    text: (name) =>
      `${quote(name)} is not defined in this module and is not a global of the sandbox`,
    hint: "Import it, declare it, or use what the host modules provide.",
  },
  "verify:new-code": {
    text: (name) => `${quote(name)} can create code and is not available`,
    hint: "Write the code in a module and import it.",
  },
  "verify:host-namespace": {
    text: (name) => `A host module is only used by the names it exports: ${name}`,
    hint: "Import the names you need.",
  },
  "verify:package": {
    text: (name) => `The package ${quote(name)} can only be used inside functions`,
    hint: "Move the use into a function or a builder callback.",
  },
  "verify:mutable-binding": {
    text: () => "Top-level mutable bindings are not allowed in SES mode",
    hint: "Use const, or keep the state in a cell.",
  },
  "verify:mutable-data": {
    text: () => "Mutable top-level data must be wrapped in __cf_data() in SES mode",
    hint: WRAP_DATA,
  },
  "verify:call-result": {
    text: () => "Top-level call results must be wrapped in __cf_data() in SES mode",
    hint: WRAP_DATA,
  },
  "verify:class": {
    text: () => "Top-level class declarations are not allowed in SES mode",
    hint: "Declare the class inside a function, or use functions over plain data.",
  },
  "verify:value": {
    text: () => "Top-level value is not allowed",
    hint: "Use literals, operators over primitives, references, builders or __cf_data().",
  },
  "verify:callback": {
    text: (builder) =>
      `${builder} needs a function written in place or a top-level function as its callback`,
    hint: "Pass an arrow function, a function expression, or the name of a top-level function.",
  },
  "verify:unhardened": {
    text: (name) => `Top-level function ${quote(name)} is not hardened`,
    hint: "Wrap the function in __cfHardenFn(), or write a function declaration.",
  },
  "verify:use-before-definition": {
    text: (name) => `${quote(name)} is used before it is defined`,
    hint: "Move the definition above its first use.",
  },
  "verify:duplicate-export": {
    text: (name) => `Export ${quote(name)} is assigned more than once`,
    hint: "Assign each export once.",
  },
  "verify:export-name": {
    text: (name) => `${quote(name)} cannot be an export name`,
    hint: "Export it under another name.",
  },
  "verify:import-not-declared": {
    text: (specifier) => `require(${quote(specifier)}) is not an import of this module`,
    hint: "Import the module with an import declaration.",
  },
  "verify:thunk": {
    text: () => "Computed module data is not allowed here",
    hint: "Write the data as a literal, or compute it inside a function.",
  },
};

/** Refusals of a graph; the text is the message. */
const GRAPH: Readonly<Record<GraphCode, string>> = {
  "graph:shape": "Assemble records with the loader's own functions.",
  "graph:missing": "Load the whole closure of the entry module.",
  "graph:edge": "Resolve imports as the stored source document of the module lists them.",
  "graph:host": "A host module is reached by its own name only.",
  "graph:no-export": "Export the name there, or import another one.",
  "graph:ambiguous-export": "Import the name from the module that defines it.",
  "graph:circular-export": "Define the name in one of the modules of the circle.",
};

/** Every code that this package reports. */
export const VERIFIER_CODES: readonly string[] = Object.freeze([
  ...Object.keys(VERIFY),
  ...Object.keys(GRAPH),
]);

/** What one code of this package means, for a reader without a program at hand. */
export interface CodeExplanation {
  /** The message with `NAME` as its subject; `undefined` where it depends on the place. */
  readonly message: string | undefined;
  readonly hint: string;
}

/** The explanation of `code`, or `undefined` when this package does not report it. */
export function explainVerifierCode(code: string): CodeExplanation | undefined {
  if (Object.hasOwn(VERIFY, code)) {
    const { text, hint } = VERIFY[code as VerifyCode];
    return { message: text("NAME"), hint };
  }
  return Object.hasOwn(GRAPH, code)
    ? { message: undefined, hint: GRAPH[code as GraphCode] }
    : undefined;
}

/** The message of `code` about `subject`. */
export function verifyMessage(code: VerifyCode, subject: string): string {
  return VERIFY[code].text(subject);
}

/** The hint of `code`. */
export function verifyHint(code: VerifyCode): string {
  return VERIFY[code].hint;
}

/** The hint of a graph code. */
export function graphHint(code: GraphCode): string {
  return GRAPH[code];
}

/** Texts of the limits, each in one place. */
export const LIMIT_TEXTS: Readonly<
  Record<
    | "bodyBytes"
    | "bodyTokens"
    | "bracketDepth"
    | "treeDepth"
    | "functionDepth"
    | "stack"
    | "identifierLength"
    | "exportsPerModule"
    | "importsPerModule",
    string
  >
> = {
  bodyBytes: `a body has at most ${LIMITS.bodyBytes} bytes.`,
  bodyTokens: `a body has at most ${LIMITS.bodyTokens} tokens.`,
  bracketDepth: `brackets are nested more than ${LIMITS.bracketDepth} levels.`,
  treeDepth: `expressions or statements are nested more than ${LIMITS.treeDepth} levels.`,
  functionDepth: `functions are nested more than ${LIMITS.functionDepth} levels.`,
  stack: "the parser ran out of stack space.",
  identifierLength: `a name has at most ${LIMITS.identifierLength} characters.`,
  exportsPerModule: `a module has at most ${LIMITS.exportsPerModule} exports.`,
  importsPerModule: `a module has at most ${LIMITS.importsPerModule} imports.`,
};
