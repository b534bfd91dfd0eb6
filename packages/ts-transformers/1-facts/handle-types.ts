/** What a type says of a value: a handle and its kind, or a factory. Told by brands, never by names. */
import ts from "typescript";
import type { Provenance } from "./provenance.ts";

const BRAND_PREFIX = "__@CELL_BRAND@";

/** Whether `property` is the mark of a handle; the files of authored modules declare none. */
export function isHandleBrand(property: ts.Symbol): boolean {
  return property.name.startsWith(BRAND_PREFIX) &&
    property.declarations?.every((d) => d.getSourceFile().isDeclarationFile) === true;
}

/** Answers about types of one program, memoised by type. */
export class HandleTypes {
  readonly #provenance: Provenance;
  readonly #kinds = new Map<ts.Type, string | null>();
  constructor(provenance: Provenance) {
    this.#provenance = provenance;
  }

  /** `cell`, `stream`, `readonly`, ... of the value of `node`; `undefined` for data. */
  kindOfNode(node: ts.Node): string | undefined {
    return this.kindOf(this.#provenance.checker.getTypeAtLocation(node));
  }

  /** The same of a type. A union of handles and nothing else but nullish members is a handle. */
  kindOf(type: ts.Type): string | undefined {
    const known = this.#kinds.get(type);
    if (known !== undefined) return known ?? undefined;
    const found = this.#find(type);
    this.#kinds.set(type, found ?? null);
    return found;
  }

  #find(type: ts.Type): string | undefined {
    if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) return undefined;
    if (type.isUnion()) {
      let kind: string | undefined;
      for (const member of type.types) {
        if (isNullish(member)) continue;
        const found = this.kindOf(member);
        if (found === undefined) return undefined;
        kind ??= found;
      }
      return kind;
    }
    if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return undefined;
    const { checker } = this.#provenance;
    for (const property of checker.getPropertiesOfType(type)) {
      if (!isHandleBrand(property)) continue;
      if (!this.#provenance.isHostDeclared(property)) continue;
      const brand = checker.getTypeOfSymbol(property);
      return kindOfBrand(brand);
    }
    return undefined;
  }

  /** Whether the type of `node` carries an argument and a result schema. */
  isFactory(node: ts.Node): boolean {
    const type = this.#provenance.checker.getTypeAtLocation(node);
    return this.#hostProperty(type, "argumentSchema") && this.#hostProperty(type, "resultSchema");
  }

  /** Whether applying the factory `node` gives a stream. */
  isHandlerFactory(node: ts.Node): boolean {
    return this.#hostProperty(this.#provenance.checker.getTypeAtLocation(node), "with");
  }

  /** Whether `node` is what `lift` returned: a factory of neither streams nor instances. */
  isLiftFactory(node: ts.Node): boolean {
    const type = this.#provenance.checker.getTypeAtLocation(node);
    return this.#hostProperty(type, "resultSchema") && !this.#hostProperty(type, "with") &&
      !this.#hostProperty(type, "inSpace");
  }

  #hostProperty(type: ts.Type, name: string): boolean {
    const property = type.getProperty(name);
    return property !== undefined && this.#provenance.isHostDeclared(property);
  }

  /** Whether the value of `type` is called, and is no handle. */
  isCallable(type: ts.Type): boolean {
    if ((type.flags & ts.TypeFlags.Any) !== 0) return false;
    if (type.isUnion()) return type.types.some((member) => this.isCallable(member));
    return type.getCallSignatures().length > 0 && this.kindOf(type) === undefined;
  }
}

/** A handle that wider ones may stand for has all their kinds as its brand. */
function kindOfBrand(brand: ts.Type): string {
  if (brand.isStringLiteral()) return brand.value;
  const kinds = brand.isUnion()
    ? brand.types.map((unit) => unit.isStringLiteral() ? unit.value : "")
    : [];
  return ["opaque", "comparable", "readonly", "writeonly"].find((kind) => kinds.includes(kind)) ??
    "cell";
}

export function isNullish(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0;
}
