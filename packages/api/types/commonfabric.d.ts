/** The authored module `commonfabric`. Lean, because it dominates the cost of checking a pattern. */

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
  readonly [CELL_BRAND]: Standing<Kind>;
  readonly [CELL_INNER_TYPE]: T;
}
/** The kinds that can stand for `Kind`: what asks for less may be given more. */
type Standing<Kind extends string> = Kind extends "readonly" | "writeonly" | "opaque" ? Kind | "cell"
  : Kind extends "comparable" ? Kind | "readonly" | "cell"
  : Kind;

interface Named {
  /** Names the cell; with `true` it does nothing when a name or link is already set. */
  for(cause: unknown, allowIfSet?: boolean): this;
}

/** Read-only at the top, without marks; `any` and `unknown` stay what they are. */
type ReadonlyView<T> = T extends TypeMark ? BareMark<T> : T extends object ? Readonly<T> : T;
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

type ElementOf<T> = unknown extends T ? any
  : T extends readonly (infer U)[] ? U
  : never;

interface Settable<T> {
  /** Replaces the value; unchanged leaves are not written. */
  set(value: FactoryInput<T>): void;
  /** Sets the given keys of an object. */
  update(value: { readonly [K in keyof T]?: FactoryInput<T[K]> }): void;
  push(...values: FactoryInput<ElementOf<T>>[]): void;
  addUnique(...values: FactoryInput<ElementOf<T>>[]): void;
  increment(by?: number): void;
  remove(element: unknown): void;
  removeByValue(element: unknown): void;
  removeAll(element: unknown): void;
}

type SendArguments<E> = unknown extends E ? [event?: E]
  : E extends AnyBrandedCell<infer Event, "stream"> ? SendArguments<Event>
  : undefined extends E ? [event?: E]
  : [E] extends [void] ? [event?: E]
  : [event: FactoryInput<E>];

/** The content at one key of `T`: of those members of a union that have the key. */
type At<T, K> = [Found<T, K>] extends [never] ? unknown : Found<T, K>;
type Found<T, K> = T extends null | undefined ? undefined
  : T extends AnyBrandedCell<infer Content> ? Found<Content, K>
  : K extends keyof T ? T[K]
  : T extends readonly (infer U)[] ? U
  : never;

/** The content at a path of at most eight keys; `unknown` below that. */
type AtPath<T, P extends readonly unknown[], Depth extends unknown[] = []> = Depth["length"] extends 8
  ? unknown
  : P extends readonly [infer K, ...infer Rest] ? AtPath<At<T, K>, Rest, [...Depth, 0]>
  : T extends AnyBrandedCell<infer Content, "cell"> ? Content
  : T;

/** Keys of `T` whose content is a handle, which stands for its place. */
type HandleKey<T> = unknown extends T ? never
  : T extends readonly (infer U)[] ? IfHandle<U, number>
  : { [K in keyof T]-?: IfHandle<T[K], K> }[keyof T] & PathKey;
type IfHandle<V, K> = unknown extends V ? never : [NonNullable<V>] extends [never] ? never
  : [V] extends [AnyBrandedCell<any> | null | undefined] ? K : never;

type PathKey = string | number;

interface Listable<T> {
  map<R>(fn: (element: ElementOf<T>, index: number, array: T) => R): R[];
  filter(fn: (element: ElementOf<T>, index: number, array: T) => unknown): ElementOf<T>[];
  flatMap<R>(fn: (element: ElementOf<T>, index: number, array: T) => R | readonly R[]): R[];
  reduce<R>(fn: (sum: R, element: ElementOf<T>, index: number) => R, initial: R): R;
  findIndex(fn: (element: ElementOf<T>, index: number) => unknown): number;
  /** Emitted: one instance over `{ element, index?, array?, params? }` an element; typed before, so any. */
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
  key<K extends HandleKey<T>>(key: K): NonNullable<NonNullable<T>[K]>;
  key<K extends PathKey>(key: K): Cell<At<T, K>>;
  key<const P extends readonly PathKey[]>(...path: P): Cell<AtPath<T, P>>;
  elementById(id: string): Cell<ElementOf<T>>;
  /** The same as `set`. */
  send(...value: SendArguments<T>): void;
  resolveAsCell(): Cell<T>;
  getArgumentCell(): Cell<unknown> | undefined;
  sync(): Promise<this>;
  asSchema<U = unknown>(schema: JSONSchema): Cell<U>;
}
/** The same type as `Cell`; the name states an intent to write. */
export interface Writable<T = unknown> extends Cell<T> {}

