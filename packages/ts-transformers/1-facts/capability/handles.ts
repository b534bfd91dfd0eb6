/** What the type of an expression says: a handle, a primitive, a list. Handles are told by brand. */
import ts from "typescript";
import { isHandleBrand } from "../handle-types.ts";

/** The wrapper interface of a handle; `unclaimed` says nothing of its use. */
export type Wrapper =
  | "cell"
  | "readonly"
  | "writeonly"
  | "comparable"
  | "opaque"
  | "stream"
  | "unclaimed";

const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map([
  ["Writable", "cell"],
  ["Cell", "unclaimed"],
  ["ReadonlyCell", "readonly"],
  ["WriteonlyCell", "writeonly"],
  ["ComparableCell", "comparable"],
  ["OpaqueCell", "opaque"],
  ["Stream", "stream"],
]);

/** Answers about types of one program, memoised by type. */
export class Handles {
  readonly #checker: ts.TypeChecker;
  // Bounded by the types of the program, with which they go.
  readonly #wrappers = new WeakMap<ts.Type, { readonly wrapper: Wrapper | undefined }>();
  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  typeOf(node: ts.Node): ts.Type {
    return this.#checker.getTypeAtLocation(node);
  }

  /** The members of a union without the nullish ones; a type parameter is its constraint. */
  members(type: ts.Type): readonly ts.Type[] {
    const resolved = (type.flags & ts.TypeFlags.Instantiable) !== 0
      ? this.#checker.getBaseConstraintOfType(type) ?? type
      : type;
    const all = resolved.isUnion() ? resolved.types : [resolved];
    return all.filter(({ flags }) => (flags & NULLISH) === 0);
  }

  /** The wrappers of a type whose members are all handles; empty for data. */
  wrappers(type: ts.Type): ReadonlySet<Wrapper> {
    const found = new Set<Wrapper>();
    for (const part of this.members(type)) {
      const wrapper = this.#wrapper(part);
      if (wrapper === undefined) return new Set();
      found.add(wrapper);
    }
    return found;
  }

  isHandle(type: ts.Type): boolean {
    return this.wrappers(type).size > 0;
  }

  /** Whether the value may be a handle: some member of the type is one, or nothing is known. */
  mayBeHandle(type: ts.Type): boolean {
    return this.members(type).some((part) =>
      (part.flags & UNKNOWN) !== 0 || this.#wrapper(part) !== undefined
    );
  }

  isStream(type: ts.Type): boolean {
    const found = this.wrappers(type);
    return found.size === 1 && found.has("stream");
  }

  #wrapper(type: ts.Type): Wrapper | undefined {
    const known = this.#wrappers.get(type);
    if (known !== undefined) return known.wrapper;
    const wrapper = this.#find(type);
    this.#wrappers.set(type, { wrapper });
    return wrapper;
  }

  #find(type: ts.Type): Wrapper | undefined {
    if (type.isIntersection()) {
      for (const part of type.types) {
        const found = this.#wrapper(part);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    if ((type.flags & ts.TypeFlags.Object) === 0) return undefined;
    const brand = this.#checker.getPropertiesOfType(type).find(isHandleBrand);
    if (brand === undefined) return undefined;
    const named = WRAPPERS.get(type.symbol.name) ?? WRAPPERS.get(type.aliasSymbol?.name ?? "");
    if (named !== undefined) return named;
    const kind = this.#checker.getTypeOfSymbol(brand);
    return kind.isStringLiteral() && kind.value === "stream" ? "stream" : "unclaimed";
  }

  /** Only primitives: nothing is below them. */
  isPrimitive(type: ts.Type): boolean {
    const parts = this.members(type);
    return parts.every((part) => (part.flags & PRIMITIVE) !== 0);
  }

  /** Whether no member of the type is a primitive or unknown: truth is presence. */
  isObject(type: ts.Type): boolean {
    return this.members(type).every((part) =>
      (part.flags & (ts.TypeFlags.Object | ts.TypeFlags.NonPrimitive)) !== 0 ||
      (part.isIntersection() && part.types.some((inner) => this.isObject(inner)))
    );
  }

  isAny(type: ts.Type): boolean {
    return (type.flags & ts.TypeFlags.Any) !== 0;
  }

  /** Arrays and tuples, at least one. */
  isArray(type: ts.Type): boolean {
    const parts = this.members(type);
    return parts.length > 0 && parts.every((part) => this.#isList(part));
  }

  #isList(type: ts.Type): boolean {
    if (type.isIntersection()) return type.types.some((part) => this.#isList(part));
    return this.#checker.isArrayType(type) || this.#checker.isTupleType(type);
  }

  /** `Map`, `Set`, ... of the default library. */
  collectionName(type: ts.Type): string | undefined {
    const [first] = this.members(type);
    const symbol = first?.symbol;
    if (symbol === undefined || !COLLECTIONS.has(symbol.name)) return undefined;
    return symbol.declarations?.every((d) => d.getSourceFile().isDeclarationFile) === true
      ? symbol.name
      : undefined;
  }

  /** What the factory of this type is applied to; `undefined` when it is no factory. */
  factoryInput(type: ts.Type): ts.Type | undefined {
    const name = type.symbol?.name ?? "";
    const index = FACTORIES.get(name);
    if (index === undefined || type.getProperty("argumentSchema") === undefined) return undefined;
    return this.#checker.getTypeArguments(type as ts.TypeReference)[index];
  }

  /** The type of the member at `path`, or `undefined`. */
  typeBelow(type: ts.Type, path: readonly string[]): ts.Type | undefined {
    let at: ts.Type | undefined = type;
    for (const key of path) {
      if (at === undefined) return undefined;
      at = this.#memberType(at, key);
    }
    return at;
  }

  #memberType(type: ts.Type, key: string): ts.Type | undefined {
    for (const part of this.members(type)) {
      // Characters of a string are no members of data.
      if ((part.flags & PRIMITIVE) !== 0) continue;
      const property = part.getProperty(key);
      if (property !== undefined && key !== "*") return this.#checker.getTypeOfSymbol(property);
      const element = this.#checker.getIndexTypeOfType(part, ts.IndexKind.Number) ??
        this.#checker.getIndexTypeOfType(part, ts.IndexKind.String);
      if (element !== undefined) return element;
    }
    return undefined;
  }
}

/** Which type argument of a factory is its input. */
const FACTORIES: ReadonlyMap<string, number> = new Map([
  ["PatternFactory", 0],
  ["LiftFactory", 0],
  ["HandlerFactory", 1],
]);

const COLLECTIONS: ReadonlySet<string> = new Set([
  "Map",
  "Set",
  "WeakMap",
  "WeakSet",
  "ReadonlyMap",
  "ReadonlySet",
]);

const NULLISH = ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void |
  ts.TypeFlags.Never;
const UNKNOWN = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Instantiable;
const PRIMITIVE = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike |
  ts.TypeFlags.BigIntLike | ts.TypeFlags.ESSymbolLike;
