/**
 * The authored module `commonfabric`. Checking cost is dominated by this file, so it keeps to the
 * rules for a lean surface: one brand interface, capability interfaces composed from it by name, no
 * union that enumerates kinds of cells.
 */

// --- Schemas and plain data -----------------------------------------------------------------

export type JSONValue =
  | null
  | boolean
  | number
  | string
  | readonly JSONValue[]
  | { readonly [key: string]: JSONValue };

/** A JSON schema: 2020-12 plus `asCell`, `scope`, `tags`, `ifc`. Literals need no `as const`. */
export type JSONSchema = boolean | JSONSchemaObject;

export interface JSONSchemaObject {
  readonly type?: string | readonly string[];
  readonly properties?: { readonly [name: string]: JSONSchema };
  readonly required?: readonly string[];
  readonly items?: JSONSchema;
  readonly additionalProperties?: JSONSchema;
  readonly anyOf?: readonly JSONSchema[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  /** Outermost handle first. */
  readonly asCell?: readonly (string | { readonly kind: string; readonly scope?: string })[];
  readonly scope?: string;
  readonly tags?: readonly string[];
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: JSONSchema };
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly [keyword: string]: unknown;
}

/** Returns its literal, deeply frozen. */
export declare function schema<const S extends JSONSchema>(literal: S): S;
/** Replaced by a schema literal at compile time; throws when called. */
export declare function toSchema<T>(options?: JSONSchemaObject): JSONSchema;
/** Checks that a value is plain data and returns a deeply frozen copy. */
export declare function __cf_data<T>(value: T): T;
/** Text of a data file of the program, resolved against the reading module. */
export declare function dataFile(path: string): string;

// --- Handles ---------------------------------------------------------------------------------

export declare const CELL_BRAND: unique symbol;
export declare const CELL_INNER_TYPE: unique symbol;
export declare const CELL_RESULT_TYPE: unique symbol;

export type CellScope = "space" | "user" | "session";

/** What every handle type is: the kind of the handle and the type of its content. */
export interface AnyBrandedCell<T = unknown, Kind extends string = string> {
  readonly [CELL_BRAND]: Kind;
  readonly [CELL_INNER_TYPE]: T;
}

interface Named {
  /** Names the cell; with `true` it does nothing when a name or link is already set. */
  for(cause: unknown, allowIfSet?: boolean): this;
}

/** The conditional keeps `any` and `unknown`, of which `Readonly` alone would make objects. */
type ReadonlyView<T> = T extends object ? Readonly<T> : T;
interface Readable<T> {
  /** Reads and subscribes. The value is read-only. */
  get(): ReadonlyView<T>;
  /** Reads without subscribing. */
  sample(): ReadonlyView<T>;
}

interface Comparable {
  /** Same resolved link; content is never compared. */
  equals(other: unknown): boolean;
  equalLinks(other: unknown): boolean;
}

type ElementOf<T> = unknown extends T ? any : T extends readonly (infer U)[] ? U : never;

interface Settable<T> {
  /** Replaces the value; unchanged leaves are not written. */
  set(value: T): void;
  /** Sets the given keys of an object. */
  update(value: Partial<T>): void;
  push(...values: FactoryInput<ElementOf<T>>[]): void;
  addUnique(...values: FactoryInput<ElementOf<T>>[]): void;
  increment(by?: number): void;
  remove(element: unknown): void;
  removeByValue(element: unknown): void;
  removeAll(element: unknown): void;
}

type SendArguments<E> = unknown extends E ? [event?: E]
  : undefined extends E ? [event?: E]
  : [E] extends [void] ? [event?: E]
  : [event: E];

/** The content at one key of `T`. */
type At<T, K> = T extends null | undefined ? undefined
  : K extends keyof T ? T[K]
  : T extends readonly (infer U)[] ? U
  : unknown;

/** The content at a path of at most eight keys; `unknown` below that. */
type AtPath<T, P extends readonly unknown[], Depth extends unknown[] = []> = Depth["length"] extends 8
  ? unknown
  : P extends readonly [infer K, ...infer Rest] ? AtPath<At<T, K>, Rest, [...Depth, 0]>
  : T;

type PathKey = string | number;