export interface ReadonlyCell<T = unknown>
  extends AnyBrandedCell<T, "readonly">, Readable<T>, Comparable, Named {
  key<K extends HandleKey<T>>(key: K): NonNullable<NonNullable<T>[K]>;
  key<K extends PathKey>(key: K): ReadonlyCell<At<T, K>>;
  key<const P extends readonly PathKey[]>(...path: P): ReadonlyCell<AtPath<T, P>>;
  elementById(id: string): ReadonlyCell<ElementOf<T>>;
}

export interface WriteonlyCell<T = unknown>
  extends AnyBrandedCell<T, "writeonly">, Settable<T>, Named {
  send(...value: SendArguments<T>): void;
  key<K extends HandleKey<T>>(key: K): NonNullable<NonNullable<T>[K]>;
  key<K extends PathKey>(key: K): WriteonlyCell<At<T, K>>;
  key<const P extends readonly PathKey[]>(...path: P): WriteonlyCell<AtPath<T, P>>;
  elementById(id: string): WriteonlyCell<ElementOf<T>>;
}

export interface ComparableCell<T = unknown>
  extends AnyBrandedCell<T, "comparable">, Comparable, Named {
  key<K extends PathKey>(key: K): ComparableCell<At<T, K>>;
  key<const P extends readonly PathKey[]>(...path: P): ComparableCell<AtPath<T, P>>;
  elementById(id: string): ComparableCell<ElementOf<T>>;
}

export interface OpaqueCell<T = unknown>
  extends AnyBrandedCell<T, "opaque">, Listable<T>, Named {
  key<K extends PathKey>(key: K): OpaqueCell<At<T, K>>;
  key<const P extends readonly PathKey[]>(...path: P): OpaqueCell<AtPath<T, P>>;
}

/** A handle that only accepts events. `R` is the declared result of the handler behind it. */
export interface Stream<E = unknown, R = void> extends AnyBrandedCell<E, "stream">, Named {
  readonly [CELL_RESULT_TYPE]?: R;
  send(...event: SendArguments<E>): void;
}

/** Any handle of `T`. */
export type AnyCell<T = unknown> = AnyBrandedCell<T>;

/** Ways to make a handle with an initial value, or the one of a cause in this instance. */
interface CellForms {
  /** The second argument is the schema of the content. */
  new <T = unknown>(value?: T, schema?: JSONSchema): Cell<T>;
  of<T = unknown>(value?: T, schema?: JSONSchema): Cell<T>;
  for<T = unknown>(cause: unknown, schema?: JSONSchema): Cell<T>;
}
interface CellConstructor extends CellForms {
  equals(a: unknown, b: unknown): boolean;
  /** The scope of the address. */
  readonly perSpace: CellForms;
  readonly perUser: CellForms;
  readonly perSession: CellForms;
}
export declare const Cell: CellConstructor;
export declare const Writable: CellConstructor;
/** Older spelling of `new Cell(value, schema)`. */
export declare function cell<T = unknown>(value?: T, schema?: JSONSchema): Cell<T>;
export declare const ReadonlyCell: {
  new <T = unknown>(value?: T, schema?: JSONSchema): ReadonlyCell<T>;
  of<T = unknown>(value?: T, schema?: JSONSchema): ReadonlyCell<T>;
  for<T = unknown>(cause: unknown, schema?: JSONSchema): ReadonlyCell<T>;
};
export declare const WriteonlyCell: {
  new <T = unknown>(value?: T, schema?: JSONSchema): WriteonlyCell<T>;
  of<T = unknown>(value?: T, schema?: JSONSchema): WriteonlyCell<T>;
  for<T = unknown>(cause: unknown, schema?: JSONSchema): WriteonlyCell<T>;
};
export declare const ComparableCell: {
  new <T = unknown>(value?: T, schema?: JSONSchema): ComparableCell<T>;
  of<T = unknown>(value?: T, schema?: JSONSchema): ComparableCell<T>;
  for<T = unknown>(cause: unknown, schema?: JSONSchema): ComparableCell<T>;
};
export declare const OpaqueCell: {
  new <T = unknown>(value?: T, schema?: JSONSchema): OpaqueCell<T>;
  of<T = unknown>(value?: T, schema?: JSONSchema): OpaqueCell<T>;
  for<T = unknown>(cause: unknown, schema?: JSONSchema): OpaqueCell<T>;
};
export declare const Stream: {
  new <E = unknown, R = void>(value?: undefined, schema?: JSONSchema): Stream<E, R>;
  of<E = unknown, R = void>(value?: undefined, schema?: JSONSchema): Stream<E, R>;
  for<E = unknown, R = void>(cause: unknown, schema?: JSONSchema): Stream<E, R>;
};

