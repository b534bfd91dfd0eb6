/** The data members of an object type, in declaration order: what a schema of it can speak about. */
import ts from "typescript";
import { compareUtf8 } from "@commonfabric/canonical";
import type { HostTypes } from "./host-types.ts";

/** A member whose value is a handle that a factory makes: a handler, a cell constructor. */
export type FactoryMember = "stream" | "cell";

export interface ShapeMember {
  readonly name: string;
  readonly symbol: ts.Symbol;
  readonly type: ts.Type;
  readonly optional: boolean;
  /** The type has an `undefined` that only stands for absence. */
  readonly isAbsentable: boolean;
  readonly factory: FactoryMember | undefined;
}

export interface Shape {
  readonly members: readonly ShapeMember[];
  /** Names of members with function types, which are not data. */
  readonly functions: ReadonlySet<string>;
  readonly index: { readonly type: ts.Type; readonly declaration: ts.Node | undefined } | undefined;
}

const HIDDEN = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;

/** Reads shapes; each type once. */
export class Shapes {
  readonly #checker: ts.TypeChecker;
  readonly #host: HostTypes;
  readonly #known: WeakMap<ts.Type, Shape> = new WeakMap();

  constructor(checker: ts.TypeChecker, host: HostTypes) {
    this.#checker = checker;
    this.#host = host;
  }

  of(type: ts.Type): Shape {
    const known = this.#known.get(type);
    if (known !== undefined) return known;
    const shape = type.isIntersection() ? this.#merged(type.types) : this.#single(type);
    this.#known.set(type, shape);
    return shape;
  }

  /** First property wins; one that any member requires is required. */
  #merged(types: readonly ts.Type[]): Shape {
    const members = new Map<string, ShapeMember>();
    const functions = new Set<string>();
    let index: Shape["index"];
    for (const shape of types.map((type) => this.of(type))) {
      for (const member of shape.members) {
        const first = members.get(member.name);
        const optional = member.optional && first?.optional !== false;
        members.set(member.name, { ...first ?? member, optional });
      }
      for (const name of shape.functions) functions.add(name);
      index ??= shape.index;
    }
    return { members: [...members.values()].sort(compareMembers), functions, index };
  }

  #single(type: ts.Type): Shape {
    const members: ShapeMember[] = [];
    const functions = new Set<string>();
    for (const symbol of this.#checker.getPropertiesOfType(type)) {
      if (isHidden(symbol)) continue;
      const memberType = this.#checker.getTypeOfSymbol(symbol);
      const returned = this.#returnOfFunction(memberType);
      const factory = returned === "none" ? undefined : returned;
      if (factory === "other") {
        functions.add(symbol.name);
        continue;
      }
      const optional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
      members.push({
        name: symbol.name,
        symbol,
        type: memberType,
        optional,
        isAbsentable: optional,
        factory,
      });
    }
    members.sort(compareMembers);
    return { members, functions, index: this.#index(type) };
  }

  #index(type: ts.Type): Shape["index"] {
    const infos = this.#checker.getIndexInfosOfType(type).filter(({ keyType }) =>
      (keyType.flags & ts.TypeFlags.ESSymbolLike) === 0
    );
    const isString = ({ keyType }: ts.IndexInfo) => (keyType.flags & ts.TypeFlags.String) !== 0;
    const info = infos.find(isString) ?? infos[0];
    return info && { type: info.type, declaration: info.declaration };
  }

  /** What a function-valued member makes: `none` when it is no function. */
  #returnOfFunction(type: ts.Type): FactoryMember | "other" | "none" {
    const types = (type.isUnion() ? type.types : [type]).filter((t) => !isNullish(t));
    const callable = types.filter((t) => this.isFunction(t));
    if (callable.length === 0 || callable.length < types.length) return "none";
    const returned = callable[0]?.getCallSignatures()[0]?.getReturnType();
    const handle = returned && this.#host.marks(returned).handle;
    if (handle === undefined) return "other";
    return handle.kind === "stream" ? "stream" : "cell";
  }

  isFunction(type: ts.Type): boolean {
    return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0 &&
      (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0 ||
        this.#host.libraryName(type.symbol) === "Function");
  }
}

export function isNullish(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0;
}

/** Keyed by a symbol, or not visible outside its class. */
function isHidden(symbol: ts.Symbol): boolean {
  const name = symbol.escapedName as string;
  if (name.startsWith("__@") || name.startsWith("__#")) return true;
  const declaration = symbol.valueDeclaration;
  return declaration !== undefined && (ts.getCombinedModifierFlags(declaration) & HIDDEN) !== 0;
}

/** Module path, then position; members without a declaration follow by name. */
function compareMembers(a: ShapeMember, b: ShapeMember): number {
  const left = a.symbol.declarations?.[0];
  const right = b.symbol.declarations?.[0];
  if (left === undefined || right === undefined) {
    if (left === undefined && right === undefined) return compareUtf8(a.name, b.name);
    return left === undefined ? 1 : -1;
  }
  return compareUtf8(left.getSourceFile().fileName, right.getSourceFile().fileName) ||
    left.pos - right.pos || compareUtf8(a.name, b.name);
}
