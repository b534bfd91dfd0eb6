/**
 * What a type means to the host: handles, defaults and scopes by the marks that the declarations of
 * `commonfabric` put on types, host aliases and library types by declaration. Names in authored
 * modules decide nothing.
 */
import ts from "typescript";
import type { CellKind } from "@commonfabric/api";
import type { Scope } from "./fragment.ts";

/** Where every compile puts the declarations of the host modules. */
const HOST_FILE = /(^|\/)\$types\/commonfabric\.d\.ts$/;

const CELL_KINDS: ReadonlySet<string> = new Set(
  [
    "cell",
    "stream",
    "opaque",
    "readonly",
    "writeonly",
    "comparable",
    "sqlite",
  ] satisfies CellKind[],
);
const SCOPES: ReadonlySet<string> = new Set(["space", "user", "session", "any"] satisfies Scope[]);

/** What the host's marks say about one member of a union. */
export interface Marks {
  readonly handle?: { readonly kind: CellKind; readonly inner: ts.Type };
  readonly default?: { readonly payload: ts.Type; readonly deep: boolean };
  /** `undefined` as scope: marked twice, with different scopes. */
  readonly scope?: { readonly value: Scope | undefined };
  /** Label metadata, a literal type. */
  readonly label?: ts.Type;
  /** The type has nothing but marks. */
  readonly isBare: boolean;
}

type MarkRole = "kind" | "inner" | "default" | "deep" | "scope" | "label" | "other";

const NO_MARKS: Marks = { isBare: false };

export class HostTypes {
  readonly #checker: ts.TypeChecker;
  readonly #hostFile: ts.SourceFile | undefined;
  /** The escaped names of properties whose key is a unique symbol of the host. */
  readonly #roles: ReadonlyMap<string, MarkRole>;
  readonly #marks: WeakMap<ts.Type, Marks> = new WeakMap();

  constructor(program: ts.Program, checker: ts.TypeChecker) {
    this.#checker = checker;
    this.#hostFile = program.getSourceFiles().find((file) =>
      file.isDeclarationFile && HOST_FILE.test(file.fileName)
    );
    this.#roles = this.#hostFile === undefined ? new Map() : markRoles(this.#hostFile, checker);
  }

  /** The name of the host export that `symbol` is, or `undefined` for any other symbol. */
  hostName(symbol: ts.Symbol | undefined): string | undefined {
    if (symbol === undefined || this.#hostFile === undefined) return undefined;
    const declaration = symbol.declarations?.[0];
    return declaration?.getSourceFile() === this.#hostFile &&
        declaration.parent === this.#hostFile
      ? symbol.name
      : undefined;
  }

  /** The name of the default library's type that `symbol` is, or `undefined`. */
  libraryName(symbol: ts.Symbol | undefined): string | undefined {
    const declarations = symbol?.declarations;
    return declarations !== undefined && declarations.length > 0 &&
        declarations.every((d) => isDefaultLibrary(d.getSourceFile()))
      ? symbol?.name
      : undefined;
  }

  marks(type: ts.Type): Marks {
    if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return NO_MARKS;
    const known = this.#marks.get(type);
    if (known !== undefined) return known;
    const found = this.#readMarks(type);
    this.#marks.set(type, found);
    return found;
  }

  /** Whether `type` holds a mark, or is a handle. */
  isMarked(type: ts.Type): boolean {
    const { handle, default: mark, scope, label } = this.marks(type);
    return (handle ?? mark ?? scope ?? label) !== undefined;
  }

  #readMarks(type: ts.Type): Marks {
    const parts = new Map<MarkRole, ts.Type>();
    let isBare = true;
    for (const property of this.#checker.getPropertiesOfType(type)) {
      const role = this.#roles.get(property.escapedName as string);
      if (role === undefined) isBare = false;
      else parts.set(role, this.#checker.getTypeOfSymbol(property));
    }
    if (parts.size === 0) return NO_MARKS;
    const kind = parts.get("kind");
    const inner = parts.get("inner");
    const payload = parts.get("deep") ?? parts.get("default");
    const scope = parts.get("scope");
    const label = parts.get("label");
    return {
      isBare: isBare && type.getCallSignatures().length === 0,
      ...(kind !== undefined && inner !== undefined && { handle: { kind: cellKind(kind), inner } }),
      ...(payload !== undefined && {
        default: { payload: withoutOptional(payload), deep: parts.has("deep") },
      }),
      ...(scope !== undefined && { scope: { value: scopeOf(withoutOptional(scope)) } }),
      ...(label !== undefined && { label: withoutOptional(label) }),
    };
  }
}

/** Global declarations: those of files that are no module. */
export function isDefaultLibrary(file: ts.SourceFile): boolean {
  return file.isDeclarationFile && !ts.isExternalModule(file);
}

/** From the handle that allows least. */
const NARROWEST_FIRST: readonly CellKind[] = ["opaque", "comparable", "readonly", "writeonly"];

/**
 * The kind of a brand. A handle that wider ones may stand for has all their kinds as its brand and
 * is the narrowest of them. Kinds that the type leaves open may be any handle: nothing less than a
 * cell is enough.
 */
function cellKind(type: ts.Type): CellKind {
  if (type.isStringLiteral()) return CELL_KINDS.has(type.value) ? type.value as CellKind : "cell";
  if (!type.isUnion()) return "cell";
  const kinds = new Set(type.types.map((unit) => unit.isStringLiteral() ? unit.value : ""));
  return NARROWEST_FIRST.find((kind) => kinds.has(kind)) ?? "cell";
}

function scopeOf(type: ts.Type): Scope | undefined {
  return type.isStringLiteral() && SCOPES.has(type.value) ? type.value as Scope : undefined;
}

/** Marks may be optional members: their `undefined` says nothing. */
function withoutOptional(type: ts.Type): ts.Type {
  if (!type.isUnion()) return type;
  const rest = type.types.filter((t) => (t.flags & ts.TypeFlags.Undefined) === 0);
  return rest.length === 1 && rest[0] !== undefined ? rest[0] : type;
}

function markRole(name: string): MarkRole {
  if (name === "CELL_BRAND") return "kind";
  if (name === "CELL_INNER_TYPE") return "inner";
  if (name.includes("DEEP")) return "deep";
  if (name.includes("DEFAULT")) return "default";
  if (name.includes("SCOPE")) return "scope";
  return name.includes("LABEL") ? "label" : "other";
}

function markRoles(file: ts.SourceFile, checker: ts.TypeChecker): ReadonlyMap<string, MarkRole> {
  const roles = new Map<string, MarkRole>();
  for (const { key, name } of markKeysOf(file)) {
    const symbol = checker.getSymbolAtLocation(key);
    const escaped = symbol?.escapedName as string | undefined;
    if (escaped?.startsWith("__@")) roles.set(escaped, markRole(name));
  }
  return roles;
}

/** A property `[NAME]: ...` of the host declarations. */
interface MarkKey {
  readonly key: ts.ComputedPropertyName;
  readonly name: string;
}

/** By tree: that of the host declarations is one for all programs, and large. */
const markKeys = new WeakMap<ts.SourceFile, readonly MarkKey[]>();

function markKeysOf(file: ts.SourceFile): readonly MarkKey[] {
  const known = markKeys.get(file);
  if (known !== undefined) return known;
  const found: MarkKey[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isPropertySignature(node) && ts.isComputedPropertyName(node.name) &&
      ts.isIdentifier(node.name.expression)
    ) {
      found.push({ key: node.name, name: node.name.expression.text });
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  markKeys.set(file, found);
  return found;
}