// --- Marks of types --------------------------------------------------------------------------

/** The type of a value known through a reference: the data type itself. */
export type Reactive<T> = T;

/**
 * A mark is a union member beside the type that it marks: `T | (T & Mark)`. It has the member
 * `[TYPE_MARK]` and one whose type is the payload: without it the type is the unmarked one, and in
 * `PerUser<A> | B` no marked twin of `B` stands. A default of `null` or `undefined` is the mark alone.
 */
declare const TYPE_MARK: unique symbol;
declare const DEFAULT_VALUE: unique symbol;
declare const DEEP_DEFAULT_VALUE: unique symbol;
declare const SCOPE: unique symbol;
declare const LABEL: unique symbol;
interface TypeMark {
  readonly [TYPE_MARK]: true;
}
interface DefaultMark<V> extends TypeMark {
  readonly [DEFAULT_VALUE]: V;
}
interface DeepDefaultMark<V> extends TypeMark {
  readonly [DEEP_DEFAULT_VALUE]: V;
}
interface ScopeMark<S> extends TypeMark {
  readonly [SCOPE]: S;
}
interface LabelMark<M> extends TypeMark {
  readonly [LABEL]: M;
}

/** `T` with the default `V`; as a union member it carries only the default. */
export type Default<T, V extends T = T> = unknown extends T ? T
  : [T] extends [null | undefined] ? DefaultMark<V>
  : unknown extends T | null | undefined ? EmptyRecord & DefaultMark<V>
  : [T] extends [readonly []] ? EmptyList & DefaultMark<V>
  : T | (T & DefaultMark<V>);
/** `{}` beside a record with an index signature. */
interface EmptyRecord {
  readonly [key: PropertyKey]: never;
}
/** Beside `string[]`, an empty list must not narrow what is looked for; `never[]` is inferred. */
interface EmptyList extends Array<never> {
  includes(element: unknown, fromIndex?: number): boolean;
  includes(element: never, fromIndex?: number): boolean;
  indexOf(element: unknown, fromIndex?: number): number;
  indexOf(element: never, fromIndex?: number): number;
  lastIndexOf(element: unknown, fromIndex?: number): number;
  lastIndexOf(element: never, fromIndex?: number): number;
  push(...elements: unknown[]): number;
  unshift(...elements: unknown[]): number;
  concat(...elements: unknown[]): never[];
  concat(...elements: never[]): never[];
}
/** A partial nested default. */
export type DeepDefault<V> = DeepDefaultMark<V>;

/** What a marked union member stands for without its mark: nothing but a `null` it implies. */
type BareMark<T> = T extends DefaultMark<infer V> ? Extract<V, null | undefined> : never;
type Bare<T> = T extends TypeMark ? BareMark<T>
  : T extends AnyBrandedCell<infer U, "cell"> ? BareCell<T, U>
  : T;
type BareCell<C, T> = [Extract<T, TypeMark>] extends [never] ? C : Cell<Unmarked<T>>;
/** `T` without marks, and without the payload as a member of its own where another member takes it. */
type Unmarked<T> = WithoutPayload<Bare<T>, T extends DefaultMark<infer V> ? V : never>;
type WithoutPayload<T, V> = [V] extends [object] ? [V] extends [Exclude<T, V>] ? Exclude<T, V> : T : T;
/** The marks of a default, those of a cell's content included. */
type DefaultsOf<T> = T extends AnyBrandedCell<infer U> ? Extract<U, DefaultMark<any>>
  : Extract<T, DefaultMark<any> | DeepDefaultMark<any>>;