interface Listable<T> {
  map<R>(fn: (element: ElementOf<T>, index: number, array: T) => R): R[];
  filter(fn: (element: ElementOf<T>, index: number, array: T) => unknown): ElementOf<T>[];
  flatMap<R>(fn: (element: ElementOf<T>, index: number, array: T) => R | readonly R[]): R[];
  reduce<R>(fn: (sum: R, element: ElementOf<T>, index: number) => R, initial: R): R;
  findIndex(fn: (element: ElementOf<T>, index: number) => unknown): number;
  /**
   * One instance of a pattern over `{ element, index?, array?, params? }` for each element. The
   * results are any-like references, as those of a pattern in explicit form are.
   */
  mapWithPattern(pattern: PatternFactory<any, any>, params?: object, thisArg?: unknown): any;
  filterWithPattern(pattern: PatternFactory<any, any>, params?: object, thisArg?: unknown): any;
  flatMapWithPattern(pattern: PatternFactory<any, any>, params?: object, thisArg?: unknown): any;
}

export interface Cell<T = unknown>
  extends
    AnyBrandedCell<T, "cell">,
    Readable<T>,
    Settable<T>,
    Comparable,
    Listable<T>,
    Named {
  key<K extends PathKey>(key: K): Cell<At<T, K>>;
  key<const P extends readonly PathKey[]>(...path: P): Cell<AtPath<T, P>>;
  elementById(id: string): Cell<ElementOf<T>>;
  /** The same as `set`. */
  send(value: T): void;
  resolveAsCell(): Cell<T>;
  getArgumentCell(): Cell<unknown> | undefined;
  sync(): Promise<this>;
  asSchema<U = unknown>(schema: JSONSchema): Cell<U>;
}
/** The same type as `Cell`; the name states an intent to write. */
export interface Writable<T = unknown> extends Cell<T> {}

export interface ReadonlyCell<T = unknown>
  extends AnyBrandedCell<T>, Readable<T>, Comparable, Named {
  key<K extends PathKey>(key: K): ReadonlyCell<At<T, K>>;
  key<const P extends readonly PathKey[]>(...path: P): ReadonlyCell<AtPath<T, P>>;
  elementById(id: string): ReadonlyCell<ElementOf<T>>;
}

export interface WriteonlyCell<T = unknown> extends AnyBrandedCell<T>, Settable<T>, Named {
  send(value: T): void;
  key<K extends PathKey>(key: K): WriteonlyCell<At<T, K>>;
  key<const P extends readonly PathKey[]>(...path: P): WriteonlyCell<AtPath<T, P>>;
  elementById(id: string): WriteonlyCell<ElementOf<T>>;
}

export interface ComparableCell<T = unknown> extends AnyBrandedCell<T>, Comparable, Named {
  key<K extends PathKey>(key: K): ComparableCell<At<T, K>>;
  key<const P extends readonly PathKey[]>(...path: P): ComparableCell<AtPath<T, P>>;
  elementById(id: string): ComparableCell<ElementOf<T>>;
}

export interface OpaqueCell<T = unknown> extends AnyBrandedCell<T>, Listable<T>, Named {
  key<K extends PathKey>(key: K): OpaqueCell<At<T, K>>;
  key<const P extends readonly PathKey[]>(...path: P): OpaqueCell<AtPath<T, P>>;
}

/** A handle that only accepts events. `R` is the declared result of the handler behind it. */
export interface Stream<E = unknown, R = void> extends AnyBrandedCell<E, "stream">, Named {
  readonly [CELL_RESULT_TYPE]?: R;
  send(...event: SendArguments<E>): void;
}

export type AnyCell<T = unknown> = AnyBrandedCell<T>;

interface CellConstructor {
  /** A cell with an initial value. The second argument is the schema of its content. */
  new <T = unknown>(value?: T, schema?: JSONSchema): Cell<T>;
  of<T = unknown>(value?: T, schema?: JSONSchema): Cell<T>;
  /** The cell with this cause in the current instance. */
  for<T = unknown>(cause: unknown, schema?: JSONSchema): Cell<T>;
  equals(a: unknown, b: unknown): boolean;
}
export declare const Cell: CellConstructor;
export declare const Writable: CellConstructor;
/** Older spelling of `new Cell(value, schema)`. */
export declare function cell<T = unknown>(value?: T, schema?: JSONSchema): Cell<T>;

// --- Marks of fields -------------------------------------------------------------------------

