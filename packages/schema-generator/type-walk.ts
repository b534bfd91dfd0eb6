/**
 * One walk over a type: `slot` takes the marks off a position, `union` and `structure` map what is
 * left. Named types are left to walks of their own, so that a definition never depends on where it
 * was met first.
 */
import ts from "typescript";
import type { CellKind } from "@commonfabric/api";
import { resolveDefault, withDeepDefault, withDefault } from "./apply-default.ts";
import { defaultValue } from "./payload.ts";
import type { Definitions } from "./definitions.ts";
import {
  type Documentation,
  documentationOf,
  documentationOfNode,
  isDeprecated,
  joinedDocumentation,
} from "./documentation.ts";
import {
  asObject,
  type Definition,
  definitionId,
  type EnumValue,
  type FoundProblem,
  type Fragment,
  type FragmentObject,
  referenceTo,
  sameFragment,
  type Scope,
} from "./fragment.ts";
import type { HostTypes } from "./host-types.ts";
import {
  ANY_OBJECT,
  CELL_OF_STREAM,
  CHILDREN,
  CIRCULAR,
  hostSchema,
  librarySchema,
  OPEN_LABEL,
  SCOPE_IN_SCOPE,
  SCOPE_IN_UNION,
  SYMBOL,
  type Unsupported,
  unsupportedLibraryType,
} from "./library-schemas.ts";
import { labelValue } from "./labels.ts";
import { SCHEMA_LIMITS, STEP_LIMIT } from "./limits.ts";
import { definitionSymbol, documentedSymbol } from "./names.ts";
import { allowsLess, type CellUse, joinProjections, type Projection } from "./projection.ts";
import type { SchemaMode } from "./request.ts";
import type { Shape, ShapeMember, Shapes } from "./shape.ts";
import {
  isEmptyObject,
  isLeftover,
  type SlotParts,
  slotParts,
  writtenAlternative,
} from "./slot-parts.ts";
import {
  argumentNode,
  elementNode,
  isCircularAlias,
  memberNode,
  unionWritesReference,
  writtenReference,
} from "./type-nodes.ts";
import { enumOf, type ReferenceRank, unionOf } from "./union.ts";

/** What all walks of a program share. */
export interface WalkTools {
  readonly checker: ts.TypeChecker;
  readonly host: HostTypes;
  readonly shapes: Shapes;
  readonly definitions: Definitions;
  /** Counts schema objects. */
  readonly count: () => void;
}

export interface WalkOptions {
  readonly boundary: boolean;
  readonly mode: SchemaMode;
}

/** A position in a document. */
export interface Slot {
  readonly projection: Projection | undefined;
  /** Where the type of the slot is written. */
  readonly node: ts.TypeNode | undefined;
  readonly path: readonly string[];
  /** The member that the slot belongs to. */
  readonly declaration: ts.Node | undefined;
}

/** A type that is being mapped, so that a second meeting becomes a reference. */
interface OpenType {
  readonly type: ts.Type;
  definition: Definition | undefined;
}

const F = ts.TypeFlags;
/** The type itself, not the name of an alias of it. */
const EXPANDED = ts.TypeFormatFlags.InTypeAlias |
  ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
const UNKNOWN: FragmentObject = { type: "unknown" };
const NULL: FragmentObject = { type: "null" };
const DEFINITION_OPTIONS: WalkOptions = { boundary: false, mode: "full" };
const SCOPE_ALIASES: ReadonlyMap<string, Scope> = new Map([
  ["PerSpace", "space"],
  ["PerUser", "user"],
  ["PerSession", "session"],
  ["PerAny", "any"],
]);

const RENDER_NODE = "RenderNode";

/** The host's type of children, when `types` are its members. */
function renderNodeIn(
  types: readonly ts.Type[],
  { checker, host }: WalkTools,
): ts.Type | undefined {
  const lists = types.filter((type) => types.length > 1 && checker.isArrayType(type));
  const elements = lists.map((type) => checker.getTypeArguments(type as ts.TypeReference)[0]);
  return elements.find((element) => host.hostName(element?.aliasSymbol) === RENDER_NODE);
}