/** `In` as a body sees it: fields with a default are required, and the marks are gone. */
export type RequireDefaults<In> = In extends readonly unknown[] ? In
  :
    & { [K in keyof In as [DefaultsOf<In[K]>] extends [never] ? K : never]: Bare<In[K]> }
    & { [K in keyof In as [DefaultsOf<In[K]>] extends [never] ? never : K]-?: Unmarked<In[K]> };

/** The scope of a field: one value for the space, for each user, for each session. */
export type PerSpace<T> = T | (T & ScopeMark<"space">);
export type PerUser<T> = T | (T & ScopeMark<"user">);
export type PerSession<T> = T | (T & ScopeMark<"session">);
/** Whatever the scope is. */
export type PerAny<T> = T | (T & ScopeMark<"any">);
/** A field that the runtime fills in. */
export type FrameworkProvided<T> = T;

// --- Builders --------------------------------------------------------------------------------

/** The data, a cell of it, or a record of those; data for a handle; a stream that accepts more. */
export type FactoryInput<T> =
  | T
  | AnyBrandedCell<T>
  | (T extends Primitive | TypeMark ? never
    : T extends AnyBrandedCell<infer U, "stream"> ? EventSink<U>
    : T extends AnyBrandedCell<infer U> ? FactoryInput<U>
    : T extends VNode ? UIRenderable
    : T extends readonly (infer U)[] ? readonly FactoryInput<U>[]
    : T extends object ? { [K in keyof T]: FactoryInput<T[K]> }
    : never);
type Primitive = string | number | boolean | bigint | symbol | null | undefined | void;
interface EventSink<E> {
  readonly [CELL_BRAND]: "stream";
  readonly send: (event: E) => void;
}

/** Cells and streams as they are; everything else deeply read-only and without marks. */
export type HandlerState<S> = S extends TypeMark ? BareMark<S>
  : S extends AnyBrandedCell | ((...parameters: never) => unknown) ? S
  : S extends readonly (infer U)[] ? readonly HandlerState<U>[]
  : S extends object ? { readonly [K in keyof S]: HandlerState<S[K]> }
  : S;

/** What a factory is applied to; nothing need be said to one that takes nothing. */
// `any`: nothing is known of the inputs of a pattern whose type nobody stated.
type FactoryArguments<In> = unknown extends In ? [inputs?: any]
  : [DefaultsOf<In[keyof In]>] extends [never] ? Given<In>
  : Given<OptionalDefaults<In>>;
type Given<In> = Record<never, never> extends In ? [inputs?: FactoryInput<In>] : [inputs: FactoryInput<In>];
/** `In` as it is given: a field with a default may be left out. */
type OptionalDefaults<In> =
  & { [K in keyof In as [DefaultsOf<In[K]>] extends [never] ? K : never]: In[K] }
  & { [K in keyof In as [DefaultsOf<In[K]>] extends [never] ? never : K]?: In[K] };

export interface PatternFactory<In, Out> {
  (...inputs: FactoryArguments<In>): Reactive<Out>;
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
  (...state: FactoryArguments<S>): Stream<E, R>;
  with(...state: FactoryArguments<S>): Stream<E, R>;
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
  readonly $NAME?: FactoryInput<string | undefined>;
  readonly $UI?: RenderNode;
  readonly $TILE_UI?: RenderNode;
  readonly $CHIP_UI?: RenderNode;
  readonly $FS?: FactoryInput<FileProjection | undefined>;
  readonly $TESTS?: readonly TestStep[];
  readonly $TYPE?: FactoryInput<string | undefined>;
}
/** A file that an instance appears as. */
type FileProjection =
  | {
    readonly type: "text/markdown";
    readonly frontmatter?: { readonly [name: string]: unknown };
    readonly content: string;
  }
  | { readonly type: "application/json"; readonly content: unknown };