/** The type of a value known through a reference: the data type itself. */
export type Reactive<T> = T;

declare const DEFAULT_VALUE: unique symbol;
interface DefaultMark<V> {
  readonly [DEFAULT_VALUE]: V;
}
/** `T` with the default `V`; as a union member it carries only the default. */
export type Default<T, V extends T = T> = [T] extends [null | undefined] ? DefaultMark<V>
  : [T] extends [readonly []] ? T & DefaultMark<V>
  : T | (T & DefaultMark<V>);
/** A partial nested default. */
export type DeepDefault<V> = DefaultMark<V>;

type WithoutDefault<T> = T extends DefaultMark<unknown> ? never
  : T extends Cell<infer U> ? Cell<WithoutDefault<U>>
  : T;
type Marked<T> = Extract<T, DefaultMark<unknown>>;
/** `In` as a body sees it: fields with a default are required, and the mark is gone. */
export type RequireDefaults<In> =
  & { [K in keyof In as [Marked<In[K]>] extends [never] ? K : never]: WithoutDefault<In[K]> }
  & { [K in keyof In as [Marked<In[K]>] extends [never] ? never : K]-?: WithoutDefault<In[K]> };

export type PerSpace<T> = T;
export type PerUser<T> = T;
export type PerSession<T> = T;
export type PerAny<T> = T;

// --- Builders --------------------------------------------------------------------------------

/** The data, a cell of the data, or a record of those, at any depth. */
export type FactoryInput<T> =
  | T
  | AnyBrandedCell<T>
  | (T extends readonly (infer U)[] ? readonly FactoryInput<U>[]
    : T extends object ? { [K in keyof T]: FactoryInput<T[K]> }
    : never);

/** Cells and streams as they are; everything else deeply read-only. */
export type HandlerState<S> = S extends AnyBrandedCell ? S
  : S extends readonly (infer U)[] ? readonly HandlerState<U>[]
  : S extends object ? { readonly [K in keyof S]: HandlerState<S[K]> }
  : S;

export interface PatternFactory<In, Out> {
  (inputs: FactoryInput<In>): Reactive<Out>;
  readonly argumentSchema: JSONSchema;
  readonly resultSchema: JSONSchema;
  asScope(scope: CellScope): this;
  inSpace(space?: string | AnyCell): this;
}

export interface LiftFactory<A, R> {
  (inputs?: FactoryInput<A>): Reactive<R>;
  readonly argumentSchema: JSONSchema;
  readonly resultSchema: JSONSchema;
  asScope(scope: CellScope): this;
}

export interface HandlerFactory<E, S, R = void> {
  (state: FactoryInput<S>): Stream<E, R>;
  with(state: FactoryInput<S>): Stream<E, R>;
  readonly argumentSchema: JSONSchema;
  readonly resultSchema: JSONSchema;
  asScope(scope: CellScope): this;
}

/** Options of a builder: plain data. */
export type BuilderOptions = { readonly [name: string]: JSONValue };

/** The instance's own result, as a key of the pattern's input. */
export declare const SELF: unique symbol;

/** What a pattern body returns. `object` keeps results of any other shape acceptable. */
type PatternResult = ReservedResultKeys & object;
interface ReservedResultKeys {
  readonly $NAME?: FactoryInput<string>;
  readonly $UI?: RenderNode;
  readonly $TILE_UI?: RenderNode;
  readonly $CHIP_UI?: RenderNode;
}
type PatternInput<In, Out> = RequireDefaults<In> & { readonly [SELF]: Out };

// With schemas written by hand the input is a reference, on which `key`, member access and
// destructuring all give references: it is any-like, and so is what a factory returns.
export declare function pattern<In = any, Out = any>(
  fn: (input: any) => PatternResult,
  argumentSchema: JSONSchema,
  resultSchema?: JSONSchema,
  options?: BuilderOptions,
): PatternFactory<In, Out>;
export declare function pattern<In, Out>(
  fn: (input: PatternInput<In, Out>) => FactoryInput<Out>,
): PatternFactory<In, Out>;
export declare function pattern<In>(
  fn: (input: PatternInput<In, unknown>) => PatternResult,
): PatternFactory<In, any>;
export declare function pattern<In, Out>(fn: (input: In) => Out): PatternFactory<In, Out>;

