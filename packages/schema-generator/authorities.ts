/**
 * Authorised functions as the module that has the schema names them. A type may be written in another
 * module, whose specifiers mean something else here: its names are turned into those of this one.
 */
import ts from "typescript";
import type { JSONSchema } from "@commonfabric/api";

/** A name as it was written: `specifier` is one of the file `from`, `""` being that file. */
export interface WrittenAuthority {
  readonly specifier: string;
  readonly symbol: string;
  readonly from: string;
}

/** `schema` for the module `file`; `undefined` when this module does not import what it names. */
export function localised(schema: JSONSchema, file: ts.SourceFile): JSONSchema | undefined {
  if (!namesAuthority(schema)) return schema;
  try {
    return copyFor(schema, file) as JSONSchema;
  } catch (error) {
    if (error === UNKNOWN) return undefined;
    throw error;
  }
}

const KEYWORD = "writeAuthorizedBy";
const UNKNOWN: unique symbol = Symbol("unknown");
const naming = new WeakMap<object, boolean>();

function namesAuthority(part: unknown): boolean {
  if (typeof part !== "object" || part === null) return false;
  const known = naming.get(part);
  if (known !== undefined) return known;
  const found = Object.entries(part).some(([key, member]) =>
    (key === KEYWORD && isWritten(member)) || namesAuthority(member)
  );
  naming.set(part, found);
  return found;
}

function copyFor(part: unknown, file: ts.SourceFile): unknown {
  if (!namesAuthority(part)) return part;
  if (Array.isArray(part)) return part.map((each) => copyFor(each, file));
  return Object.fromEntries(
    Object.entries(part as object).map(([key, member]) => [
      key,
      key === KEYWORD && isWritten(member) ? named(member, file) : copyFor(member, file),
    ]),
  );
}

function named({ specifier, symbol, from }: WrittenAuthority, file: ts.SourceFile) {
  if (from === file.fileName || isBare(specifier)) return { specifier, symbol };
  const target = specifier === "" ? withoutExtension(from) : targetOf(specifier, from);
  if (target === withoutExtension(file.fileName)) return { specifier: "", symbol };
  const own = specifiersOf(file).find((each) =>
    !isBare(each) && targetOf(each, file.fileName) === target
  );
  if (own === undefined) throw UNKNOWN;
  return { specifier: own, symbol };
}

function specifiersOf(file: ts.SourceFile): string[] {
  return file.statements.flatMap((statement) =>
    ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)
      ? [statement.moduleSpecifier.text]
      : []
  );
}

/** The name of a package or host module means the same everywhere. */
function isBare(specifier: string): boolean {
  return specifier !== "" && !/^\.{0,2}\//.test(specifier);
}

/** The path that `specifier` leads to from the file `from`, without its extension. */
function targetOf(specifier: string, from: string): string {
  const base = specifier.startsWith("/") ? [] : from.split("/").slice(0, -1);
  const segments: string[] = [];
  for (const segment of [...base, ...specifier.split("/")]) {
    if (segment === "..") segments.pop();
    else if (segment !== "." && segment !== "") segments.push(segment);
  }
  return withoutExtension(`/${segments.join("/")}`);
}

function withoutExtension(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, "");
}

function isWritten(value: unknown): value is WrittenAuthority {
  return typeof value === "object" && value !== null && "from" in value && "specifier" in value;
}