type PatternInput<In, Out> = RequireDefaults<In> & { readonly [SELF]: Out };

// A type parameter that no argument determines keeps an overload out of calls that name their types:
// with names, inputs are stripped of marks; without, they are what the parameter's annotation says.

/** A graph, described by one run of its body. With schemas written by hand the input is any-like. */
export declare function pattern<In = any, Out = any>(
  fn: (input: any) => PatternResult,
  argumentSchema: JSONSchema,
  resultSchema?: JSONSchema,
  options?: BuilderOptions,
): PatternFactory<In, Out>;
export declare function pattern<In, Out, _Inferred>(
  fn: (input: In) => Out & ReservedResultKeys,
): PatternFactory<In, Out>;
export declare function pattern<In, Out>(
  fn: (input: PatternInput<In, Out>) => FactoryInput<Out> & ReservedResultKeys,
): PatternFactory<In, Out>;
export declare function pattern<In>(
  fn: (input: PatternInput<In, any>) => PatternResult,
): PatternFactory<In, any>;

/** A pattern whose result is its view; `any` as in `pattern`. */
export declare function render<In = any>(
  fn: (input: any) => RenderNode,
  argumentSchema: JSONSchema,
  resultSchema?: JSONSchema,
  options?: BuilderOptions,
): PatternFactory<In, VNode>;
export declare function render<In, _Inferred>(
  fn: (input: In) => RenderNode,
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
export declare function lift<A>(fn: (input: A) => any): LiftFactory<A, any>;

/** A function of an event and the bound state, run in one transaction per event. */
export declare function handler<E = any, S = any, R = any>(
  eventSchema: JSONSchema,
  stateSchema: JSONSchema,
  fn: (event: E, state: S) => unknown,
  options?: BuilderOptions,
): HandlerFactory<E, S, R>;
export declare function handler<E, S, _Result, _Inferred>(
  fn: (event: E, state: S) => unknown,
): HandlerFactory<E, S>;
export declare function handler<E, S = any>(
  fn: (event: E, state: HandlerState<S>) => unknown,
): HandlerFactory<E, S>;
export declare function handler<E, S, R>(
  fn: (event: E, state: HandlerState<S>) => HandlerResult<R>,
): HandlerFactory<E, S, R>;
type HandlerResult<R> = [R] extends [void] ? unknown : FactoryInput<R> | Promise<FactoryInput<R>>;

/** A computation over the variables that its function captures. */
export declare function computed<T>(fn: () => T): Reactive<T>;
/** Older spelling of a lift that is applied at once. */
export declare function derive<A, R>(input: A, fn: (input: Plain<A>) => R): Reactive<R>;
export declare function derive<A, R>(input: FactoryInput<A>, fn: (input: A) => R): Reactive<R>;
/** The data that a computation is handed: the content of cells, at the top and one level below. */
type Plain<A> = A extends AnyBrandedCell ? Content<A>
  : A extends object ? { [K in keyof A]: Content<A[K]> }
  : A;
type Content<T> = T extends AnyBrandedCell<infer U> ? U : T;
/** A handler over the variables that its function captures. Only a named `R` is a result. */
export declare function action(fn: () => unknown): Stream<void>;
export declare function action<E>(fn: (event: E) => unknown): Stream<E>;
export declare function action<E, R>(fn: (event: E) => HandlerResult<R>): Stream<E, R>;

/** What a model's list of tools holds: a pattern, and the inputs it is given beforehand. */
export interface PatternToolResult<E = Record<PropertyKey, never>> {
  readonly pattern: { readonly argumentSchema: JSONSchema; readonly resultSchema: JSONSchema };
  readonly extraParams: E;
}
export declare function patternTool<In, Extra extends object = Record<PropertyKey, never>>(
  pattern: PatternFactory<In, any> | ((input: In) => unknown),
  extraParams?: Extra & { readonly [K in keyof In]?: FactoryInput<In[K]> },
): PatternToolResult<Extra>;

// --- Tests of patterns -----------------------------------------------------------------------

export interface AssertRecord {
  readonly ok: boolean;
  readonly source: string;
  readonly parts: readonly { readonly src: string; readonly rendered: string }[];
}
/** A condition of a test; its operands are recorded. */
export declare function assert(condition: () => unknown): AssertRecord;

/** Exactly one of the kinds, and `skip` on any of them. */
export type TestStep = { readonly skip?: boolean } & (
  | { readonly assertion: FactoryInput<AssertRecord> | FactoryInput<boolean> }
  | {
    readonly action: AnyBrandedCell<any, "stream">;
    readonly event?: unknown;
    readonly trustedUi?: { readonly surface: string; readonly action: string };
    readonly label?: string;
  }
  | { readonly render: RenderNode }
  | { readonly settle: true }
  | { readonly label: string }
  | { readonly await: unknown }
);

/** Any pattern with steps, whatever its inputs. */
interface TestPattern {
  (inputs: any): { readonly $TESTS?: readonly TestStep[] };
  readonly argumentSchema: JSONSchema;
}
/** A test run of several users; each participant takes `{ setup }`. */
export declare function multiUserTest(test: {
  readonly setup?: PatternFactory<any, any>;
  readonly participants: {
    readonly [name: string]: TestPattern | { readonly pattern: TestPattern; readonly user?: string };
  };
}): { readonly [TEST_RUN]: true };
declare const TEST_RUN: unique symbol;

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
): any; // the result schema says what
/** `condition && value`. */
export declare function when<C, V>(condition: C, value: V): Content<C> | V;
export declare function when(
  conditionSchema: JSONSchema,
  valueSchema: JSONSchema,
  resultSchema: JSONSchema,
  condition: unknown,
  value: unknown,
): any; // the result schema says what
/** `condition || value`. */
export declare function unless<C, V>(condition: C, value: V): Content<C> | V;
export declare function unless(
  conditionSchema: JSONSchema,
  valueSchema: JSONSchema,
  resultSchema: JSONSchema,
  condition: unknown,
  value: unknown,
): any; // the result schema says what
/** A template over reactive values; the result is a reactive string. */
export declare function str(strings: TemplateStringsArray, ...values: unknown[]): string;