export class TypeWalk {
  readonly problems: FoundProblem[] = [];
  readonly #tools: WalkTools;
  readonly #options: WalkOptions;
  readonly #open: OpenType[] = [];
  #depth = 0;
  #steps = 0;

  constructor(tools: WalkTools, options: WalkOptions) {
    this.#tools = tools;
    this.#options = options;
  }

  /** The schema of a position whose type is `type`. */
  slot(type: ts.Type, slot: Slot, optional = false): Fragment {
    const { checker, host } = this.#tools;
    this.#tools.count();
    if (this.#isSpent(slot)) return true;
    const { aliasSymbol, aliasTypeArguments: [content] = [] } = type;
    if (content !== undefined && host.hostName(aliasSymbol) === "FactoryInput") {
      return wrapped(this.slot(content, slot), "opaque");
    }
    const erased = this.#erasedMark(type, slot);
    if (erased !== undefined) return erased;
    if (slot.node !== undefined && isErrorType(type) && isCircularAlias(slot.node, checker)) {
      return this.#unsupported(type, slot, CIRCULAR, slot.node.getText());
    }
    const parts = slotParts(type, optional, checker, host);
    this.#checkScope(type, slot, parts);
    const fragment = parts.defaults.length === 0
      ? this.#data(type, parts.rest, parts.isWhole, slot)
      : this.#defaulted(type, parts, slot);
    const stated = this.#withStaticDefault(fragment, slot);
    const labelled = this.#withLabels(stated, parts.labels, slot);
    return parts.scope === undefined ? labelled : withScope(labelled, parts.scope);
  }

  /** `any` and `unknown` swallow marks: only the place where they are written still has them. */
  #erasedMark(type: ts.Type, slot: Slot): Fragment | undefined {
    const { checker, host } = this.#tools;
    if ((type.flags & (F.Any | F.Unknown)) === 0 || slot.node === undefined) return undefined;
    const reference = writtenReference(slot.node, checker);
    const name = host.hostName(reference?.symbol);
    const [content, value] = reference?.arguments ?? [];
    if (name === undefined || content === undefined) return undefined;
    const inner = () => this.slot(checker.getTypeFromTypeNode(content), { ...slot, node: content });
    const scope = SCOPE_ALIASES.get(name);
    if (scope !== undefined) return withScope(inner(), scope);
    if (name !== "Default" || value === undefined) return undefined;
    const payload = checker.getTypeFromTypeNode(value);
    const found = defaultValue(payload, slot.node, checker, host);
    if ("value" in found) return withDefault(inner(), found.value);
    this.#invalidDefault(slot, { reason: found.reason, alternative: "" });
    return inner();
  }

  /** The body of the definition of a named type. */
  body(type: ts.Type): Fragment {
    return this.#structure(type, START);
  }

  #isSpent(slot: Slot): boolean {
    if (++this.#steps <= STEP_LIMIT) return false;
    if (this.#steps === STEP_LIMIT + 1) this.#limit(slot, this.#steps, "parts", STEP_LIMIT);
    return true;
  }

  #checkScope(type: ts.Type, slot: Slot, { scope, scopeProblem }: SlotParts): void {
    if (scopeProblem === "nested") this.#unsupported(type, slot, SCOPE_IN_SCOPE);
    const { checker, host } = this.#tools;
    const isWritten = scope !== undefined &&
      unionWritesReference(
        slot.node,
        checker,
        (symbol) => SCOPE_ALIASES.has(host.hostName(symbol) ?? ""),
      );
    if (scopeProblem === "union" || isWritten) this.#unsupported(type, slot, SCOPE_IN_UNION);
  }