/** A pattern whose result is its view. */
export declare function render<In = any>(
  fn: (input: any) => RenderNode,
  argumentSchema: JSONSchema,
  resultSchema?: JSONSchema,
  options?: BuilderOptions,
): PatternFactory<In, VNode>;
export declare function render<In>(
  fn: (input: PatternInput<In, VNode>) => RenderNode,
): PatternFactory<In, VNode>;

/** A pure function of data. `false` as schema: it takes no input. */
export declare function lift<A = any, R = any>(
  fn: (input: A) => R,
  argumentSchema: JSONSchema,
  resultSchema?: JSONSchema,
  options?: BuilderOptions,
): LiftFactory<A, any>;
export declare function lift<A, R>(fn: (input: A) => R): LiftFactory<A, R>;

/** A function of an event and the bound state, run in one transaction per event. */
export declare function handler<E = any, S = any, R = any>(
  eventSchema: JSONSchema,
  stateSchema: JSONSchema,
  fn: (event: E, state: S) => unknown,
  options?: BuilderOptions,
): HandlerFactory<E, S, R>;
export declare function handler<E, S, R = void>(
  fn: (event: E, state: HandlerState<S>) => R | Promise<R>,
): HandlerFactory<E, S, R>;

// --- Control flow and text -------------------------------------------------------------------

/** The chosen branch, as a link; only the condition is read. */
export declare function ifElse<A, B>(condition: unknown, whenTrue: A, whenFalse: B): A | B;
export declare function ifElse(
  conditionSchema: JSONSchema,
  trueSchema: JSONSchema,
  falseSchema: JSONSchema,
  resultSchema: JSONSchema,
  condition: unknown,
  whenTrue: unknown,
  whenFalse: unknown,
): any;
/** `condition && value`. */
export declare function when<C, V>(condition: C, value: V): C | V;
export declare function when(
  conditionSchema: JSONSchema,
  valueSchema: JSONSchema,
  resultSchema: JSONSchema,
  condition: unknown,
  value: unknown,
): any;
/** `condition || value`. */
export declare function unless<C, V>(condition: C, value: V): C | V;
export declare function unless(
  conditionSchema: JSONSchema,
  valueSchema: JSONSchema,
  resultSchema: JSONSchema,
  condition: unknown,
  value: unknown,
): any;
/** A template over reactive values; the result is a reactive string. */
export declare function str(strings: TemplateStringsArray, ...values: unknown[]): string;

/** Same resolved link, never content. */
export declare function equals(a: unknown, b: unknown): boolean;
/** Deep equality of content. */
export declare function valueEqual(a: unknown, b: unknown): boolean;

// --- Result keys -----------------------------------------------------------------------------

export declare const NAME: "$NAME";
export declare const UI: "$UI";
export declare const TILE_UI: "$TILE_UI";
export declare const CHIP_UI: "$CHIP_UI";
export declare const FS: "$FS";
export declare const TESTS: "$TESTS";
export declare const TYPE: "$TYPE";

// --- Views -----------------------------------------------------------------------------------

export interface Props {
  readonly [name: string]: unknown;
}
export interface VNode {
  readonly type: "vnode";
  readonly name: string;
  readonly props: Props | null;
  readonly children?: RenderNode;
  readonly $UI?: VNode;
}
export interface UIRenderable {
  readonly $UI: VNode;
}
/** What may stand between tags. */
export type RenderNode =
  | VNode
  | UIRenderable
  | string
  | number
  | boolean
  | null
  | undefined
  | AnyBrandedCell
  | readonly RenderNode[];
export type JSXElement = VNode | UIRenderable | AnyBrandedCell;

/** An event as it arrives: plain data. */
export interface UIEvent<D = unknown> {
  readonly type: string;
  readonly target?: {
    readonly value?: string;
    readonly checked?: boolean;
    readonly selected?: boolean;
    readonly name?: string;
    readonly selectedIndex?: number;
    readonly selectedOptions?: readonly { readonly value: string }[];
    readonly dataset?: { readonly [name: string]: string };
  };
  readonly detail?: D;
  readonly key?: string;
  readonly code?: string;
  readonly repeat?: boolean;
  readonly altKey?: boolean;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  readonly shiftKey?: boolean;
  readonly inputType?: string;
  readonly data?: string;
  readonly button?: number;
  readonly buttons?: number;
}