/** Same resolved link, never content. */
export declare function equals(a: unknown, b: unknown): boolean;
/** Deep equality of content. */
export declare function valueEqual(a: unknown, b: unknown): boolean;

/** Bounded text of a value; printing never subscribes. */
export declare function toCompactDebugString(value: unknown, maxLength?: number): string;
export declare function toIndentedDebugString(value: unknown): string;
/** Where the program runs. */
export declare function getPatternEnvironment(): { readonly apiUrl: URL };
/** A view of one variant of a piece. */
export declare function uiVariant(piece: unknown, variant: "full" | "tile" | "chip"): VNode;

// --- Runtime calls ---------------------------------------------------------------------------

/** What a call that takes time gives. */
interface CallState<T> {
  readonly pending: boolean;
  readonly result?: T;
  readonly error?: any; // data of the host: an Error, a text or a record
}
interface PartialCallState<T, Partial = string> extends CallState<T> {
  readonly partial?: Partial;
}

export interface WishState<T> {
  readonly result?: T;
  readonly candidates: T[];
  readonly error?: any; // data of the host: an Error, a text or a record
  readonly $UI?: VNode;
}
interface WishParams {
  readonly query: string;
  readonly path?: readonly string[];
  readonly schema?: JSONSchema;
  readonly scope?: readonly string[] | string;
  readonly headless?: boolean;
}
/** What the user has, found by a query: `#now`, `#default`, `#tag`, `/path`. */
export declare function wish<T = any>(
  params: FactoryInput<WishParams>,
  schema?: JSONSchema,
): WishState<T>;

interface FetchParams {
  readonly url: string | undefined;
  readonly schema?: JSONSchema;
  readonly options?: {
    readonly method?: string;
    readonly headers?: { readonly [name: string]: string };
    readonly body?: unknown;
    readonly [option: string]: unknown;
  };
}
/** The reply, checked against `T`. */
export declare function fetchJson<T = any>(params: FactoryInput<FetchParams>): CallState<T>;
export declare function fetchJsonUnchecked(params: FactoryInput<FetchParams>): CallState<any>;
export declare function fetchText(params: FactoryInput<FetchParams>): CallState<string>;
export declare function fetchBinary(
  params: FactoryInput<FetchParams>,
): CallState<{ readonly bytes: FabricBytes; readonly mediaType: string }>;
/** Bytes as a stored value. */
export interface FabricBytes {
  readonly length: number;
  slice(start?: number, end?: number): Uint8Array;
}