  #withLabels(fragment: Fragment, labels: readonly ts.Type[], slot: Slot): Fragment {
    let object = fragment;
    for (const payload of labels) {
      const label = labelValue(payload, slot.node, this.#tools.checker);
      if (label === undefined) return this.#unsupported(payload, slot, OPEN_LABEL);
      object = { ...asObject(object), ifc: { ...asObject(object).ifc, ...label } };
    }
    return object;
  }

  #withStaticDefault(fragment: Fragment, slot: Slot): Fragment {
    const { projection } = slot;
    if (projection === undefined || !("default" in projection)) return fragment;
    const result = withDefault(fragment, projection.default);
    if (result !== undefined) return result;
    this.#invalidDefault(slot, {
      reason: "the type already has a different default",
      alternative: "Keep one of the two",
    });
    return fragment;
  }

  #defaulted(type: ts.Type, parts: SlotParts, slot: Slot): Fragment {
    const { checker, host, shapes } = this.#tools;
    const found = resolveDefault(parts.defaults, parts.rest, slot.node, checker, host);
    const fragment = this.#data(type, found.rest, false, slot);
    if ("problem" in found) {
      if (!isLeftover(parts, slot.node)) this.#invalidDefault(slot, found.problem);
      return fragment;
    }
    // What a projection leaves out has no place for a default.
    if (slot.projection?.identity !== undefined) return fragment;
    if (!found.deep) return withDefault(fragment, found.value) ?? fragment;
    const deep = withDeepDefault(fragment, found.value, found.rest, checker, shapes);
    if ("fragment" in deep) return deep.fragment;
    this.#invalidDefault(slot, {
      reason: `the type has no member \`${deep.unknownKey}\``,
      alternative: "Remove the member from the default",
    });
    return fragment;
  }

  /** The alternatives of a slot, after its marks are gone. */
  #data(type: ts.Type, rest: readonly ts.Type[], isWhole: boolean, slot: Slot): Fragment {
    if (slot.projection?.identity !== undefined && !rest.some((t) => this.#isHandle(t))) {
      const nullish = rest.filter((t) => (t.flags & (F.Null | F.Undefined)) !== 0);
      return this.#alternatives([UNKNOWN, ...nullish.map((t) => this.#single(t, slot))]);
    }
    const node = renderNodeIn(rest, this.#tools);
    if (node !== undefined) return this.#renderNode(node);
    if (isWhole) return this.#whole(type, slot);
    const [only] = rest;
    if (rest.length === 1 && only !== undefined) return this.#whole(only, slot);
    const written = writtenAlternative(type, rest);
    return written === undefined ? this.#union(rest, slot) : this.#whole(written, slot);
  }

  #renderNode(node: ts.Type): Fragment {
    const { definitions } = this.#tools;
    const make = (): Fragment => referenceTo(definitions.named(node, RENDER_NODE, body));
    const body = () => ({
      fragment: this.#alternatives([...CHILDREN, { type: "array", items: make() }]),
      problems: [],
    });
    return make();
  }

  /** A type without marks: a reference if it has a name and nothing is left out. */
  #whole(type: ts.Type, slot: Slot): Fragment {
    const { checker, host, shapes, definitions } = this.#tools;
    const special = type.isUnion()
      ? undefined
      : hostSchema(host.hostName(type.aliasSymbol ?? type.symbol));
    if (special !== undefined) return special;
    if (host.hostName(type.aliasSymbol) === "JSONSchema") return true;
    const symbol = definitionSymbol(type, checker, host, shapes);
    if (symbol === undefined) return this.#structure(type, slot);
    const definition = definitions.named(type, symbol.name, () => {
      const walk = new TypeWalk(this.#tools, DEFINITION_OPTIONS);
      return { fragment: walk.body(type), problems: walk.problems };
    });
    if (isEverything(slot.projection)) return referenceTo(definition);
    const narrowed = this.#structure(type, slot);
    return definition.fragment !== undefined && sameFragment(narrowed, definition.fragment)
      ? referenceTo(definition)
      : narrowed;
  }

  #structure(type: ts.Type, slot: Slot): Fragment {
    const make = () =>
      withDocumentation(
        type.isUnion() ? this.#union(type.types, slot) : this.#single(type, slot),
        this.#documentation(type),
      );
    const isList = this.#tools.checker.isArrayType(type) || this.#tools.checker.isTupleType(type);
    const mayRecur = (type.flags & F.StructuredType) !== 0 && !isList;
    if (!isEverything(slot.projection) || !mayRecur) return make();
    const again = this.#open.find((open) => open.type === type);
    if (again !== undefined) {
      again.definition ??= this.#tools.definitions.anonymous(type);
      return referenceTo(again.definition);
    }
    const open: OpenType = { type, definition: undefined };
    this.#open.push(open);
    const fragment = make();
    this.#open.pop();
    if (open.definition === undefined) return fragment;
    open.definition.fragment = fragment;
    return referenceTo(open.definition);
  }

  #documentation(type: ts.Type): Documentation {
    const own = documentationOf(documentedSymbol(type));
    if (own.description !== undefined || !type.isIntersection()) return own;
    return joinedDocumentation(type.types.map((t) => documentationOf(documentedSymbol(t))));
  }

  #isHandle(type: ts.Type): boolean {
    return this.#tools.host.marks(type).handle !== undefined;
  }

  #union(types: readonly ts.Type[], slot: Slot): Fragment {
    const data = types.filter((t) => (t.flags & F.Never) === 0 && !this.#isFunction(t));
    const literals = data.map((t) => this.#literal(t));
    if (literals.every((value) => value !== undefined)) {
      return this.#literals(literals as EnumValue[], slot);
    }
    const notNull = data.filter((t) => (t.flags & F.Null) === 0);
    const isNullable = notNull.length < data.length;
    const [only] = notNull;
    if (isNullable && notNull.length === 1 && only !== undefined) {
      const fragment = this.#whole(only, slot);
      return fragment === true ? true : { anyOf: [fragment, NULL] };
    }
    return this.#alternatives(this.#members(data, slot), slot);
  }

  /** Both booleans together are the primitive. */
  #members(types: readonly ts.Type[], slot: Slot): readonly Fragment[] {
    const booleans = types.filter((t) => (t.flags & F.BooleanLiteral) !== 0);
    if (booleans.length < 2) return types.map((t) => this.#whole(t, slot));
    const rest = types.filter((t) => !booleans.includes(t)).map((t) => this.#whole(t, slot));
    return [{ type: "boolean" }, ...rest];
  }

  #literals(values: readonly EnumValue[], slot: Slot): Fragment {
    const [first] = values;
    if (first === undefined) return false;
    const data = values.filter((value) => value !== null);
    if (data.length === 2 && data.every((value) => typeof value === "boolean")) {
      const bare: Fragment = { type: "boolean" };
      return data.length === values.length ? bare : { anyOf: [bare, NULL] };
    }
    if (values.length === 1) return first === null ? NULL : { type: typeof first, enum: [first] };
    if (values.length > SCHEMA_LIMITS.enumValues) {
      this.#limit(slot, values.length, "enum values", SCHEMA_LIMITS.enumValues);
    }
    return enumOf(values);
  }

  #alternatives(fragments: readonly Fragment[], slot: Slot = START): Fragment {
    const merged = unionOf(fragments, (ref) => this.#rank(ref));
    if (typeof merged === "boolean") return merged;
    const count = merged.anyOf?.length ?? 0;
    if (count > SCHEMA_LIMITS.unionMembers) {
      this.#limit(slot, count, "union members", SCHEMA_LIMITS.unionMembers);
    }
    return merged;
  }

  #rank(ref: string): ReferenceRank {
    const id = definitionId(ref);
    if (id === undefined) return { required: 3, properties: 5, text: ref };
    const { type, name = "" } = this.#tools.definitions.get(id);
    if (type.isUnion() || (type.flags & F.StructuredType) === 0) {
      return { required: 0, properties: 0, text: name };
    }
    const { members } = this.#tools.shapes.of(type);
    const required = members.filter(({ optional }) => !optional).length;
    return { required, properties: members.length, text: name };
  }

  #isFunction(type: ts.Type): boolean {
    return this.#tools.shapes.isFunction(type) && !this.#isHandle(type);
  }

  /** The value of a literal type or `null`. */
  #literal(type: ts.Type): EnumValue | undefined {
    if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
    if ((type.flags & F.BooleanLiteral) !== 0) {
      return this.#tools.checker.typeToString(type) === "true";
    }
    return (type.flags & F.Null) !== 0 ? null : undefined;
  }

  #single(type: ts.Type, slot: Slot): Fragment {
    const literal = this.#literal(type);
    if (literal !== undefined) return this.#literals([literal], slot);
    if ((type.flags & F.Any) !== 0) return true;
    if ((type.flags & F.Unknown) !== 0) return this.#unknown(slot);
    if ((type.flags & F.Never) !== 0) return false;
    if ((type.flags & F.Void) !== 0) return { asCell: ["opaque"] };
    if ((type.flags & F.Undefined) !== 0) return { type: "undefined" };
    if ((type.flags & F.StringLike) !== 0) return { type: "string" };
    if ((type.flags & F.BigIntLike) !== 0) return { type: "integer" };
    if ((type.flags & F.NumberLike) !== 0) return { type: "number" };
    if ((type.flags & F.BooleanLike) !== 0) return { type: "boolean" };
    if ((type.flags & F.ESSymbolLike) !== 0) return this.#unsupported(type, slot, SYMBOL);
    if ((type.flags & F.NonPrimitive) !== 0) {
      return { type: "object", additionalProperties: true };
    }
    if ((type.flags & F.TypeParameter) !== 0) return this.#parameter(type, slot);
    if (type.isIntersection()) return this.#intersection(type, slot);
    return (type.flags & F.Object) === 0 ? {} : this.#object(type, slot);
  }

  /** A member of type `unknown` that is read is fetched; elsewhere it is an opaque reference. */
  #unknown(slot: Slot): Fragment {
    const { projection, path } = slot;
    if (this.#options.mode !== "full" || projection === undefined || path.length === 0) {
      return UNKNOWN;
    }
    const isRead = projection.all === true || projection.props !== undefined ||
      projection.items !== undefined;
    return isRead ? true : UNKNOWN;
  }

  #parameter(type: ts.Type, slot: Slot): Fragment {
    const bound = type.getConstraint() ?? type.getDefault();
    if (bound !== undefined && (bound.flags & F.Unknown) === 0) return this.slot(bound, slot);
    return this.#options.boundary ? UNKNOWN : {};
  }

  #intersection(type: ts.IntersectionType, slot: Slot): Fragment {
    const { checker, host } = this.#tools;
    const handle = host.marks(type).handle;
    const kept = type.types.filter((member) => {
      const { isBare, handle } = host.marks(member);
      return handle !== undefined || !(isBare || isEmptyObject(member, checker));
    });
    const [only] = kept;
    if (only === undefined) return ANY_OBJECT;
    if (kept.length === 1) return this.#whole(only, slot);
    if (handle !== undefined) return this.#handle(handle.kind, handle.inner, slot);
    // A primitive that an author brands is stored as the primitive.
    const primitive = kept.find((member) => (member.flags & (F.Object | F.Instantiable)) === 0);
    if (primitive !== undefined) return this.#whole(primitive, slot);
    const isPlain = kept.every((member) =>
      (member.flags & F.Object) !== 0 && !checker.isArrayType(member) &&
      !checker.isTupleType(member) && !this.#isFunction(member)
    );
    if (isPlain) return this.#record(type, slot);
    return {
      type: "object",
      additionalProperties: true,
      $comment: `unsupported intersection: ${checker.typeToString(type, undefined, EXPANDED)}`,
    };
  }

  #object(type: ts.Type, slot: Slot): Fragment {
    const { checker, host } = this.#tools;
    const { handle } = host.marks(type);
    if (handle !== undefined) return this.#handle(handle.kind, handle.inner, slot);
    if (checker.isTupleType(type)) return this.#tuple(type as ts.TypeReference, slot);
    if (checker.isArrayType(type)) {
      const element = checker.getTypeArguments(type as ts.TypeReference)[0];
      return element === undefined ? { type: "array", items: true } : this.#list(element, slot);
    }
    const library = host.libraryName(type.symbol);
    const known = librarySchema(library);
    if (known !== undefined) return known;
    const unsupported = unsupportedLibraryType(library);
    if (unsupported !== undefined) return this.#unsupported(type, slot, unsupported);
    return this.#isFunction(type) ? true : this.#record(type, slot);
  }

  #handle(kind: CellKind, inner: ts.Type, slot: Slot): Fragment {
    const { checker, host } = this.#tools;
    if (kind === "sqlite") return { asCell: [kind] };
    const contents = inner.isUnion() ? inner.types : [inner];
    const holdsStream = contents.some((t) => host.marks(t).handle?.kind === "stream");
    if (holdsStream && kind !== "stream" && kind !== "opaque") {
      return this.#unsupported(inner, slot, CELL_OF_STREAM);
    }
    const { projection } = slot;
    // A handle that is read so that its content can be compared or handed on has to be readable.
    const narrowed = narrowedKind(kind, projection?.cell ?? projection?.identity);
    if (kind !== "stream" && projection?.identity !== undefined) return wrapped(UNKNOWN, narrowed);
    return wrapped(
      this.#nested(slot, () =>
        this.slot(inner, {
          ...slot,
          node: argumentNode(slot.node, checker),
          projection: kind === "stream" ? undefined : contentOf(projection),
        })),
      narrowed,
    );
  }

  #list(element: ts.Type, slot: Slot): Fragment {
    const { projection } = slot;
    const inner = projection === undefined ? undefined : elementProjection(projection);
    if (projection !== undefined && projection.all === undefined && inner === undefined) {
      return { type: "array", items: UNKNOWN };
    }
    const items = this.#nested(slot, () =>
      this.slot(element, {
        ...slot,
        projection: inner,
        node: elementNode(slot.node, this.#tools.checker),
        path: [...slot.path, "*"],
      }));
    return { type: "array", items };
  }

  /** Elements of a tuple are not told apart: what one position needs, all have. */
  #tuple(type: ts.TypeReference, slot: Slot): Fragment {
    const { checker, host } = this.#tools;
    const { projection } = slot;
    const isRead = projection === undefined || projection.all === true ||
      elementProjection(projection) !== undefined;
    if (!isRead) return { type: "array", items: UNKNOWN };
    const inner: Slot = { ...slot, projection: undefined, node: undefined };
    const elements = checker.getTypeArguments(type);
    if (elements.length === 0) return { type: "array", items: false };
    const flat = elements.flatMap((t) => t.isUnion() ? t.types : [t]);
    const [only] = elements;
    const items = this.#nested(slot, () => {
      if (elements.length === 1 && only !== undefined) return this.slot(only, inner);
      if (flat.some((t) => host.isMarked(t))) {
        return this.#alternatives(elements.map((t) => this.slot(t, inner)), inner);
      }
      return this.#union([...new Set(flat)], inner);
    });
    return { type: "array", items };
  }

  #record(type: ts.Type, slot: Slot): Fragment {
    const shape = this.#tools.shapes.of(type);
    this.#checkFunctions(shape, slot);
    const { projection } = slot;
    const isAll = projection === undefined || projection.all === true;
    const members = isAll
      ? shape.members
      : shape.members.filter(({ name }) => projection.props?.has(name));
    if (members.length > SCHEMA_LIMITS.properties) {
      this.#limit(slot, members.length, "properties", SCHEMA_LIMITS.properties);
    }
    const properties: [string, Fragment][] = [];
    const required: string[] = [];
    for (const member of members.slice(0, SCHEMA_LIMITS.properties)) {
      const fragment = this.#nested(slot, () => this.#member(member, slot));
      properties.push([member.name, fragment]);
      if (!member.optional && !isDefaultedUndefined(member.type, fragment)) {
        required.push(member.name);
      }
    }
    const additional = this.#additional(shape, slot, isAll, properties);
    return {
      type: "object",
      properties: Object.fromEntries(properties),
      ...(required.length > 0 && { required }),
      ...(additional !== undefined && { additionalProperties: additional }),
    };
  }

  /** Members that only an index signature declares. */
  #additional(
    { members, index }: Shape,
    slot: Slot,
    isAll: boolean,
    properties: [string, Fragment][],
  ): Fragment | undefined {
    if (index === undefined) return undefined;
    const { projection } = slot;
    const make = (inner: Projection | undefined, name: string) =>
      this.#nested(slot, () =>
        this.slot(index.type, {
          projection: inner,
          node: indexNode(index.declaration),
          path: [...slot.path, name],
          declaration: index.declaration,
        }));
    if (isAll || projection?.items !== undefined) {
      const inner = isAll ? below(projection, projection?.items) : projection?.items;
      const fragment = make(inner, "*");
      return withDocumentation(fragment, documentationOfNode(index.declaration));
    }
    const declared = new Set(members.map(({ name }) => name));
    for (const [name, inner] of projection?.props ?? []) {
      if (!declared.has(name)) properties.push([name, make(inner, name)]);
    }
    return undefined;
  }

  #member(member: ShapeMember, slot: Slot): Fragment {
    const { symbol, name, isAbsentable, factory } = member;
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    const inner: Slot = {
      projection: below(slot.projection, slot.projection?.props?.get(name)),
      node: memberNode(symbol),
      path: [...slot.path, name],
      declaration: declaration ?? slot.declaration,
    };
    const fragment: Fragment = factory === undefined
      ? this.slot(member.type, inner, isAbsentable)
      : { asCell: [factory] };
    const documented = withDocumentation(fragment, documentationOf(symbol));
    const isStream = typeof documented === "object" &&
      documented.asCell?.some((entry) =>
        (typeof entry === "string" ? entry : entry.kind) === "stream"
      );
    return isStream && isDeprecated(symbol)
      ? { ...asObject(documented), deprecated: true }
      : documented;
  }

  #checkFunctions({ functions }: Shape, slot: Slot): void {
    if (this.#options.mode !== "full") return;
    for (const name of slot.projection?.props?.keys() ?? []) {
      if (!functions.has(name)) continue;
      this.#problem("schema:function-in-data", slot, { path: [...slot.path, name].join(".") });
    }
  }

  #nested(slot: Slot, make: () => Fragment): Fragment {
    if (this.#depth >= SCHEMA_LIMITS.nesting) {
      this.#limit(slot, this.#depth + 1, "levels without a named type", SCHEMA_LIMITS.nesting);
      return true;
    }
    this.#depth++;
    const fragment = make();
    this.#depth--;
    return fragment;
  }

  #unsupported(
    type: ts.Type,
    slot: Slot,
    { reason, alternative }: Unsupported,
    name: string = this.#tools.checker.typeToString(type, undefined, EXPANDED),
  ): Fragment {
    this.#problem("schema:unsupported-type", slot, { type: name, reason, alternative });
    return true;
  }

  #invalidDefault(slot: Slot, problem: { reason: string; alternative: string }): void {
    const path = slot.path.join(".");
    const alternative = problem.alternative === "" ? "" : `${problem.alternative}.`;
    this.#problem("schema:invalid-default", slot, { path, reason: problem.reason, alternative });
  }

  #limit(slot: Slot, count: number, what: string, limit: number): void {
    this.#problem("schema:limit-exceeded", slot, { count, what, limit });
  }

  #problem(code: FoundProblem["code"], slot: Slot, params: FoundProblem["params"]): void {
    const text = JSON.stringify(params);
    const isKnown = this.problems.some((p) =>
      p.code === code && p.declaration === slot.declaration &&
      (code === "schema:limit-exceeded" || JSON.stringify(p.params) === text)
    );
    if (!isKnown) this.problems.push({ code, declaration: slot.declaration, params });
  }
}