/** `user`, `assistant` and tool messages of a model. */
export interface BuiltInLLMMessage {
  readonly role: "user" | "assistant" | "system" | "tool";
  readonly content: BuiltInLLMContent;
}
export type BuiltInLLMContent = string | readonly BuiltInLLMPart[];
type BuiltInLLMPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly image: string | Uint8Array | URL }
  | {
    readonly type: "tool-call";
    readonly toolCallId: string;
    readonly toolName: string;
    readonly input: Record<string, any>;
  }
  | {
    readonly type: "tool-result";
    readonly toolCallId: string;
    readonly toolName: string;
    readonly output: any;
  };
/** What a model may call: a stream, a bound handler, or a pattern. */
export type BuiltInLLMTool =
  | AnyBrandedCell<any, "stream">
  | PatternToolResult<any>
  | PatternFactory<any, any>
  | {
    readonly description?: string;
    readonly handler?: AnyBrandedCell<any, "stream">;
    readonly pattern?: PatternFactory<any, any> | PatternToolResult<any>["pattern"];
    readonly extraParams?: Record<string, any>;
    readonly inputSchema?: JSONSchema;
  };
/** A picture that a user picked. */
export interface ImageData {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly data: string;
  readonly timestamp: number;
  readonly width?: number;
  readonly height?: number;
  readonly size: number;
  readonly type: string;
}
interface ModelParams {
  readonly prompt?: BuiltInLLMContent | undefined;
  readonly messages?: readonly BuiltInLLMMessage[] | undefined;
  readonly system?: string | undefined;
  readonly model?: string | undefined;
  readonly maxTokens?: number | undefined;
  readonly stop?: string | undefined;
  readonly mode?: "json" | undefined;
  readonly schema?: JSONSchema;
  readonly resultSchema?: JSONSchema;
  readonly tools?: { readonly [name: string]: any };
  readonly context?: { readonly [name: string]: any };
  readonly metadata?: { readonly [name: string]: any };
  readonly [option: string]: unknown;
}
type ModelInput = { readonly [K in keyof ModelParams]: FactoryInput<ModelParams[K]> };
export declare function generateText(params: ModelInput): PartialCallState<string>;
export declare function generateObject<T = any>(params: ModelInput): PartialCallState<T>;
export declare function llm(params: ModelInput): PartialCallState<BuiltInLLMContent>;
export declare function llmDialog(params: ModelInput): PartialCallState<BuiltInLLMContent> & {
  readonly addMessage: Stream<BuiltInLLMMessage>;
  readonly cancelGeneration: Stream<void>;
  readonly flattenedTools?: Record<string, any>;
  readonly pinnedCells?: any;
};
export declare function streamData<T = any>(
  params: FactoryInput<FetchParams>,
): PartialCallState<T, T>;

interface ProgramFiles {
  readonly files: readonly { readonly name: string; readonly contents: string }[];
  readonly main: string;
}
export declare function fetchProgram(
  params: FactoryInput<{ readonly url: string | undefined }>,
): CallState<ProgramFiles>;
export declare function compileAndRun<T = any, R = any>(
  params: FactoryInput<Partial<ProgramFiles> & { readonly input?: T }>,
): CallState<R> & {
  readonly errors?: {
    readonly line: number;
    readonly column: number;
    readonly message: string;
    readonly type: string;
    readonly file?: string;
  }[];
};
/** Asks the host to show a piece. */
export declare function navigateTo(target: unknown): boolean;
export declare function cellFromUrl<T = any>(
  params: FactoryInput<{ readonly url: string | undefined; readonly hosts?: readonly string[] }>,
): { readonly pending: boolean; readonly cell?: Cell<T>; readonly error?: any };