const START: Slot = { projection: undefined, node: undefined, path: [], declaration: undefined };

function isErrorType(type: ts.Type): boolean {
  return (type as { intrinsicName?: string }).intrinsicName === "error";
}

/** Whether `projection` leaves a type as it is declared. */
function isEverything(projection: Projection | undefined): boolean {
  return projection === undefined ||
    (projection.all === true && projection.props === undefined && projection.items === undefined &&
      projection.cell === undefined && projection.identity === undefined);
}

/** The projection of a member; below `all`, every member has everything. */
function below(
  outer: Projection | undefined,
  inner: Projection | undefined,
): Projection | undefined {
  if (outer?.all !== true || inner === undefined) return inner;
  return inner.identity === undefined ? { ...inner, all: true } : inner;
}

/** What is needed of the content of a handle. */
function contentOf(projection: Projection | undefined): Projection | undefined {
  if (projection === undefined) return undefined;
  const { cell: _cell, default: _default, ...rest } = projection;
  return rest;
}

/** What is needed of the elements of a list: of all, or of some positions. */
function elementProjection(projection: Projection): Projection | undefined {
  const positions = [...projection.props ?? []].filter(([name]) => /^\d+$/.test(name));
  const all = [projection.items, ...positions.map(([, inner]) => inner)]
    .filter((inner) => inner !== undefined);
  return below(
    projection,
    all.length === 0 ? undefined : all.reduce((a, b) => joinProjections(a, b)),
  );
}

/** The lesser of the declared kind and the use; streams keep their kind. */
function narrowedKind(kind: CellKind, use: CellUse | undefined): CellKind {
  if (use === undefined || kind === "stream" || kind === "sqlite") return kind;
  return allowsLess(use, kind) ? use : kind;
}

function wrapped(fragment: Fragment, kind: CellKind): Fragment {
  const object = asObject(fragment);
  return { ...object, asCell: [kind, ...object.asCell ?? []] };
}

/** On a handle the scope is that of its address, elsewhere that of the slot. */
function withScope(fragment: Fragment, scope: NonNullable<SlotParts["scope"]>): Fragment {
  const object = asObject(fragment);
  const [outer, ...inner] = object.asCell ?? [];
  if (outer === undefined) return { ...object, scope };
  const kind = typeof outer === "string" ? outer : outer.kind;
  return { ...object, asCell: [{ kind, scope }, ...inner] };
}

function withDocumentation(fragment: Fragment, documentation: Documentation): Fragment {
  return documentation.description === undefined || fragment === false
    ? fragment
    : { ...asObject(fragment), ...documentation };
}

/** A member with a default is not required when its type admits `undefined`. */
function isDefaultedUndefined(type: ts.Type, fragment: Fragment): boolean {
  return typeof fragment === "object" && "default" in fragment && type.isUnion() &&
    type.types.some((t) => (t.flags & F.Undefined) !== 0);
}

function indexNode(declaration: ts.Node | undefined): ts.TypeNode | undefined {
  return declaration !== undefined && ts.isIndexSignatureDeclaration(declaration)
    ? declaration.type
    : undefined;
}