/** A database of tables: queried in patterns, changed in handlers. */
export interface SqliteDb extends AnyBrandedCell<any, "sqlite">, Named {
  query<Row = any>(sql: string, params?: SqliteParams): CallState<Row[]>;
  exec(sql: string, params?: SqliteParams): void;
}
type SqliteParams = readonly unknown[] | { readonly [name: string]: unknown };
export declare function sqliteDatabase(
  tables: { readonly [name: string]: unknown },
  ...options: unknown[]
): SqliteDb;
export declare function sqliteQuery<Row = any>(
  params: {
    readonly db: SqliteDb | FactoryInput<unknown>;
    readonly sql: FactoryInput<string>;
    readonly params?: FactoryInput<SqliteParams>;
    readonly [option: string]: unknown;
  },
): CallState<Row[]>;
/** Declares tables and the rules of their rows. */
export declare const cfSqlite: {
  /** The rule runs once, on the columns as terms. */
  table(
    columns: { readonly [name: string]: unknown },
    rule?: (row: { readonly [column: string]: any }) => unknown,
  ): { readonly [member: string]: unknown };
  text(...options: unknown[]): any;
  cfLink(...options: unknown[]): any;
  all(...terms: unknown[]): any;
  any(...terms: unknown[]): any;
  principal(...terms: unknown[]): any;
  match(...terms: unknown[]): any;
  whenMatches(...terms: unknown[]): any;
  authoredBy(...terms: unknown[]): any;
  dbOwner(...terms: unknown[]): any;
};

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
/** A result with a view of any declared type. */
interface Renderable {
  readonly $UI?: unknown;
}
/** What may stand between tags. */
export type RenderNode =
  | VNode
  | Renderable
  | string
  | number
  | boolean
  | null
  | undefined
  | AnyBrandedCell
  | TypeMark
  | readonly RenderNode[];
/** What a tag gives: a view, or something that renders as one. */
export interface JSXElement extends VNode {}

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

// --- Labels ----------------------------------------------------------------------------------

/** A decentralised identifier. */
export type DID = `did:${string}:${string}`;
/** A label atom: plain data. */
export type CfcAtom = string | { readonly [member: string]: unknown };
/** `T` with label metadata `M`, a literal type. */
export type Cfc<T, M> = T | (T & LabelMark<M>);
export type Confidential<T, L = readonly unknown[]> = Cfc<T, { confidentiality: L }>;
export type Integrity<T, L = readonly unknown[]> = Cfc<T, { integrity: L }>;
export type AddIntegrity<T, L = readonly unknown[]> = Cfc<T, { addIntegrity: L }>;
export type RequiresIntegrity<T, L = readonly unknown[]> = Cfc<T, { requiredIntegrity: L }>;
export type MaxConfidentiality<T, L = readonly unknown[]> = Cfc<T, { maxConfidentiality: L }>;
/** Only the named function may write it. */
export type WriteAuthorizedBy<T, F> = Cfc<T, { writeAuthorizedBy: F }>;
/** Marks atoms that a policy is made of. */
export interface PolicyOf<P = unknown> {
  readonly policyOf: P;
}
export interface AnyOf<L extends readonly unknown[] = readonly unknown[]> {
  readonly anyOf: L;
}
export interface CurrentPrincipal {
  readonly kind: "current-principal";
}
export type RepresentsCurrentUser<T> = Cfc<
  T,
  { addIntegrity: [{ kind: "represents-principal"; subject: CurrentPrincipal }] }
>;
export type AuthoredByCurrentUser<T> = Cfc<
  T,
  { addIntegrity: [{ kind: "authored-by"; subject: CurrentPrincipal }] }
>;
export interface TrustedActionUiContract<Action, TrustedPattern, EventIntegrity = never> {
  readonly helper: "UiAction";
  readonly action: Action;
  readonly trustedPattern: TrustedPattern;
  readonly requiredEventIntegrity?: EventIntegrity;
}
export type TrustedActionWrite<T, F, Action, TrustedPattern> = Cfc<
  T,
  { writeAuthorizedBy: F; uiContract: TrustedActionUiContract<Action, TrustedPattern> }
>;
export type TrustedActionWriteWithIntegrity<T, F, Action, TrustedPattern, L> = Cfc<
  T,
  { writeAuthorizedBy: F; uiContract: TrustedActionUiContract<Action, TrustedPattern, L> }
>;
